import path from 'node:path';
import { type FaultGuard, startFaultGuard } from '../faults/fault-guard.ts';
import { journalFile, readEntry, removeEntry } from '../faults/journal.ts';
import { claim } from '../faults/target-lock.ts';
import type { EarlierFault } from '../probing/earlier-fault.ts';
import { type Progress, probe } from '../probing/probing.ts';
import { faultsIn } from '../probing/run-time.ts';
import type { Recording } from '../recording/recording.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { hookWords } from './hook-words.ts';
import { leaveFaultsOf, stateFolder } from './open-faults.ts';
import { withSession } from './open-session.ts';
import { suiteName, userAgent } from './package-root.ts';
import { plannedTarget } from './planned-target.ts';
import { profileFile } from './profile-file.ts';

/**
 * Opens a target and asks it everything once, after the faults that earlier runs may have left open there are over.
 * @param interrupted aborted when the run is interrupted
 * @throws ConfigurationError when Keystone gives no token, there is nothing to ask for in a list, a fault stays open, or
 * another run works on the same service with fault hooks
 */
export async function recordTarget(
  run: CurrentRun,
  target: ChosenTarget,
  progress: Progress,
  interrupted: AbortSignal,
): Promise<Recording> {
  const { env, root, contracts, specifications, world } = run;
  const guardFile = path.join(root, 'dist/src/faults/guard.js');
  const profile = profileFile(world.folder, target.name);
  const { plan } = plannedTarget(run, target);
  // Before Keystone is asked: a fault may have broken that, too.
  await leaveFaultsOf({ profile, endpoint: target.configured?.endpoint }, env, world);
  const embedding = { env, specifications, userAgent: userAgent(root) };
  return withSession(target, embedding, interrupted, async (session, subjects) => {
    const { endpoint } = await session.withTokensFor(0);
    await leaveFaultsOf({ endpoint }, env, world);
    const journal = journalFile(stateFolder(env), endpoint);
    const release = faultsIn(plan).length > 0 ? claim(journal) : () => {};
    try {
      return await probe(session, {
        contracts,
        plan,
        subjects,
        suite: suiteName(root),
        clock: world.clock,
        progress,
        startGuard: () => redacting(startFaultGuard(guardFile, { journal, profile }), hookWords(env)),
        earlierFault: earlierFaultIn(journal),
        interrupted,
      });
    } finally {
      release();
    }
  });
}

function earlierFaultIn(journal: string): EarlierFault | undefined {
  const entry = readEntry(journal);
  return entry && { code: entry.code, forget: () => removeEntry(journal) };
}

/** A guard that repeats no secret. @param words makes what a hook wrote fit to be shown */
export function redacting(guard: FaultGuard, words: (text: string) => string): FaultGuard {
  const clean = (text: string | undefined): string | undefined => text && words(text);
  return {
    ...guard,
    enter: async (hook, limit) => clean(await guard.enter(hook, limit)),
    leave: async () => clean(await guard.leave()),
  };
}
