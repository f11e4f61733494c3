import { isNode, LineCounter, parseDocument } from 'yaml';

/** Why a text is no YAML. The message may quote the text; `code` does not. */
export interface YamlProblem {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** The content of a YAML file, with the line of every entry. */
export interface YamlText {
  readonly content: unknown;
  /** The line of the node at this path; 1 when there is none. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
  /** Where there is any, `content` is undefined. */
  readonly problems: readonly YamlProblem[];
}

/** Reads a text of YAML 1.2, JSON included. */
export function parseYaml(text: string): YamlText {
  const counter = new LineCounter();
  // At other log levels the library prints its warnings to the terminal.
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'error' });
  const lineOf = (path: readonly (string | number)[]): number => {
    const node = document.getIn(path, true);
    return isNode(node) && node.range ? counter.linePos(node.range[0]).line : 1;
  };
  const problems = document.errors.map(({ linePos, code, message }) => {
    return { line: linePos?.[0].line ?? 1, code, message: message.split('\n')[0] ?? code };
  });
  if (problems.length > 0) return { content: undefined, lineOf, problems };
  try {
    return { content: document.toJS() as unknown, lineOf, problems };
  } catch {
    // An alias of nothing, or so many aliases that a small text would become a large one.
    const message = 'its aliases cannot be resolved';
    return { content: undefined, lineOf, problems: [{ line: 1, code: 'BAD_ALIAS', message }] };
  }
}
