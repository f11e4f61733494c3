import { isNode, LineCounter, parseDocument } from 'yaml';

/** Why a text is no YAML. The message may quote the text: where that may hold secrets, `code` tells enough. */
export interface YamlProblem {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** A file as YAML gives it, with the line of every entry. */
export interface YamlText {
  readonly content: unknown;
  /** The line of the node at this path; 1 for one that is not there. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
  /** `content` means nothing if there is any. */
  readonly problems: readonly YamlProblem[];
}

/** Reads a text of YAML 1.2, JSON included. */
export function parseYaml(text: string): YamlText {
  const counter = new LineCounter();
  // At other levels the library prints its warnings to the terminal.
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
    // An alias that leads nowhere, or so many that a small text would become a large one.
    const message = 'its aliases cannot be resolved';
    return { content: undefined, lineOf, problems: [{ line: 1, code: 'BAD_ALIAS', message }] };
  }
}
