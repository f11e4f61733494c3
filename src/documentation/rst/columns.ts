/**
 * Column arithmetic for tables and title underlines. docutils gives characters that Unicode calls wide or full width
 * (UAX #11, East Asian Width W and F) two columns, and in tables every other character one.
 */

const PLAIN = /^[\0-\u10ff]*$/;
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{Mn}|\p{Me}/u;

/** A line of a table, addressed by column. */
export interface ColumnedText {
  readonly width: number;
  /** The character at a column; '' beyond the end, undefined in the middle of a wide character. */
  readonly charAt: (column: number) => string | undefined;
  /** The text from one column up to another. Both must be places where a character starts, or beyond the end. */
  readonly slice: (from: number, to: number) => string;
}

/** Makes a line addressable by column. */
export function columnsOf(text: string): ColumnedText {
  if (PLAIN.test(text)) {
    return {
      width: text.length,
      charAt: column => text.charAt(column),
      slice: (from, to) => text.slice(from, to),
    };
  }
  const starts: (number | undefined)[] = [];
  let offset = 0;
  for (const char of text) {
    starts.push(offset);
    if (WIDE.test(char)) starts.push(undefined);
    offset += char.length;
  }
  const start = (column: number): number => starts[column] ?? text.length;
  return {
    width: starts.length,
    charAt: column => {
      if (column >= starts.length) return '';
      const index = starts[column];
      return index === undefined ? undefined : String.fromCodePoint(text.codePointAt(index) ?? 0);
    },
    slice: (from, to) => text.slice(start(from), start(to)),
  };
}

/** How many columns a title takes: as in tables, but combining characters take none. */
export function columnWidth(text: string): number {
  if (PLAIN.test(text) && !COMBINING.test(text)) return text.length;
  let width = 0;
  for (const char of text) {
    if (!COMBINING.test(char)) width += WIDE.test(char) ? 2 : 1;
  }
  return width;
}
