import type { Outline } from './outline.ts';
import type { Operation } from './page.ts';
import type { ReportFinding } from './rst/block.ts';
import { readInline } from './rst/inline.ts';

const URI_SECTION = /^uris?$/i;
const URI_LINE = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(?=\/|https?:\/\/)(\S+)$/;
const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/;

/**
 * The operations of a page: the lines `METHOD path` in the prose of its URI section, or in a code block there that is
 * not an example. A page without one, or with one that cannot be read, has a problem.
 */
export function operationsOf({ sections, passages }: Outline, report: ReportFinding): readonly Operation[] {
  const operations: Operation[] = [];
  for (const passage of passages) {
    if (passage.kind === 'table') continue;
    const { line, section, text } = passage.kind === 'prose' ? passage.prose : passage.example;
    if (!section.some(title => URI_SECTION.test(title))) continue;
    if (passage.kind === 'prose') readLines(line, passage.prose.source, plainLine);
    else if (!/example/i.test(passage.example.title)) readLines(line, text, code => code.trim());
  }
  if (operations.length === 0) {
    const line = sections.find(section => URI_SECTION.test(section.title))?.line ?? 1;
    report(line, 'the page names no operation; expected a line such as "GET /v3/{id}" in a section "URI".');
  }
  return operations;

  function readLines(first: number, source: string, plain: (line: string) => string): void {
    for (const [index, line] of source.split('\n').entries()) {
      const text = plain(line);
      const [, method, path] = URI_LINE.exec(text) ?? [];
      if (method !== undefined && path !== undefined) operations.push({ method, path, line: first + index });
      else if (METHOD.test(text)) {
        report(first + index, `"${text}" is no URI line; expected a method, a space and a path or URL without spaces.`);
      }
    }
  }
}

/** What is wrong with its markup was told when the whole paragraph was read. */
function plainLine(line: string): string {
  return readInline(line, () => undefined).text;
}
