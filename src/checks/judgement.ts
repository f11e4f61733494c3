import type { Evidence } from '../probes/way.ts';
import { type Assertion, isBroken, type Judgement } from './check.ts';
import { distinct } from './deviation.ts';

/** Assertions that a judgement keeps; a service decides how many links it sends. */
const mostAssertions = 100;

/**
 * Failed when an assertion is broken, and then with the first of these, else passed. Expects at least one assertion; of
 * very many the broken ones are kept.
 */
export function judged(
  assertions: readonly Assertion[],
  exchanges: readonly string[],
  evidence: Evidence = 'observed',
): Judgement {
  const broken = assertions.filter(isBroken);
  const [first] = broken;
  const kept =
    assertions.length <= mostAssertions ? assertions : (first ? broken : assertions).slice(0, mostAssertions);
  if (!first) return { outcome: 'passed', message: '', assertions: kept, deviations: [], exchanges, evidence };
  const others = broken.length > 1 ? ` (and ${broken.length - 1} more)` : '';
  const message = `${first.title}: expected ${first.expected}, got ${first.actual}${others}`;
  // Of all broken assertions: how many are kept says nothing about the service.
  const deviations = distinct(broken.flatMap(one => one.deviations));
  return { outcome: 'failed', message, assertions: kept, deviations, exchanges, evidence };
}

/** Nothing can be said, and why. */
export function unproven(reason: string, exchanges: readonly string[] = []): Judgement {
  return { outcome: 'unproven', message: reason, assertions: [], deviations: [], exchanges };
}

/** The rule does not concern this answer, and why. */
export function inapplicable(reason: string, exchanges: readonly string[] = []): Judgement {
  return { outcome: 'inapplicable', message: reason, assertions: [], deviations: [], exchanges };
}
