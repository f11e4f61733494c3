import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { planOf } from '../../src/probes/plan.ts';
import type { Prober } from '../../src/probing/probing.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import type { Target } from '../../src/targets/target.ts';

/** A prober that shows no progress, and that has no fault hooks to run. */
export function quietProber(
  contracts: readonly Contract[],
  target: Target,
  subjects: Subjects,
  change: Partial<Prober> = {},
): Prober {
  return {
    contracts,
    plan: planOf(contracts, target, subjects),
    subjects,
    suite: 'test',
    clock: systemClock,
    progress: () => {},
    startGuard: () => assertNone(),
    interrupted: new AbortController().signal,
    ...change,
  };
}

function assertNone(): never {
  throw new Error('There should be no fault hook to run.');
}
