import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { Prober } from '../../src/probing/probing.ts';

/** A prober that tells nobody, and that has no fault hooks to run. */
export function quietProber(contract: Contract, change: Partial<Prober> = {}): Prober {
  return {
    contract,
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
