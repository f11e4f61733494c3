/**
 * How an answer differs from the documentation:
 * a documented field is missing (`absent`), a field is undocumented (`extra`), has another JSON type (`type`) or a value
 * that its rule does not allow (`value`); a body is not JSON (`json`), lacks its content (`envelope`), repeats a key
 * or an item (`duplicate`) or has another `media-type`; a `link` is missing or leads elsewhere; a second read differs
 * (`unsteady`); two operations tell different things of a resource (`contradiction`); the `status` is another one; a
 * request should have got a `refusal`; an answer contains data that it must not (`leak`); an error body is not a fault in
 * OpenStack's form (`error-body`), shows a stack `trace`, or comes without a `header` field; a `part` of a list has other
 * items than were asked for.
 */
export const answerDeviations = [
  'absent',
  'extra',
  'type',
  'value',
  'json',
  'envelope',
  'duplicate',
  'media-type',
  'link',
  'unsteady',
  'contradiction',
  'status',
  'refusal',
  'leak',
  'error-body',
  'trace',
  'header',
  'part',
] as const;

/** The same, and that an entry of the waivers does not apply any more: that is a fault of ours and not of an answer. */
export type DeviationKind = (typeof answerDeviations)[number] | 'waiver';

/** One broken assertion without any value of the run: the same fault of a service always gives the same deviation. */
export interface Deviation {
  /**
   * A field's path (`backup.links[].href`, `backup.description→INC`), the exchange (`status/405/patch`), the header field,
   * the link relation, or the operation (`list-backups`).
   */
  readonly place: string;
  readonly kind: DeviationKind;
  /** What was expected: a JSON type, a status code, the name of a rule, or another word. */
  readonly expected: string;
  /** What came, in the same words: `null`, `404`, `other`. */
  readonly got: string;
}

/** A deviation as a text that no other one has. */
export const deviationText = ({ place, kind, expected, got }: Deviation): string =>
  [place, kind, expected, got].join('\n');

/** Deviations without duplicates, in the order of their texts. */
export function distinct(deviations: readonly Deviation[]): Deviation[] {
  const byText = new Map(deviations.map(one => [deviationText(one), one]));
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, deviation]) => deviation);
}

/** A value of another JSON type than expected. */
export const typeDeviation = (place: string, expected: string, value: unknown): Deviation => ({
  place,
  kind: 'type',
  expected,
  got: typeWord(value),
});

/** The JSON type of a value as a word. A number without a fraction is an `integer`, as in JSON Schema. */
export function typeWord(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** How often something is present, as a word. */
export function countWord(count: number): string {
  if (count === 0) return 'none';
  return count === 1 ? 'once' : 'several';
}
