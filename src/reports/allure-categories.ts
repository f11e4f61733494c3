import type { Kind } from '../checks/check.ts';
import type { Outcome } from '../checks/verdict.ts';
import { storyOf } from './allure-labels.ts';

/** A group of verdicts in the report, chosen by their statuses and labels in Allure. */
export interface AllureCategory {
  readonly name: string;
  readonly matchers: {
    readonly statuses?: readonly ('failed' | 'broken')[];
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly groupByMessage: boolean;
  readonly expand: boolean;
}

/**
 * A verdict belongs to the first that fits, a plainly passed one to none. What fails under `--strict` alone comes after what
 * fails without.
 */
export const allureCategories: readonly AllureCategory[] = [
  {
    name: 'The run itself failed, and no check did',
    matchers: { statuses: ['broken'] },
    groupByMessage: true,
    expand: true,
  },
  failures('Missing: a documented field is not there', 'missing'),
  violations('Types and values are not as documented', ['body', 'fields', 'steadiness']),
  violations('Lists are not as documented', ['items']),
  violations('Links are not as documented', ['links']),
  violations('Lists are not divided, filtered or counted as documented', ['paging', 'filters']),
  violations('Statuses are not as documented', ['statuses', 'refusals', 'error bodies']),
  violations('Waivers are expired or no longer needed', ['waivers']),
  failures('Good practice is not kept, which --strict counts as a failure', 'warned'),
  failures('Unproven, which --strict counts as a failure', 'unproven'),
  marked('Warned: good practice is not kept', 'warned'),
  marked('Waived: known deviations', 'waived'),
  marked('Unproven: nothing could be shown, and why', 'unproven'),
  marked('Simulated: this says nothing about a real service', 'simulated'),
  marked('Inapplicable: the rule does not concern this answer', 'inapplicable'),
];

function violations(name: string, kinds: readonly Kind[]): AllureCategory {
  const story = `^(?:${kinds.map(storyOf).join('|')})(?: \\(simulated\\))?$`;
  return {
    name,
    matchers: { statuses: ['failed'], labels: { tag: '^violation$', story } },
    groupByMessage: false,
    expand: true,
  };
}

function failures(name: string, tag: 'missing' | Outcome): AllureCategory {
  const matchers = { statuses: ['failed'], labels: { tag: `^${tag}$` } } as const;
  return { name, matchers, groupByMessage: tag !== 'missing', expand: true };
}

/** One cause often leaves many checks unproven: they are grouped by their reasons. */
function marked(name: string, mark: Outcome | 'simulated'): AllureCategory {
  return { name, matchers: { labels: { tag: `^${mark}$` } }, groupByMessage: true, expand: false };
}
