import type { Example, Page, StatusCode, Table } from './page.ts';
import type { Finding } from './rst/finding.ts';

/** What `vbs-conformance read` prints of a page: what was read, without the places that only the program needs. */
export interface Transcript {
  readonly file: string;
  readonly title: string;
  readonly operations: readonly { readonly method: string; readonly path: string }[];
  readonly tables: readonly TableTranscript[];
  readonly examples: readonly ExampleTranscript[];
  readonly statusCodes: { readonly normal: readonly number[]; readonly abnormal: readonly number[] };
  readonly findings: readonly Finding[];
}

/** A table as flat text. */
interface TableTranscript {
  readonly line: number;
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An example as JSON, or its text with the reason why it is not JSON. */
type ExampleTranscript =
  | { readonly line: number; readonly json: unknown }
  | { readonly line: number; readonly text: string; readonly error: string };

/** Turns a page into the JSON object of its line of output. */
export function transcriptOf(page: Page): Transcript {
  return {
    file: page.file,
    title: page.title,
    operations: page.operations.map(({ method, path }) => ({ method, path })),
    tables: page.tables.map(tableTranscript),
    examples: page.examples.map(exampleTranscript),
    statusCodes: { normal: page.statusCodes.normal.map(codeOf), abnormal: page.statusCodes.abnormal.map(codeOf) },
    findings: page.findings,
  };
}

function tableTranscript({ line, title, header, rows }: Table): TableTranscript {
  return { line, title, header, rows: rows.map(row => row.map(cell => cell.text)) };
}

function exampleTranscript({ line, json, text, error }: Example): ExampleTranscript {
  return error === undefined ? { line, json } : { line, text, error };
}

function codeOf(status: StatusCode): number {
  return status.code;
}
