/**
 * In which respect an answer is not as documented:
 * a documented field that is missing (`absent`), an undocumented one (`extra`), one of another JSON type (`type`) or with a
 * value that its rule does not allow (`value`); a body that is no JSON text (`json`), lacks its content (`envelope`), has
 * a key twice (`duplicate`) or another `media-type`; a `link` that is missing or leads elsewhere; a second read that
 * differs (`unsteady`); another `status`; a request that should have had a `refusal`; data in a refusal (`leak`); a body
 * that is no fault in OpenStack's form (`error-body`), shows a stack `trace`, or comes without a `header` field.
 */
export type DeviationKind =
  | 'absent'
  | 'extra'
  | 'type'
  | 'value'
  | 'json'
  | 'envelope'
  | 'duplicate'
  | 'media-type'
  | 'link'
  | 'unsteady'
  | 'status'
  | 'refusal'
  | 'leak'
  | 'error-body'
  | 'trace'
  | 'header';

/** One broken assertion in kinds, without a value of the run: the same fault of a service always gives the same one. */
export interface Deviation {
  /**
   * A field's path (`backup.links[].href`, `backup.description→INC`), the exchange (`status/405/patch`), the header field
   * or the link relation.
   */
  readonly place: string;
  readonly kind: DeviationKind;
  /** What should have come: a JSON type, a status code, the name of a rule, or another word. */
  readonly expected: string;
  /** What came, in the same words: `null`, `404`, `other`. */
  readonly got: string;
}

/** Deviations each once, in the order of their texts. */
export function distinct(deviations: readonly Deviation[]): Deviation[] {
  const byText = new Map(deviations.map(one => [[one.place, one.kind, one.expected, one.got].join('\n'), one]));
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

/** How often something is there, as a word. */
export function countWord(count: number): string {
  if (count === 0) return 'none';
  return count === 1 ? 'once' : 'several';
}
