import type { Contract } from '../contract/contract.ts';
import type { Originals } from '../mutation/mutant.ts';
import { withEmbedded } from './open-target.ts';
import { probe } from './probing.ts';
import { systemClock } from './terminal-of-process.ts';

/** Records both backups of the embedded service, to make mutants of. */
export function recordOriginals(contract: Contract, example: unknown, suite: string): Promise<Originals> {
  return withEmbedded({}, example, async (target, incremental) => {
    const record = (backup: string) => probe(contract, { ...target, backup }, suite, systemClock, () => {});
    return { full: await record(target.backup), incremental: await record(incremental) };
  });
}
