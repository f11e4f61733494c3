import type { Contract } from '../contract/contract.ts';
import { withFaultHooks } from '../mutation/alterations.ts';
import type { Originals } from '../mutation/mutant.ts';
import { probe } from '../probing/probing.ts';
import { fixedSession } from '../targets/session.ts';
import { withEmbedded } from './open-session.ts';
import { systemClock } from './terminal-of-process.ts';

/** Records both backups of the embedded service, to make mutants of; its faults as if hooks had brought them about, too. */
export function recordOriginals(contract: Contract, example: unknown, suite: string): Promise<Originals> {
  const prober = {
    contract,
    suite,
    clock: systemClock,
    progress: () => {},
    startGuard: () => {
      throw new Error('The embedded service has no fault hooks.');
    },
    interrupted: new AbortController().signal,
  };
  const embedding = { env: {}, contract, example, userAgent: suite.replace(' ', '/') };
  return withEmbedded(embedding, async (target, incremental) => {
    const record = (backup: string) => probe(fixedSession({ ...target, backup }), prober);
    return { full: withFaultHooks(await record(target.backup)), incremental: await record(incremental) };
  });
}
