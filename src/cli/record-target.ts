import path from 'node:path';
import { type FaultGuard, startFaultGuard } from '../faults/fault-guard.ts';
import { hookEnvironment } from '../faults/hook-environment.ts';
import { type Prober, type Progress, probe } from '../probing/probing.ts';
import { type Recording, recordedTarget } from '../recording/recording.ts';
import { redactText } from '../recording/redaction.ts';
import { secretsIn } from '../targets/secret-variables.ts';
import { ConfigurationError, type Secret } from '../targets/target.ts';
import { withoutCredentials } from '../text/credentials.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { previewOfChosen, withSession } from './open-session.ts';
import { suiteName, userAgent } from './package-root.ts';
import { plannedTarget } from './planned-target.ts';
import { shortestHidden } from './shown-settings.ts';

/**
 * Opens a target and asks it everything once. A target that cannot be opened gives a recording, too: of nothing, and why.
 * @param interrupted aborted when the run is interrupted
 */
export async function recordTarget(
  run: CurrentRun,
  target: ChosenTarget,
  progress: Progress,
  interrupted: AbortSignal,
): Promise<Recording> {
  const { env, root, specifications } = run;
  const embedding = { env, specifications, userAgent: userAgent(root) };
  try {
    const prober = proberFor(run, target, progress, interrupted);
    return await withSession(target, embedding, interrupted, (session, subjects) =>
      probe(session, { ...prober, subjects }),
    );
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return recordingOfNothing(run, target, error.message);
  }
}

/** @param obstacle why the target could not be opened, as a sentence */
function recordingOfNothing(run: CurrentRun, target: ChosenTarget, obstacle: string): Recording {
  const { env, root, contracts, world } = run;
  const preview = previewOfChosen(target, { env, userAgent: userAgent(root) });
  return {
    format: 2,
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

/** What probing a target needs of the run, but for what is asked about, which the session tells. */
export function proberFor(
  run: CurrentRun,
  target: ChosenTarget,
  progress: Progress,
  interrupted: AbortSignal,
): Omit<Prober, 'subjects'> {
  const { env, root, contracts, world } = run;
  const guardFile = path.join(root, 'dist/src/faults/guard.js');
  const named = target.configured?.hookVariables ?? [];
  return {
    contracts,
    plan: plannedTarget(run, target).plan,
    suite: suiteName(root),
    clock: world.clock,
    progress,
    startGuard: () =>
      redacting(startFaultGuard(guardFile, hookEnvironment(env, named)), secretsIn(env, shortestHidden)),
    interrupted,
  };
}

/** Characters that are kept of what a hook wrote: cut once no secret is left, for half of one is one as well. */
const longest = 240;

/** A guard that hides secrets in what it repeats: a hook may write all that it knows. */
export function redacting(guard: FaultGuard, secrets: readonly Secret[]): FaultGuard {
  const clean = (text: string | undefined): string | undefined => {
    const open = text && withoutCredentials(redactText(text, secrets));
    return open && open.length > longest ? `${open.slice(0, longest)}…` : open;
  };
  return {
    enter: async hook => clean(await guard.enter(hook)),
    leave: async () => clean(await guard.leave()),
    close: guard.close,
  };
}
