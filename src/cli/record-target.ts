import path from 'node:path';
import { type FaultGuard, startFaultGuard } from '../faults/fault-guard.ts';
import { hookEnvironment } from '../faults/hook-environment.ts';
import { journalFile, readEntry, removeEntry } from '../faults/journal.ts';
import { claim } from '../faults/target-lock.ts';
import type { EarlierFault } from '../probing/earlier-fault.ts';
import { type Prober, type Progress, probe } from '../probing/probing.ts';
import { faultsIn } from '../probing/run-time.ts';
import { type Recording, recordedTarget } from '../recording/recording.ts';
import type { Session } from '../targets/session.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { hookWords } from './hook-words.ts';
import { leaveFaultsOf, stateFolder } from './open-faults.ts';
import { previewOfChosen, withSession } from './open-session.ts';
import { suiteName, userAgent } from './package-root.ts';
import { plannedTarget } from './planned-target.ts';
import { profileFile } from './profile-file.ts';

/** What a target shares with the others of its run while it is asked. */
export interface ProbingSurroundings {
  readonly progress: Progress;
  /** Aborted when the run is interrupted. */
  readonly interrupted: AbortSignal;
  /** Runs `use` when no other target of the run is asked at this origin. */
  readonly inTurn: <T>(origin: string, use: () => Promise<T>) => Promise<T>;
}

/**
 * Opens a target and asks it everything once. A target that cannot be opened gives a recording, too: of nothing, and why.
 */
export async function recordTarget(
  run: CurrentRun,
  target: ChosenTarget,
  surroundings: ProbingSurroundings,
): Promise<Recording> {
  try {
    return await withProber(run, target, surroundings, probeAlone);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return recordingOfNothing(run, target, error.message);
  }
}

/** Asks everything, while no other run may break the service. @throws ConfigurationError when another one does */
async function probeAlone(session: Session, prober: Prober, journal: string): Promise<Recording> {
  const release = faultsIn(prober.plan).length > 0 ? claim(journal) : () => {};
  try {
    return await probe(session, prober);
  } finally {
    release();
  }
}

/** @param obstacle why the target could not be opened, as a sentence */
function recordingOfNothing(run: CurrentRun, target: ChosenTarget, obstacle: string): Recording {
  const { env, root, contracts, world } = run;
  const preview = previewOfChosen(target, { env, userAgent: userAgent(root) });
  return {
    format: 3,
    suite: suiteName(root),
    target: recordedTarget({ ...preview, endpoint: target.configured?.endpoint ?? 'unknown' }),
    operations: contracts.map(({ id, name }) => ({ page: id, name, parameters: {} })),
    startedAt: world.clock.now().toISOString(),
    duration: 0,
    obstacle,
    exchanges: [],
    unsent: [],
    requests: [],
  };
}

/**
 * Opens a target after the faults that earlier runs left open there are over, and runs `use` with what probing it needs.
 * @throws ConfigurationError when Keystone gives no token, or a fault stays open
 */
export async function withProber<T>(
  run: CurrentRun,
  target: ChosenTarget,
  { progress, interrupted, inTurn }: ProbingSurroundings,
  use: (session: Session, prober: Prober, journal: string) => Promise<T>,
): Promise<T> {
  const { env, root, contracts, specifications, world } = run;
  const guardFile = path.join(root, 'dist/src/faults/guard.js');
  const profile = profileFile(world.folder, target.name);
  // Before Keystone is asked: a fault may have broken that, too.
  await leaveFaultsOf({ profile, endpoint: target.configured?.endpoint }, env, world);
  const embedding = { env, specifications, userAgent: userAgent(root) };
  return withSession(target, embedding, interrupted, async (session, subjects) => {
    const { endpoint } = await session.withTokensFor(0);
    return inTurn(new URL(endpoint).origin, async () => {
      await leaveFaultsOf({ endpoint }, env, world);
      const journal = journalFile(stateFolder(env), endpoint);
      const service = { journal, profile, env: hookEnvironment(env, target.configured?.hookVariables ?? []) };
      const prober: Prober = {
        contracts,
        plan: plannedTarget(run, target).plan,
        subjects,
        suite: suiteName(root),
        clock: world.clock,
        progress,
        startGuard: () => redacting(startFaultGuard(guardFile, service), hookWords(env)),
        earlierFault: earlierFaultIn(journal),
        interrupted,
      };
      return use(session, prober, journal);
    });
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
