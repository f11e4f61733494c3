/** Where something begins in a file. Both numbers are 1-based. */
export interface Position {
  readonly line: number;
  /** As the GNU Coding Standards count it ("Formatting Error Messages"): tab stops every eight columns, wide characters two. */
  readonly column: number;
}

/** Something that the reader of a page refuses to guess about. */
export interface Finding extends Position {
  /** The kind of finding, behind the level that finds it: `rst/short-underline`. */
  readonly rule: string;
  /** What is wrong and what was expected. */
  readonly sentence: string;
}

/** Takes down what is wrong with a page. */
export type ReportFinding = (at: Position, rule: string, sentence: string) => void;

/** A finding as compilers show theirs: `file:line:column: sentence [rule]`. */
export const findingText = (file: string, { line, column, rule, sentence }: Finding): string =>
  `${file}:${line}:${column}: ${sentence} [${rule}]`;

/** Sorts findings from the top of a file to its end. */
export const byPosition = (one: Position, other: Position): number =>
  one.line - other.line || one.column - other.column;
