import type { Outcome, Verdict } from '../checks/verdict.ts';

/** The outcomes in the order in which people want to read them. */
export const outcomes: readonly Outcome[] = ['failed', 'warned', 'waived', 'unproven', 'inapplicable', 'passed'];

/** The assertion that says most: the first that does not hold, else the first. */
export function decisive({ assertions }: Verdict): Verdict['assertions'][number] | undefined {
  return assertions.find(({ holds }) => !holds) ?? assertions[0];
}
