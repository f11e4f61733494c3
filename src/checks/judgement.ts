import type { Evidence } from '../probes/way.ts';
import { type Assertion, isBroken, type Judgement } from './check.ts';
import { distinct } from './deviation.ts';

/** How many assertions a judgement keeps: the service decides how many links it sends. */
const mostAssertions = 100;

/**
 * Failed when an assertion is broken, else passed. The message describes the first broken assertion. Expects at least one
 * assertion; if there are very many, only the broken ones are kept.
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
  const others = broken.length > 1 ? ` (${moreDifferences(broken.length - 1)})` : '';
  const message = `${first.title}: expected ${first.expected}, got ${first.actual}${others}`;
  // Of all broken assertions: how many are kept says nothing about the service.
  const deviations = distinct(broken.flatMap(one => one.deviations));
  return { outcome: 'failed', message, assertions: kept, deviations, exchanges, evidence };
}

const moreDifferences = (count: number): string => `${count} more difference${count === 1 ? '' : 's'}`;

/** Nothing can be said, and why; for several reasons a summary tells each once. Expects at least one. */
export function unproven(reasons: string | readonly string[], exchanges: readonly string[] = []): Judgement {
  const all = typeof reasons === 'string' ? [reasons] : reasons;
  return { outcome: 'unproven', message: all.join('; '), reasons: all, assertions: [], deviations: [], exchanges };
}

/** Nothing can be said because of what another check reports: that is where to look. */
export function unprovenByOther(reason: string, exchanges: readonly string[] = []): Judgement {
  return { ...unproven(reason, exchanges), isConsequence: true };
}

/** The rule does not apply to this answer. @param reason why, for people */
export function inapplicable(reason: string, exchanges: readonly string[] = []): Judgement {
  return { outcome: 'inapplicable', message: reason, assertions: [], deviations: [], exchanges };
}
