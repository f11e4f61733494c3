import type { Block, Construct, Surroundings } from './block.ts';
import { isDirective, readDirective } from './directive.ts';
import { cutLeft, dedent, type Extent, type Line, textAt } from './lines.ts';
import { reportMissingBlank } from './missing-blank.ts';

const EXPLICIT = /^\.\.(?: +|$)/;
const DIRECTIVE = /^([^\s_:[|]\S*?) ?::(?: +|$)/;
const LABEL = /^_.*:(?: |$)/;
const MISSPELT_DIRECTIVE = /^([A-Za-z][A-Za-z-]*) ?:(?: |$)/;

/**
 * Reads what starts with two dots (docutils reStructuredText specification, "Explicit Markup Blocks"): a directive, a
 * label, a comment; and `__`, which is short for the label without a name.
 */
export const explicitMarkup: Construct = (lines, at, around) => {
  const line = lines[at];
  if (!line) return undefined;
  const dots = EXPLICIT.exec(line.text)?.[0] ?? (line.text.startsWith('__ ') ? '__ ' : undefined);
  if (dots === undefined) return undefined;
  const first = cutLeft(line, dots.length);
  const { lines: below, next } = bodyBelow(lines, at, first);
  if (!/^(?:\.\.|__)(?: |$)/.test(textAt(lines, next))) reportMissingBlank('directive or label', lines, next, around);
  return { blocks: dots === '__ ' ? [] : readMarkup(first, below, around), next };
};

/** An empty comment ends at its own line: what is indented below it is a block quote. */
function bodyBelow(lines: readonly Line[], at: number, first: Line): Extent {
  if (first.text === '' && textAt(lines, at + 1) === '') return { lines: [], next: at + 1 };
  let next = at + 1;
  while (next < lines.length && /^ |^$/.test(textAt(lines, next))) next += 1;
  return { lines: alignLeft(lines.slice(at + 1, next)), next };
}

/** Keeps a leading blank line, which separates the content of a directive from its argument. */
function alignLeft(lines: readonly Line[]): readonly Line[] {
  const [first] = lines;
  return first?.text === '' ? [first, ...dedent(lines)] : dedent(lines);
}

function readMarkup(first: Line, below: readonly Line[], around: Surroundings): readonly Block[] {
  const match = DIRECTIVE.exec(first.text);
  if (match) {
    const [whole, name = ''] = match;
    return readDirective(name.toLowerCase(), first, [cutLeft(first, whole.length), ...below], around);
  }
  const name = MISSPELT_DIRECTIVE.exec(first.text)?.[1]?.toLowerCase() ?? '';
  if (isDirective(name)) {
    const sentence = `"${name}:" makes this a comment; expected two colons, as in ".. ${name}::".`;
    around.report(first, 'rst/single-colon', sentence);
  }
  if (first.text.startsWith('_') && !LABEL.test(first.text)) {
    const sentence = 'the label does not end with a colon; expected one, as in ".. _label:".';
    around.report(first, 'rst/label-without-colon', sentence);
  }
  if (/^\[[^\]]+\](?: |$)|^\|/.test(first.text)) {
    const sentence = 'footnotes, citations and substitutions are not read; expected a directive, a label or a comment.';
    around.report(first, 'rst/unread-markup', sentence);
  }
  return [];
}
