import type { BlocksRead, Construct, Surroundings } from './block.ts';
import { columnWidth } from './columns.ts';
import type { Position } from './finding.ts';
import { type Line, positionAt, skipToBlank, textAt } from './lines.ts';

/** A run of one punctuation character: an underline or an overline. */
const ADORNMENT = /^([!-/:-@[-`{-~])\1*$/;
/** A shorter run may be text, such as "..." or "::". */
const LEAST_ADORNMENT = 4;

/**
 * Reads a title with its adornment (docutils reStructuredText specification, "Sections"). A transition is a finding: as a
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
  if (tooShort) {
    const sentence = 'the underline is shorter than its title; expected the same length.';
    around.report(positionAt(lines, at + 1), 'rst/short-underline', sentence);
  }
  return section(positionAt(lines, at), textAt(lines, at), underline.charAt(0), at + 2, around);
}

function overlined(lines: readonly Line[], at: number, around: Surroundings): BlocksRead | undefined {
  const overline = textAt(lines, at);
  const text = textAt(lines, at + 1).trim();
  if (text !== '' && textAt(lines, at + 2) === overline && columnWidth(text) <= overline.length) {
    const { line, column } = positionAt(lines, at + 1);
    const start = { line, column: column + textAt(lines, at + 1).indexOf(text) };
    return section(start, text, overline.charAt(0).repeat(2), at + 3, around);
  }
  if (overline.length < LEAST_ADORNMENT) return undefined;
  const sentence =
    'this line belongs to no title; expected a title above it, or a title below it and then the same line again.';
  around.report(positionAt(lines, at), 'rst/stray-adornment', sentence);
  return { blocks: [], next: skipToBlank(lines, at) };
}

function section(start: Position, text: string, style: string, next: number, around: Surroundings): BlocksRead {
  if (!around.nested) return { blocks: [{ kind: 'title', ...start, text, style }], next };
  const sentence = 'there is a section title inside a list, a note or a cell; expected titles at the left margin only.';
  around.report(start, 'rst/nested-title', sentence);
  return { blocks: [{ kind: 'paragraph', ...start, text }], next };
}
