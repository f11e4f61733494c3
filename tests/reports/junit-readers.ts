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
 * As GitLab reads it (lib/gitlab/ci/parsers/test/junit.rb): a case is known by its class and name, the last of a name counts;
 * a failure counts before an error before a skip; its text is shown, and its attributes only where there is no text.
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
        if (found) return [key, { status, text: unescaped(found.content) }];
      }
      return [key, { status: 'success', text: '' }];
    }),
  );
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
 * As mikepenz/action-junit-report and dorny/test-reporter read it: an annotation for each failure and error, at `file` and
 * `line` of its case, with the attribute `message` as its message and the text as details.
 */
export function readAsGitHub(xml: string): Annotation[] {
  return elements(xml, 'testcase').flatMap(({ attributes, content }) => {
    const [found] = [...elements(content, 'failure'), ...elements(content, 'error')];
    if (!found) return [];
    return {
      path: attributes.get('file') ?? '',
      line: Number(attributes.get('line') ?? Number.NaN),
      title: attributes.get('name') ?? '',
      message: found.attributes.get('message') ?? '',
      details: unescaped(found.content),
    };
  });
}

/** The seconds that each case took. */
export const junitTimes = (xml: string): number[] =>
  elements(xml, 'testcase').map(({ attributes }) => Number(attributes.get('time')));
