/**
 * The start-strings and end-strings of inline markup, and where they count as such (docutils reStructuredText
 * specification, "Inline markup recognition rules"). Escaped characters have a NUL before them, as in docutils.
 */

const BEFORE_START = /[\s'"<\-/:\p{Ps}\p{Pi}\p{Pf}]|(?![\0-\x7f])[\p{Pd}\p{Po}]/u;
const AFTER_END = String.raw`(?=$|[\s\0'">\-/:.,;!?\\\p{Pe}\p{Pi}\p{Pf}]|(?![\0-\x7f])[\p{Pd}\p{Po}])`;
const ROLE = String.raw`[\p{L}\p{N}]+(?:[-._+][\p{L}\p{N}]+)*`;
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
  ['\u2018', '\u2019'],
  ['\u201c', '\u201d'],
  ['\u00ab', '\u00bb'],
]);

/** What a mark makes of the text between start-string and end-string. */
type Meaning = 'strong' | 'emphasis' | 'literal' | 'interpreted' | 'target' | 'substitution';

/** A start-string with the end-string that it needs. */
export interface Mark {
  readonly meaning: Meaning;
  readonly end: RegExp;
}

const INTERPRETED: Mark = { meaning: 'interpreted', end: endString('(?<![\\s\\0])', `\`(?::(${ROLE}):|__?)?`) };

const MARKS: ReadonlyMap<string, Mark> = new Map([
  ['**', { meaning: 'strong', end: endString('(?<![\\s\\0])', '\\*\\*') }],
  ['*', { meaning: 'emphasis', end: endString('(?<![\\s\\0])', '\\*') }],
  ['``', { meaning: 'literal', end: endString('(?<!\\s)', '``') }],
  ['_`', { meaning: 'target', end: endString('(?<![\\s\\0])', '`') }],
  ['|', { meaning: 'substitution', end: endString('(?<![\\s\\0])', '\\|_{0,2}') }],
]);

const START = new RegExp(
  String.raw`\*\*|\*|${'``'}|(?::(${ROLE}):)?${'`'}|_${'`'}|\||(?<=[\p{L}\p{N}])__?${AFTER_END}`,
  'gu',
);

/** The next possible start-string, from an index on: a mark, perhaps with a role (group 1) before it, or a word's "_". */
export function findStart(text: string, from: number): RegExpExecArray | null {
  return find(START, text, from);
}

/** The end-string of a mark, from an index on: with interpreted text, perhaps with a role (group 1) after it. */
export function findEnd(mark: Mark, text: string, from: number): RegExpExecArray | null {
  return find(mark.end, text, from);
}

/** The mark that a start-string stands for. */
export function markOf(start: string): Mark {
  return MARKS.get(start) ?? INTERPRETED;
}

/** Whether markup can start between these indexes: no white space after it, no text before it, no quotes around it. */
export function canStart(text: string, from: number, to: number): boolean {
  const before = text.charAt(from - 1);
  const after = text.charAt(to);
  if (/\s/.test(after) || (after === '|' && text.charAt(to - 1) === '|')) return false;
  return canStandBefore(before) && QUOTES.get(before) !== after;
}

/** Whether the underscore at this index ends a simple reference name, as in `name_` ("Reference Names"). */
export function endsReference(text: string, underscore: number): boolean {
  for (let index = underscore; ; index -= 1) {
    const run = index;
    while (/[\p{L}\p{N}]/u.test(text.charAt(index - 1))) index -= 1;
    if (index === run) return false;
    const before = text.charAt(index - 1);
    if (canStandBefore(before)) return true;
    if (!/[._+]/.test(before)) return false;
  }
}

function canStandBefore(char: string): boolean {
  return char === '' || BEFORE_START.test(char);
}

/** A global pattern keeps its place between calls; this one starts where it is told. */
function find(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

function endString(before: string, mark: string): RegExp {
  return new RegExp(before + mark + AFTER_END, 'gu');
}
