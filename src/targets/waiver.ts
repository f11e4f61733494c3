import { isPossibleGlob } from '../text/glob.ts';

/**
 * A known deviation of one target, accepted by name until a day: an entry of `waivers` in its profile. Plain JSON, so that a
 * recording can keep it.
 */
export interface Waiver {
  readonly id: string;
  /** The id of a check, or a glob over ids, in any form in which `--only` takes them. */
  readonly check: string;
  readonly deviation: WaivedDeviation;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it is accepted, `2027-06-30`; days begin and end in UTC. */
  readonly until: string;
  readonly ticket?: string;
  /** Where it stands: `targets/staging.yaml`. */
  readonly file: string;
  readonly line: number;
}

/** A deviation, as the checks write it down. */
export interface WaivedDeviation {
  readonly place: string;
  readonly kind: string;
  readonly expected: string;
  readonly got: string;
}

/** An entry as it is written: a code may be a number, and `null` without quotation marks is no text. */
export interface RawWaiver extends Omit<Waiver, 'deviation' | 'file' | 'line'> {
  readonly deviation: Omit<WaivedDeviation, 'expected' | 'got'> & { readonly expected: RawWord; readonly got: RawWord };
}

type RawWord = string | number | boolean | null;

/**
 * The entries of a profile.
 * @param file its name, for people
 * @param lineOf the line of an entry, by its index
 */
export function waiversOf(entries: readonly RawWaiver[], file: string, lineOf: (index: number) => number): Waiver[] {
  return entries.map(({ deviation, ...rest }, index) => ({
    ...rest,
    deviation: { ...deviation, expected: String(deviation.expected), got: String(deviation.got) },
    file,
    line: lineOf(index),
  }));
}

/**
 * What is wrong with entries that the format allows, each problem as a sentence.
 * @param nameOf the name of a key for people, by its path
 */
export function waiverProblems(entries: readonly RawWaiver[], nameOf: (path: readonly string[]) => string): string[] {
  return entries.flatMap(({ id, check, until }, index) => {
    const name = (key: string): string => nameOf(['waivers', String(index), key]);
    const first = entries.findIndex(one => one.id === id);
    return [
      ...(isId(id) ? [] : [`${name('id')} may have letters, digits, and . _ / - between them; choose such a name.`]),
      ...(first === index ? [] : [`${name('id')} is that of waivers.${first}, too; give each entry its own.`]),
      ...(isPossibleGlob(check)
        ? []
        : [`${name('check')} can match no id, or only slowly; write one such as status/405 or links/**.`]),
      ...(isDay(until) ? [] : [`${name('until')} is no date; write the last day as 2027-06-30.`]),
    ];
  });
}

const isId = (text: string): boolean => /^[a-z\d]+(?:[._/-]+[a-z\d]+)*$/i.test(text);

/** Whether a text is a day of the calendar, as ISO 8601 writes it. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
