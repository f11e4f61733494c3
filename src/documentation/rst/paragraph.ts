import type { Block, BlocksRead, Construct, Surroundings } from './block.ts';
import { type Line, positionAt, skipToBlank, takeBlock, textAt, textOf } from './lines.ts';
import { reportMissingBlank } from './missing-blank.ts';

/** A border or a row without a table around it. */
const PIECE_OF_TABLE = /^\||^\+[-=+]{2}|^=+(?: +=+)+$/;

/** Reads indented text as a block quote (docutils reStructuredText specification, "Block Quotes"). */
export const blockQuote: Construct = (lines, at, around) => {
  if (!textAt(lines, at).startsWith(' ')) return undefined;
  const { lines: quoted, next } = takeBlock(lines, at);
  reportMissingBlank('block quote', lines, next, around);
  return { blocks: [{ kind: 'group', blocks: around.readInside(quoted) }], next };
};

/**
 * Reads text: a paragraph, the literal block that it announces with "::", or a term with its definition ("Paragraphs",
 * "Literal Blocks", "Definition Lists"). Stray pieces of a table are a finding, never text.
 */
export const paragraph: Construct = (lines, at, around) => {
  const end = endOfText(lines, at);
  const text = lines.slice(at, end);
  const stray = text.find(line => PIECE_OF_TABLE.test(line.text));
  if (stray) {
    const sentence = 'this line looks like a part of a table; expected a complete table with a blank line above it.';
    around.report(stray, 'rst/piece-of-table', sentence);
    return { blocks: [], next: skipToBlank(lines, end) };
  }
  const raw = textOf(text);
  if (raw.endsWith('::')) return withLiteral(lines, at, end, raw, around);
  const own: Block = { kind: 'paragraph', ...positionAt(lines, at), text: raw };
  const below = lines[end];
  if (!below || below.text === '') return { blocks: [own], next: end };
  if (end - at > 1) {
    const sentence = 'the line is indented more than the line above; expected a blank line between them.';
    around.report(below, 'rst/growing-indentation', sentence);
  }
  const definition = takeBlock(lines, end);
  reportMissingBlank('definition', lines, definition.next, around);
  return { blocks: [own, { kind: 'group', blocks: around.readInside(definition.lines) }], next: definition.next };
};

function endOfText(lines: readonly Line[], at: number): number {
  let end = at + 1;
  while (/^[^ ]/.test(textAt(lines, end))) end += 1;
  return end;
}

function withLiteral(lines: readonly Line[], at: number, end: number, raw: string, around: Surroundings): BlocksRead {
  const text = announcement(raw);
  const own: readonly Block[] = text === '' ? [] : [{ kind: 'paragraph', ...positionAt(lines, at), text }];
  const literal = takeBlock(lines, end);
  const [first] = literal.lines;
  if (!first) {
    const sentence = 'no code follows the "::"; expected a blank line and then indented code.';
    around.report(positionAt(lines, end - 1), 'rst/no-code', sentence);
    return { blocks: own, next: end };
  }
  reportMissingBlank('literal block', lines, literal.next, around);
  const block: Block = { kind: 'code', ...positionAt(literal.lines, 0), caption: '', text: textOf(literal.lines) };
  return { blocks: [...own, block], next: literal.next };
}

/** What stays of a text that ends in "::": nothing of its own mark, else one colon unless white space precedes it. */
function announcement(raw: string): string {
  const text = raw.slice(0, -2);
  return text === text.trimEnd() && text !== '' ? `${text}:` : text.trimEnd();
}
