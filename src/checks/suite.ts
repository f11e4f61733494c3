import type { Contract } from '../contract/contract.ts';
import { bodyChecks } from './bodies.ts';
import type { Check } from './check.ts';
import { countChecks } from './counts.ts';
import { errorBodyChecks } from './error-bodies.ts';
import { fieldChecks } from './fields.ts';
import { filterChecks } from './filters.ts';
import { itemChecks } from './items.ts';
import { linkChecks } from './links.ts';
import { pagingChecks } from './paging.ts';
import { refusalChecks } from './refusals.ts';
import { statusChecks } from './statuses.ts';
import { steadinessChecks } from './steadiness.ts';
import { steadyAnswers } from './steady-answers.ts';

/** Every check that a contract gives rise to, in the order in which a reader of the page meets its facts. */
export function checksOf(contract: Contract): Check[] {
  return [
    ...statusChecks(contract),
    ...bodyChecks(contract),
    ...fieldChecks(contract),
    ...itemChecks(contract),
    ...linkChecks(contract),
    ...steadinessChecks(contract),
    steadyAnswers(contract),
    ...pagingChecks(contract),
    ...countChecks(contract),
    ...filterChecks(contract),
    ...refusalChecks(contract),
    ...errorBodyChecks(contract),
  ];
}
