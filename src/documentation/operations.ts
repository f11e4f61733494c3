import type { Outline } from './outline.ts';
import type { Operation } from './page.ts';
import type { Position, ReportFinding } from './rst/finding.ts';
import { readInline } from './rst/inline.ts';

const URI_SECTION = /^uris?$/i;
const URI_LINE = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(?=\/|https?:\/\/)(\S+)$/;
const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/;

/**
 * The operations of a page: the lines `METHOD path` in the prose of its URI section, or in a code block there that is
 * not an example. A page without one, or with one that cannot be read, has a finding.
 */
export function operationsOf({ sections, passages }: Outline, report: ReportFinding): readonly Operation[] {
  const operations: Operation[] = [];
  for (const passage of passages) {
    if (passage.kind === 'table') continue;
    const place = passage.kind === 'prose' ? passage.prose : passage.example;
    if (!place.section.some(title => URI_SECTION.test(title))) continue;
    if (passage.kind === 'prose') readLines(place, passage.prose.source, plainLine);
    else if (!/example/i.test(passage.example.title)) readLines(place, place.text, code => code.trim());
  }
  if (operations.length === 0) {
    const at = sections.find(section => URI_SECTION.test(section.title)) ?? { line: 1, column: 1 };
    const sentence = 'the page names no operation; expected a line such as "GET /v3/{id}" in a section "URI".';
    report(at, 'page/no-operation', sentence);
  }
  return operations;

  function readLines(first: Position, text: string, plain: (line: string) => string): void {
    for (const [index, raw] of text.split('\n').entries()) {
      const shown = plain(raw);
      const at = { line: first.line + index, column: first.column + raw.search(/\S|$/) };
      const [, method, path] = URI_LINE.exec(shown) ?? [];
      if (method !== undefined && path !== undefined) operations.push({ method, path, ...at });
      else if (METHOD.test(shown)) {
        const sentence = `"${shown}" is no URI line; expected a method, a space and a path or URL without spaces.`;
        report(at, 'page/bad-uri-line', sentence);
      }
    }
  }
}

/** Findings in its markup were reported when the whole paragraph was read. */
function plainLine(line: string): string {
  return readInline(line, () => undefined).text;
}
