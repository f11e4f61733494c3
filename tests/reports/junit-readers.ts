/** A test case as a reader of JUnit files takes it. */
export interface ReadCase {
  readonly status: 'success' | 'failed' | 'error' | 'skipped';
  readonly text: string;
}

interface Element {
  readonly attributes: ReadonlyMap<string, string>;
  readonly content: string;
}

const unescaped = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

function elements(xml: string, name: string): Element[] {
  const all = xml.matchAll(new RegExp(`<${name}((?: [\\w-]+="[^"]*")*)(?:/>|>([\\s\\S]*?)</${name}>)`, 'g'));
  return [...all].map(([, attributes = '', content = '']) => ({
    attributes: new Map(
      [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)]),
    ),
    content,
  }));
}

/** The properties of the suites, by their names. */
export const junitProperties = (xml: string): ReadonlyMap<string, string> =>
  new Map(
    elements(xml, 'property').map(({ attributes }) => [attributes.get('name') ?? '', attributes.get('value') ?? '']),
  );

/**
 * As GitLab reads it (lib/gitlab/ci/parsers/test/junit.rb). Attributes and elements are the same to it. A case is known by its
 * suite, its class and its name, and we do without the suite, since a later one may have any name; the last of a name counts.
 * A failure counts before an error before a skip, and its text is shown, or its attributes where it has none.
 */
export function readAsGitLab(xml: string): ReadonlyMap<string, ReadCase> {
  const kinds = [
    ['failure', 'failed'],
    ['error', 'error'],
    ['skipped', 'skipped'],
  ] as const;
  return new Map(
    elements(xml, 'testcase').map(({ attributes, content }): [string, ReadCase] => {
      const key = `${attributes.get('classname')} ${attributes.get('name')}`;
      for (const [tag, status] of kinds) {
        const [found] = elements(content, tag);
        if (found) return [key, { status, text: unescaped(found.content) || JSON.stringify([...found.attributes]) }];
      }
      return [key, { status: 'success', text: '' }];
    }),
  );
}

/** The files that GitLab offers with failed cases: those that their outputs name. */
export function attachmentsInGitLab(xml: string): string[] {
  return elements(xml, 'system-out').flatMap(({ content }) => {
    const [, file] = /\[\[ATTACHMENT\|(.+?)\]\]/.exec(unescaped(content)) ?? [];
    return file ?? [];
  });
}

/** What GitHub shows beside a line of the repository. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
  readonly details: string;
}

/**
 * As mikepenz/action-junit-report reads it (src/testParser.ts): an annotation for each failure and error that is not skipped,
 * at `file` and `line` of its case, with the attribute `message` as its message, and the text as details.
 */
export function readAsGitHub(xml: string): Annotation[] {
  return elements(xml, 'testcase').flatMap(({ attributes, content }) => {
    const [found] = [...elements(content, 'failure'), ...elements(content, 'error')];
    if (!found || elements(content, 'skipped').length > 0) return [];
    return {
      path: attributes.get('file') ?? '',
      line: Number(attributes.get('line') ?? Number.NaN),
      title: attributes.get('name') ?? '',
      message: found.attributes.get('message') ?? '',
      details: unescaped(found.content),
    };
  });
}

/** A row of the table that dorny/test-reporter makes. */
export interface TableRow {
  readonly suite: string;
  readonly group: string;
  readonly name: string;
  readonly result: 'success' | 'failed' | 'skipped';
  /** Seconds. */
  readonly time: number;
  readonly details: string;
}

/**
 * As dorny/test-reporter reads it (src/parsers/java-junit): suites, in them groups of the same class, and the text of a
 * failure; the place only from lines of a Java stack trace.
 */
export function readAsTable(xml: string): TableRow[] {
  return elements(xml, 'testsuite').flatMap(suite =>
    elements(suite.content, 'testcase').map(({ attributes, content }) => {
      const [found] = [...elements(content, 'failure'), ...elements(content, 'error')];
      return {
        suite: suite.attributes.get('name') ?? '',
        group: attributes.get('classname') ?? '',
        name: attributes.get('name')?.trim() ?? '',
        result: found ? 'failed' : elements(content, 'skipped').length > 0 ? 'skipped' : 'success',
        time: Number.parseFloat(attributes.get('time') ?? ''),
        details: unescaped(found?.content ?? ''),
      } as const;
    }),
  );
}
