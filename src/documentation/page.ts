/**
 * What the reader finds on one documentation page. Plain data: everything to the right of this room works on it.
 * Lines and columns are 1-based and count from the top of the file.
 */

import type { Finding, Position } from './rst/finding.ts';

/** Where a statement stands. `file` is the path as it was given to the reader. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A method and path template, as in `GET /v3/{project_id}/backups/{backup_id}`. The path is as the page shows it. */
export interface Operation extends Position {
  readonly method: string;
  readonly path: string;
}

/** One table cell: its text without markup, white space folded but in code, and the words that were set in bold. */
export interface Cell extends Position {
  readonly text: string;
  readonly bold: readonly string[];
}

/** A table, with one header row flattened and every row as long as the header. */
export interface Table extends Position {
  /** The caption, else the paragraph or list item before the table, else ''. */
  readonly title: string;
  /** Section titles from the page's title down to where the table stands. */
  readonly section: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A code block. It begins with its first line of code; `json` is there when the text is JSON, else `error` says why not. */
export interface Example extends Position {
  /** The caption, else the paragraph or list item before the block, else ''. */
  readonly title: string;
  readonly section: readonly string[];
  readonly text: string;
  readonly json?: unknown;
  readonly error?: string;
}

/** A documented status code and the phrase after it (`Not Found`), if any. */
export interface StatusCode extends Position {
  readonly code: number;
  readonly phrase: string;
}

/** One documentation page: operations, tables, examples, status codes, and what could not be read. */
export interface Page {
  readonly file: string;
  readonly title: string;
  readonly operations: readonly Operation[];
  readonly tables: readonly Table[];
  readonly examples: readonly Example[];
  readonly statusCodes: { readonly normal: readonly StatusCode[]; readonly abnormal: readonly StatusCode[] };
  readonly findings: readonly Finding[];
}
