import type { Block, Construct } from './block.ts';
import { explicitMarkup } from './explicit-markup.ts';
import type { ReportFinding } from './finding.ts';
import { gridTable } from './grid-table.ts';
import type { Line } from './lines.ts';
import { field, list } from './list.ts';
import { blockQuote, paragraph } from './paragraph.ts';
import { simpleTable } from './simple-table.ts';
import { title } from './title.ts';

/** Deeper nesting than this is damage or malice: pages nest five constructs. It bounds time and stack. */
const MAX_DEPTH = 40;

/** In docutils' order of precedence: the first that recognizes a line reads it. A paragraph reads every line. */
const CONSTRUCTS: readonly Construct[] = [
  blockQuote,
  list,
  field,
  gridTable,
  simpleTable,
  explicitMarkup,
  title,
  paragraph,
];

/** Reads the lines of a page into its block tree, reporting what cannot be read. Linear in the size of the page. */
export function readBlocks(lines: readonly Line[], report: ReportFinding): readonly Block[] {
  return readLevel(lines, report, 0);
}

function readLevel(lines: readonly Line[], report: ReportFinding, depth: number): readonly Block[] {
  const [first] = lines;
  if (first && depth > MAX_DEPTH) {
    const sentence = `blocks are nested more than ${MAX_DEPTH} levels deep; expected fewer levels.`;
    report(first, 'rst/nested-too-deep', sentence);
    return [];
  }
  const around = {
    report,
    nested: depth > 0,
    readInside: (inside: readonly Line[]) => readLevel(inside, report, depth + 1),
  };
  const readings: (readonly Block[])[] = [];
  let at = 0;
  while (at < lines.length) {
    if (lines[at]?.text === '') {
      at += 1;
      continue;
    }
    const start = at;
    for (const construct of CONSTRUCTS) {
      const reading = construct(lines, start, around);
      if (!reading) continue;
      readings.push(reading.blocks);
      at = reading.next;
      break;
    }
  }
  return readings.flat();
}
