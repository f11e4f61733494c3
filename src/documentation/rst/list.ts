import type { Block, Construct } from './block.ts';
import { cutLeft, type Extent, type Line, takeBlock, takeIndented, textAt } from './lines.ts';
import { reportMissingBlank } from './missing-blank.ts';

const BULLET = /^([-+*\u2022\u2023\u2043])(?: +|$)/;
const ENUMERATOR = /^(\(?)([0-9]+|#|[a-z]|[A-Z]|[ivxlcdm]+|[IVXLCDM]+)([.)])(?: +|$)/;
const ROMAN = /^m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/i;
const FIELD = /^:(?![: ])((?:[^:\\]|\\.|:(?![ `]|$))*)(?<! ):(?: +|$)/;

/** A list item's first line without its marker, and the style of marker that all items of one list share. */
interface Marker {
  readonly style: string;
  readonly rest: Line;
}

/** Reads a bullet list or an enumerated list (docutils specification, "Bullet Lists", "Enumerated Lists"). */
export const list: Construct = (lines, at, around) => {
  const style = markerAt(lines, at)?.style;
  if (style === undefined) return undefined;
  const items: (readonly Block[])[] = [];
  let next = at;
  for (let marker = markerAt(lines, at); marker?.style === style; marker = markerAt(lines, next)) {
    const item = itemAt(lines, next, marker.rest);
    items.push(around.readInside(item.lines));
    next = item.next;
  }
  reportMissingBlank('list item', lines, next, around);
  return { blocks: [{ kind: 'list', items }], next };
};

/** Reads one field of a field list (docutils specification, "Field Lists"). Its name stays as a paragraph. */
export const field: Construct = (lines, at, around) => {
  const line = lines[at];
  const match = line && FIELD.exec(line.text);
  if (!match) return undefined;
  const rest = takeBlock(lines, at + 1);
  const body = around.readInside([cutLeft(line, match[0].length), ...rest.lines]);
  if (!FIELD.test(textAt(lines, rest.next))) reportMissingBlank('field', lines, rest.next, around);
  const name: Block = { kind: 'paragraph', line: line.line, column: line.column + 1, text: match[1] ?? '' };
  return { blocks: [name, { kind: 'group', blocks: body }], next: rest.next };
};

function markerAt(lines: readonly Line[], at: number): Marker | undefined {
  const line = lines[at];
  if (!line) return undefined;
  const bullet = BULLET.exec(line.text);
  if (bullet) return { style: bullet[1] ?? '', rest: cutLeft(line, bullet[0].length) };
  const marker = enumeratorOf(line);
  const below = lines[at + 1];
  // "A. Smith" at the start of a wrapped paragraph is not a list: docutils decides by the next line.
  if (!below || /^ |^$/.test(below.text)) return marker;
  return enumeratorOf(below)?.style === marker?.style ? marker : undefined;
}

function enumeratorOf(line: Line): Marker | undefined {
  const match = ENUMERATOR.exec(line.text);
  if (!match) return undefined;
  const [whole, open = '', ordinal = '', close = ''] = match;
  if (/^[a-z]{2,}$/i.test(ordinal) && !ROMAN.test(ordinal)) return undefined;
  if (open !== '' && close !== ')') return undefined;
  return { style: `${open}1${close}`, rest: cutLeft(line, whole.length) };
}

/** The lines of an item: those indented as far as the text after the marker; without such text, all indented lines. */
function itemAt(lines: readonly Line[], at: number, first: Line): Extent {
  if (first.text === '') return takeBlock(lines, at + 1);
  const rest = takeIndented(lines, at + 1, textAt(lines, at).length - first.text.length);
  return { lines: [first, ...rest.lines], next: rest.next };
}
