import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Rule } from '../contract/notes.ts';
import type { PathValues } from '../contract/path.ts';
import { timePattern } from '../contract/time.ts';

/** What a rule expects of one value, and whether the value keeps to it. */
export interface Expectation {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

const time = new RegExp(timePattern);

/** The expectation of a rule on a single value; undefined for rules that speak of several values at once. */
export function expectationOf(rule: Rule, parameters: PathValues): Expectation | undefined {
  switch (rule.rule) {
    case 'same-as-path': {
      const asked = parameters[rule.parameter];
      return { expected: `"${asked}", the ${rule.parameter} of the path`, holds: value => value === asked };
    }
    case 'one-of':
      return {
        expected: `one of ${rule.values.map(one => JSON.stringify(one)).join(', ')}`,
        holds: value => rule.values.some(one => one === value),
      };
    case 'not-negative':
      return { expected: '0 or more', holds: value => typeof value === 'number' && value >= 0 };
    case 'time':
      return {
        expected: 'a time such as 2013-06-27T08:48:03.000000',
        holds: value => typeof value === 'string' && time.test(value) && isOnTheCalendar(value),
      };
    case 'absolute-url':
      return {
        expected: 'an absolute http or https URL',
        holds: value => typeof value === 'string' && isWebUrl(value),
      };
    default:
      return undefined;
  }
}

/** The shape admits a 30th of February; ajv-formats knows the calendar, with and without an offset. */
function isOnTheCalendar(value: string): boolean {
  const { validate } = fullFormats['iso-date-time'] as { readonly validate: (text: string) => boolean };
  return validate(value);
}

function isWebUrl(value: string): boolean {
  return /^https?:\/\/[^/]/i.test(value) && URL.canParse(value) && !/[\s\p{Cc}]/u.test(value);
}
