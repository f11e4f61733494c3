import type { BlocksRead, Construct, Surroundings } from './block.ts';
import { columnWidth } from './columns.ts';
import { type Line, skipToBlank, textAt } from './lines.ts';

/** A run of one punctuation character: an underline or an overline. */
const ADORNMENT = /^([!-/:-@[-`{-~])\1*$/;
/** A shorter run may be text, such as "..." or "::". */
const LEAST_ADORNMENT = 4;

/**
 * Reads a title with its adornment (docutils reStructuredText specification, "Sections"). A transition is a problem: as a
 * rule it is what is left of a title.
 */
export const title: Construct = (lines, at, around) => {
  const text = textAt(lines, at);
  return ADORNMENT.test(text) ? overlined(lines, at, around) : underlined(lines, at, around);
};

function underlined(lines: readonly Line[], at: number, around: Surroundings): BlocksRead | undefined {
  const underline = textAt(lines, at + 1);
  if (!ADORNMENT.test(underline)) return undefined;
  const tooShort = columnWidth(textAt(lines, at)) > underline.length;
  if (tooShort && underline.length < LEAST_ADORNMENT) return undefined;
  const line = lines[at]?.number ?? 1;
  if (tooShort) around.report(line + 1, 'the underline is shorter than its title; expected it to be as long.');
  return section(line, textAt(lines, at), underline.charAt(0), at + 2, around);
}

function overlined(lines: readonly Line[], at: number, around: Surroundings): BlocksRead | undefined {
  const overline = textAt(lines, at);
  const text = textAt(lines, at + 1).trim();
  const line = lines[at]?.number ?? 1;
  if (text !== '' && textAt(lines, at + 2) === overline && columnWidth(text) <= overline.length) {
    return section(line + 1, text, overline.charAt(0).repeat(2), at + 3, around);
  }
  if (overline.length < LEAST_ADORNMENT) return undefined;
  around.report(
    line,
    'this line adorns no title; expected a title above it, or a title below it and the same line again.',
  );
  return { blocks: [], next: skipToBlank(lines, at) };
}

function section(line: number, text: string, style: string, next: number, around: Surroundings): BlocksRead {
  if (!around.nested) return { blocks: [{ kind: 'title', line, text, style }], next };
  around.report(
    line,
    'a section title stands inside a list, a note or a cell; expected titles at the left margin only.',
  );
  return { blocks: [{ kind: 'paragraph', line, text }], next };
}
