import { EventEmitter } from 'node:events';
import type { FullConfig } from '@playwright/test';
import { lineOn } from '../../src/cli/announcement.ts';
import { type CurrentRun, currentRun } from '../../src/cli/current-run.ts';
import { listenForInterruption } from '../../src/cli/interruption.ts';
import { type JudgedTarget, judgeTarget } from '../../src/cli/judge-target.ts';
import { noShards } from '../../src/cli/no-shards.ts';
import { keepResult } from '../../src/cli/report-files.ts';
import { tellOutcome } from '../../src/cli/target-outcome.ts';
import { tellOn } from '../../src/cli/terminal-of-process.ts';
import { ConfigurationError } from '../../src/targets/target.ts';

/** What the targets came to, by their names; one that could not be tested is not among them. */
export const judgedTargets = new Map<string, JudgedTarget>();

let probing: Promise<void> | undefined;

/** Asks all targets, one after the other, and judges them, or exits with 2 for a shard: the tests and the reports only show what came of it. */
export default function probeTargets({ shard }: FullConfig): Promise<void> {
  if (shard) refuseShards();
  probing = probeAll(currentRun());
  return probing;
}

/** Resolves when no target is asked any more. A Playwright that is interrupted does not wait for its set-up by itself. */
export const probingEnded = async (): Promise<void> => probing;

/** Each shard would be a run of its own. */
function refuseShards(): never {
  tellOn(process.stderr, noShards);
  process.exit(2);
}

async function probeAll(run: CurrentRun): Promise<void> {
  announce(run);
  const signals = signalsOfRun();
  const interruption = listenForInterruption(signals.heard);
  for (const target of run.targets) {
    if (interruption.status() !== undefined) break;
    try {
      const judged = await judgeTarget(run, target, interruption);
      judgedTargets.set(target.name, judged);
      await tellOutcome(run, { target: target.name, result: judged.result, written: judged.written });
      keepResult(run.folder, target.name, judged.result);
    } catch (error) {
      tellOn(run.world.stderr, textOf(error));
    }
  }
  signals.release();
  // There is nothing to report on, and Playwright would say so in its own words.
  if (judgedTargets.size === 0) process.exit(interruption.status() ?? 2);
}

/** A bare `npx playwright test`: no command has named the targets yet. */
function announce(run: CurrentRun): void {
  if (run.options.command) return;
  tellOn(run.world.stdout, `${run.targets.map(target => lineOn(run, target)).join('\n')}\n`);
}

/** What a user can correct is one sentence for the reader, without the place in the code that noticed it. */
export function textOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

interface RunSignals {
  /** Emits `SIGINT` and `SIGTERM`. */
  readonly heard: EventEmitter;
  /** Leaves the signals to Playwright again. */
  readonly release: () => void;
}

/**
 * The signals to this process, and those that `vbs-conformance run` has heard and passes on as messages: of these Playwright
 * knows nothing, so that it goes on and reports on what was answered until then.
 */
function signalsOfRun(): RunSignals {
  const heard = new EventEmitter();
  const hear = (signal: unknown): void => {
    heard.emit(String(signal), signal);
  };
  process.once('SIGINT', hear).once('SIGTERM', hear).once('message', hear);
  // That process is gone, and nobody waits for this one.
  process.once('disconnect', () => process.kill(process.pid, 'SIGINT'));
  return { heard, release: () => process.off('SIGINT', hear).off('SIGTERM', hear).off('message', hear) };
}
