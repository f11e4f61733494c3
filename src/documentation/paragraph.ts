import type { Block, Construct, Reading, Surroundings } from './block.ts';
import { columnWidth } from './columns.ts';
import { dedent, type Line, skipToBlank, takeBlock, textAt } from './lines.ts';
import { reportMissingBlank } from './list.ts';

/** A run of one punctuation character: an underline or an overline. */
const ADORNMENT = /^([!-/:-@[-`{-~])\1*$/;
const PIECE_OF_TABLE = /^\||^\+[-=+]{2}|^=+(?: +=+)+$/;

/** Reads indented text as a block quote (docutils reStructuredText specification, "Block Quotes"). */
export const blockQuote: Construct = (lines, at, around) => {
  if (!textAt(lines, at).startsWith(' ')) return undefined;
  const { lines: quoted, next } = takeBlock(lines, at);
  reportMissingBlank('block quote', lines, next, around);
  return { blocks: [{ kind: 'group', blocks: around.readInside(quoted) }], next };
};

/** Reads a title with its adornment ("Sections"). A transition is a problem: as a rule it is what is left of a title. */
export const title: Construct = (lines, at, around) => {
  const text = textAt(lines, at);
  return ADORNMENT.test(text) ? overlined(lines, at, around) : underlined(lines, at, around);
};

/**
 * Reads text: a paragraph, the literal block that it announces with "::", or a term with its definition ("Paragraphs",
 * "Literal Blocks", "Definition Lists"). Stray pieces of a table are a problem, never text.
 */
export const paragraph: Construct = (lines, at, around) => {
  const end = endOfText(lines, at);
  const text = lines.slice(at, end);
  const stray = text.find(line => PIECE_OF_TABLE.test(line.text));
  if (stray) {
    around.report(
      stray.number,
      'this line looks like a piece of a table; expected a complete table with a blank line above it.',
    );
    return { blocks: [], next: skipToBlank(lines, end) };
  }
  const raw = text.map(line => line.text).join('\n');
  if (raw.endsWith('::')) return withLiteral(lines, at, end, raw, around);
  const own: Block = { kind: 'paragraph', line: lines[at]?.number ?? 1, text: raw };
  const below = lines[end];
  if (!below || below.text === '') return { blocks: [own], next: end };
  if (end - at > 1) {
    around.report(
      below.number,
      'the indentation of the text grows unexpectedly; expected a blank line above this line.',
    );
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

function withLiteral(lines: readonly Line[], at: number, end: number, raw: string, around: Surroundings): Reading {
  const text = announcement(raw);
  const own: readonly Block[] = text === '' ? [] : [{ kind: 'paragraph', line: lines[at]?.number ?? 1, text }];
  const literal = takeBlock(lines, end);
  const code = dedent(literal.lines);
  const [first] = code;
  if (!first) {
    around.report(
      lines[end - 1]?.number ?? 1,
      'no code follows the "::"; expected a blank line and then indented code.',
    );
    return { blocks: own, next: end };
  }
  reportMissingBlank('literal block', lines, literal.next, around);
  const block: Block = { kind: 'code', line: first.number, caption: '', text: code.map(line => line.text).join('\n') };
  return { blocks: [...own, block], next: literal.next };
}

/** What stays of a text that ends in "::": nothing of its own mark, else one colon unless white space precedes it. */
function announcement(raw: string): string {
  const text = raw.slice(0, -2);
  return text === text.trimEnd() && text !== '' ? `${text}:` : text.trimEnd();
}

function underlined(lines: readonly Line[], at: number, around: Surroundings): Reading | undefined {
  const underline = textAt(lines, at + 1);
  if (!ADORNMENT.test(underline)) return undefined;
  const tooShort = columnWidth(textAt(lines, at)) > underline.length;
  if (tooShort && underline.length < 4) return undefined;
  const line = lines[at]?.number ?? 1;
  if (tooShort) around.report(line + 1, 'the underline is shorter than its title; expected it to be as long.');
  return section(line, textAt(lines, at), underline.charAt(0), at + 2, around);
}

function overlined(lines: readonly Line[], at: number, around: Surroundings): Reading | undefined {
  const overline = textAt(lines, at);
  const text = textAt(lines, at + 1).trim();
  const line = lines[at]?.number ?? 1;
  if (textAt(lines, at + 2) === overline && columnWidth(text) <= overline.length) {
    return section(line + 1, text, overline.charAt(0).repeat(2), at + 3, around);
  }
  if (overline.length < 4) return undefined;
  around.report(
    line,
    'this line adorns no title; expected a title above it, or a title below it and the same line again.',
  );
  return { blocks: [], next: skipToBlank(lines, at) };
}

function section(line: number, text: string, style: string, next: number, around: Surroundings): Reading {
  if (!around.nested) return { blocks: [{ kind: 'title', line, text, style }], next };
  around.report(
    line,
    'a section title stands inside a list, a note or a cell; expected titles at the left margin only.',
  );
  return { blocks: [{ kind: 'paragraph', line, text }], next };
}
