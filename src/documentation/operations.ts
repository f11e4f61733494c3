import type { Outline } from './outline.ts';
import type { Operation } from './page.ts';
import type { Position, ReportFinding } from './rst/finding.ts';
import { readInline } from './rst/inline.ts';

const URI_SECTION = /^uris?$/i;
const METHOD = '(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)';
const PATH = '((?:/|https?://)\\S*)';
const METHOD_LABEL = '(?:[Mm]ethod|METHOD)\\s*:\\s*';
const PATH_LABEL = '(?:[Pp]ath|PATH)\\s*:\\s*';
const URI_LINE = new RegExp(`^${METHOD}\\s+${PATH}$`);
const METHOD_LINE = new RegExp(`^${METHOD_LABEL}${METHOD}$`);
const PATH_LINE = new RegExp(`^${PATH_LABEL}${PATH}$`);
const BEGINNING = new RegExp(`^(?:${METHOD}\\b|${METHOD_LABEL}|${PATH_LABEL})`);

/** One of the two lines `Method: GET` and `PATH: /v3/{id}`. */
interface Half extends Position {
  readonly text: string;
  readonly method: string | undefined;
  readonly path: string | undefined;
}

/**
 * The operations of a page: the lines `METHOD path`, and the lines with the labels "Method" and "PATH" in pairs, in any
 * order. They stand in the prose of the URI section, or in a code block there that is not an example. A page without
 * one, or with one that cannot be read, has a finding.
 */
export function operationsOf({ sections, passages }: Outline, report: ReportFinding): readonly Operation[] {
  const operations: Operation[] = [];
  const halves: Half[] = [];
  for (const passage of passages) {
    if (passage.kind === 'table') continue;
    const place = passage.kind === 'prose' ? passage.prose : passage.example;
    if (!place.section.some(title => URI_SECTION.test(title))) continue;
    if (passage.kind === 'prose') readLines(place, passage.prose.source, plainLine);
    else if (!/example/i.test(passage.example.title)) readLines(place, place.text, code => code.trim());
  }
  for (const half of halves) {
    const sentence = `"${half.text}" is only half of an operation; expected the lines "Method: GET" and "PATH: /v3/{id}".`;
    report(half, 'page/half-operation', sentence);
  }
  if (operations.length === 0) {
    const at = sections.find(section => URI_SECTION.test(section.title)) ?? { line: 1, column: 1 };
    const sentence = 'the page names no operation; expected a line such as "GET /v3/{id}" in a section "URI".';
    report(at, 'page/no-operation', sentence);
  }
  return operations;

  function readLines(first: Position, source: string, plain: (line: string) => string): void {
    for (const [index, raw] of source.split('\n').entries()) {
      const text = plain(raw);
      const at = { line: first.line + index, column: first.column + raw.search(/\S|$/) };
      const [, method = METHOD_LINE.exec(text)?.[1], path = PATH_LINE.exec(text)?.[1]] = URI_LINE.exec(text) ?? [];
      if (method !== undefined && path !== undefined) operations.push({ method, path, ...at });
      else if (method !== undefined || path !== undefined) pair({ text, method, path, ...at });
      else if (BEGINNING.test(text)) {
        const sentence = `"${text}" is not a URI line; expected a method, a space and a path or URL without spaces.`;
        report(at, 'page/bad-uri-line', sentence);
      }
    }
  }

  /** The halves of an operation may stand in paragraphs of their own. It begins where the first one does. */
  function pair(half: Half): void {
    const before = halves.at(-1);
    const { method = before?.method, path = before?.path } = half;
    if (!before || method === undefined || path === undefined) halves.push(half);
    else {
      halves.pop();
      operations.push({ method, path, line: before.line, column: before.column });
    }
  }
}

/** Findings in its markup were reported when the whole paragraph was read. */
function plainLine(line: string): string {
  return readInline(line, () => undefined).text;
}
