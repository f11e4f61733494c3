import { type Assertion, isBroken } from '../checks/check.ts';
import type { Verdict } from '../checks/verdict.ts';

/** The assertion that says most about a verdict: the first that is broken, else the first. */
export const decisiveAssertion = ({ assertions }: Verdict): Assertion | undefined =>
  assertions.find(isBroken) ?? assertions[0];
