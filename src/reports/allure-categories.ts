import type { Kind } from '../checks/check.ts';
import type { Outcome } from '../checks/verdict.ts';
import { storyOf } from './allure-messages.ts';

/** A group of verdicts in the report, chosen by their statuses and labels in Allure. */
export interface AllureCategory {
  readonly name: string;
  readonly matchers: { readonly statuses?: readonly ['failed']; readonly labels: Readonly<Record<string, string>> };
  readonly groupByMessage: boolean;
  readonly expand: boolean;
}

/** A verdict belongs to the first that fits, a passed one to none. The first two are there only under `--strict`. */
export const allureCategories: readonly AllureCategory[] = [
  failingAsMarked('Unproven, which --strict counts as a failure', 'unproven'),
  failingAsMarked('Good practice is not kept, which --strict counts as a failure', 'warned'),
  failures('Types and values are not as documented', ['body', 'fields', 'steadiness']),
  failures('Links are not as documented', ['links']),
  failures('Statuses are not as documented', ['statuses', 'refusals', 'error bodies']),
  marked('Warned: good practice is not kept', 'warned'),
  marked('Waived: known deviations', 'waived'),
  marked('Unproven: nothing could be shown, and why', 'unproven'),
  marked('Inapplicable: the rule does not concern this answer', 'inapplicable'),
];

function failures(name: string, kinds: readonly Kind[]): AllureCategory {
  const matchers = { statuses: ['failed'], labels: { story: `^(?:${kinds.map(storyOf).join('|')})$` } } as const;
  return { name, matchers, groupByMessage: false, expand: true };
}

function failingAsMarked(name: string, outcome: Outcome): AllureCategory {
  return { ...marked(name, outcome), matchers: { statuses: ['failed'], labels: { tag: `^${outcome}$` } } };
}

/** One cause often leaves many checks unproven: they are grouped by their reasons. */
function marked(name: string, outcome: Outcome): AllureCategory {
  return { name, matchers: { labels: { tag: `^${outcome}$` } }, groupByMessage: true, expand: false };
}
