import type { Kind } from '../checks/check.ts';
import type { Outcome } from '../checks/verdict.ts';
import { allureLabels } from './allure-messages.ts';

/** A group of verdicts in the report, chosen by the labels that `allureMessages` gave them. */
export interface AllureCategory {
  readonly name: string;
  readonly matchers: { readonly labels: Readonly<Record<string, string>> };
  readonly groupByMessage: boolean;
  readonly expand: boolean;
}

/** In the order in which people want to read them; a verdict belongs to the first that fits. Passed ones are in none. */
export const allureCategories: readonly AllureCategory[] = [
  failures('Types and values are not as documented', ['fields', 'body', 'steadiness']),
  failures('Links are not as documented', ['links']),
  failures('Statuses are not as documented', ['statuses', 'refusals', 'error bodies']),
  outcomes('Warned: good practice that is not kept', 'warned'),
  outcomes('Waived: known deviations', 'waived'),
  outcomes('Unproven: nothing could be shown, and why', 'unproven'),
  outcomes('Inapplicable: the rule does not concern this answer', 'inapplicable'),
];

function failures(name: string, kinds: readonly Kind[]): AllureCategory {
  const labels = { [allureLabels.outcome]: '^failed$', [allureLabels.kind]: `^(?:${kinds.join('|')})$` };
  return { name, matchers: { labels }, groupByMessage: false, expand: true };
}

/** One cause often leaves many checks unproven: they are told by their reasons. */
function outcomes(name: string, outcome: Outcome): AllureCategory {
  return {
    name,
    matchers: { labels: { [allureLabels.outcome]: `^${outcome}$` } },
    groupByMessage: true,
    expand: false,
  };
}
