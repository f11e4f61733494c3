import type { Ratio } from './ratio.ts';

/** What a ratio should be. It is never asserted: machines differ, and so do their moods. */
export interface Aim {
  readonly text: string;
  readonly isMet: (ratio: number) => boolean;
}

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly against: string;
  readonly ratio: Ratio;
  readonly aim?: Aim;
}

/** Measures one thing, and gives each figure when it is there; a string is a remark on how it was measured. */
export type Measurement = () => AsyncIterable<Figure | string>;

/** For what should not take longer than so many times the other. */
export const atMost = (limit: number): Aim => ({ text: `at most ${limit}`, isMet: ratio => ratio <= limit });

/** For a rate that should be at least this part of the other. */
export const atLeast = (limit: number): Aim => ({ text: `at least ${limit}`, isMet: ratio => ratio >= limit });

/** For what should not depend on the amount; a fifth to either side is the machine's. */
export const aboutOne: Aim = { text: 'about 1', isMet: ratio => ratio > 0.8 && ratio < 1.25 };

/** The table's head. */
export const head = row('what', 'against', 'ratio', 'min–max', 'pairs', 'aim');

/** A figure as a row of the table. */
export function figureRow({ what, against, ratio, aim }: Figure): string {
  const { median, least, most, pairs } = ratio;
  const missed = aim?.isMet(median) === false ? ': aim missed' : '';
  const range = `${inShort(least)}–${inShort(most)}`;
  return row(what, against, inShort(median), range, String(pairs), `${aim?.text ?? ''}${missed}`);
}

function row(what: string, against: string, ratio: string, range: string, pairs: string, aim: string): string {
  const cells = [what.padEnd(34), against.padEnd(42), ratio.padStart(6), range.padStart(13), pairs.padStart(5), aim];
  return cells.join('  ').trimEnd();
}

/** Three digits say all that such a figure is good for. */
const inShort = (ratio: number): string => (ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3));
