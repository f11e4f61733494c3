/** The keys of a query, with what each takes, for people. */
export const queryKeys = {
  verdict: 'passed, failed, warned, waived, unproven, inapplicable',
  evidence: 'observed, provoked, hooked, simulated',
  by: 'service, front, unknown',
  op: 'an operation, as list-backups',
  kind: 'a kind of fact, as links',
  level: 'MUST, SHOULD, MAY',
  profile: 'core, front, faults',
  vendor: 'a part of the name of a vendor, product or version',
  edition: 'the name of an edition',
  change: 'regression, unproven, not-seen, removed, new, fix, proven',
  is: 'different, same, changed',
} as const;

export type QueryKey = keyof typeof queryKeys;

/** One condition of a query: a key with any of some values, or a text that a fact or a finding contains. */
export interface QueryTerm {
  readonly key: QueryKey | 'text';
  /** In lower case; one of them is enough. */
  readonly values: readonly string[];
  /** `-verdict:passed`: the condition must not be met. */
  readonly isNegated: boolean;
}

/** A query that was read: all of its terms have to be met. */
export interface FactQuery {
  readonly terms: readonly QueryTerm[];
  /** What cannot be understood, as sentences. It is left out. */
  readonly problems: readonly string[];
}

/** The keys whose values are from a list, which is the same as what people are told. */
const listed: readonly QueryKey[] = ['verdict', 'evidence', 'by', 'level', 'profile', 'change', 'is'];

const valuesOf = (key: QueryKey): readonly string[] => queryKeys[key].toLowerCase().split(', ');

/** A term: `-` before it, a key, and a value that may be in quotation marks. A mark that is not closed ends with the text. */
const term = /(-?)(?:([a-z]+):)?("[^"]*"?|[^\s"]+)/gi;

/** Reads a query such as `verdict:failed,waived is:different op:list-backups evidence:observed text`. */
export function parseQuery(text: string): FactQuery {
  const read = Array.from(text.matchAll(term), ([, minus = '', key, value = '']) => readTerm(minus, key, value));
  const unfinished = Array.from(text.matchAll(/(?:^|\s)-?([a-z]+):(?=\s|$)/gi), ([, key = '']) => key);
  return {
    terms: read.flatMap(one => (typeof one === 'string' || one.values.length === 0 ? [] : [one])),
    problems: [
      ...read.filter(one => typeof one === 'string'),
      ...unfinished.filter(isKey).map(key => `${key}: takes ${queryKeys[key.toLowerCase() as QueryKey]}.`),
    ],
  };
}

const isKey = (key: string): boolean => Object.hasOwn(queryKeys, key.toLowerCase());

function readTerm(minus: string, key: string | undefined, value: string): QueryTerm | string {
  const isNegated = minus === '-';
  if (key === undefined) return { key: 'text', values: textValues(value), isNegated };
  const known = key.toLowerCase();
  // A text may have a colon: https://…, or a time.
  if (!isKey(known)) return value.startsWith('//') ? text(`${key}:${value}`, isNegated) : unknownKey(key);
  const values = value.startsWith('"') ? textValues(value) : value.toLowerCase().split(',').filter(Boolean);
  const name = known as QueryKey;
  const wrong = listed.includes(name) ? values.find(one => !valuesOf(name).includes(one)) : undefined;
  return wrong === undefined ? { key: name, values, isNegated } : `${name}: takes ${queryKeys[name]}, not “${wrong}”.`;
}

const text = (value: string, isNegated: boolean): QueryTerm => ({
  key: 'text',
  values: [value.toLowerCase()],
  isNegated,
});

const textValues = (value: string): string[] => [value.replaceAll('"', '').toLowerCase()].filter(Boolean);

const unknownKey = (key: string): string =>
  `There is no “${key}:”. The keys are ${Object.keys(queryKeys).join(', ')}. Put a text with a colon in quotation marks.`;
