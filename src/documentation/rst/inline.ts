import { canStart, endsReference, findEnd, findStart, type Mark, markOf } from './inline-marks.ts';

/** What a reader sees of a marked-up text: white space folded, escapes resolved, and what was set in bold. */
export interface PlainText {
  readonly text: string;
  readonly bold: readonly string[];
}

/** Takes down what is wrong with a text: the kind of finding, and what was expected. */
export type TellFinding = (rule: string, sentence: string) => void;

/** Roles that show their text; those of cross-references may show a title instead, as in `title <target>`. */
const ROLES = new Set(
  'code literal strong emphasis sub subscript sup superscript guilabel menuselection kbd ref doc term'.split(' '),
);
const CROSS_REFERENCES = new Set(['ref', 'doc', 'term']);

/**
 * Removes inline markup as docutils does (specification, "Inline Markup"): bold, italic, literals, roles, links, labels.
 * What cannot be read (a mark without end, an unknown role, a substitution) is a finding, and stays in the text.
 */
export function readInline(source: string, tell: TellFinding): PlainText {
  const text = source.replace(/\\([\s\S]?)/g, '\0$1');
  const pieces: string[] = [];
  const bold: string[] = [];
  const endless = new Set<Mark>();
  let shown = 0;
  let next = 0;
  for (let start = findStart(text, next); start; start = findStart(text, next)) {
    const [opener, role] = start;
    next = start.index + opener.length;
    if (/^__?$/.test(opener)) {
      if (endsReference(text, start.index)) {
        tell('rst/reference-word', 'a word ends in "_", which makes it a reference; expected "\\_".');
      }
      continue;
    }
    if (!canStart(text, start.index, next)) {
      // Behind a role that does not count may stand a back quote that does.
      if (role !== undefined) next -= 1;
      continue;
    }
    const mark = markOf(opener);
    // Once no end is left, none is left for any later start: without this memory the search would be quadratic.
    const end = endless.has(mark) ? null : findEnd(mark, text, next);
    if (!end) endless.add(mark);
    if (!end || end.index === next) {
      const sentence = `${JSON.stringify(opener)} begins markup that does not end; expected its end in the same paragraph.`;
      tell('rst/endless-markup', sentence);
      continue;
    }
    const inside = show(mark, text.slice(next, end.index), role ?? end[1], end[0], tell);
    pieces.push(resolveEscapes(text.slice(shown, start.index)), inside);
    if (mark.meaning === 'strong') bold.push(fold(inside));
    next = end.index + end[0].length;
    shown = next;
  }
  pieces.push(resolveEscapes(text.slice(shown)));
  return { text: fold(pieces.join('')), bold };
}

function show(mark: Mark, inside: string, role: string | undefined, closer: string, tell: TellFinding): string {
  if (mark.meaning === 'literal') return inside.replaceAll('\0', '\\');
  const text = resolveEscapes(inside);
  if (mark.meaning === 'substitution') {
    tell('rst/substitution', `"|${text}|" is a substitution, and these are not read; expected the text itself.`);
    return `|${text}${closer}`;
  }
  if (mark.meaning !== 'interpreted') return text;
  if (role === undefined) return closer.endsWith('_') ? titleOf(text) : text;
  if (!ROLES.has(role)) tell('rst/unknown-role', `unknown role "${role}"; expected one of ${[...ROLES].join(', ')}.`);
  return CROSS_REFERENCES.has(role) ? titleOf(text) : text;
}

/** The title of `title <target>`, or the target where it has none. */
function titleOf(text: string): string {
  const bracket = text.endsWith('>') ? text.lastIndexOf('<') : -1;
  if (bracket === -1) return text;
  const title = text.slice(0, bracket).trim();
  return title === '' ? text.slice(bracket + 1, -1) : title;
}

/** Resolves escapes: an escaped white space vanishes, any other character stands for itself. */
function resolveEscapes(text: string): string {
  return text.replace(/\0[ \n]?/g, '');
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
