import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Rule } from '../contract/notes.ts';
import type { PathValues } from '../contract/path.ts';
import { timePattern } from '../contract/time.ts';

/** What a rule requires of a single value. */
export interface ValueRule {
  readonly name: Rule['rule'];
  /** As the end of a sentence: `not negative`. */
  readonly words: string;
  readonly expected: (parameters: PathValues) => string;
  readonly isKept: (value: unknown, parameters: PathValues) => boolean;
}

const time = new RegExp(timePattern);

/** What a rule requires of a single value; undefined for rules on several values at once. */
export function valueRuleOf(rule: Rule): ValueRule | undefined {
  switch (rule.rule) {
    case 'same-as-path':
      return {
        name: rule.rule,
        words: `the ${rule.parameter} in the path`,
        expected: parameters => `"${parameters[rule.parameter]}", the ${rule.parameter} in the path`,
        isKept: (value, parameters) => value === parameters[rule.parameter],
      };
    case 'one-of':
      return {
        name: rule.rule,
        words: `one of ${rule.values.join(', ')}`,
        expected: () => `one of ${rule.values.map(one => JSON.stringify(one)).join(', ')}`,
        isKept: value => rule.values.some(one => one === value),
      };
    case 'not-negative':
      return {
        name: rule.rule,
        words: 'not negative',
        expected: () => '0 or more',
        isKept: value => typeof value === 'number' && value >= 0,
      };
    case 'time':
      return {
        name: rule.rule,
        words: 'a valid time',
        expected: () => 'a valid time such as 2013-06-27T08:48:03.000000',
        isKept: value => typeof value === 'string' && time.test(value) && isOnTheCalendar(value),
      };
    case 'absolute-url':
      return {
        name: rule.rule,
        words: 'an absolute http or https URL',
        expected: () => 'an absolute http or https URL',
        isKept: value => typeof value === 'string' && isWebUrl(value),
      };
    default:
      return undefined;
  }
}

/** The pattern allows a 30th of February; ajv-formats knows the calendar, with and without an offset. */
function isOnTheCalendar(value: string): boolean {
  const { validate } = fullFormats['iso-date-time'] as { readonly validate: (text: string) => boolean };
  return validate(value);
}

function isWebUrl(value: string): boolean {
  return /^https?:\/\/[^/]/i.test(value) && URL.canParse(value) && !/[\s\p{Cc}]/u.test(value);
}
