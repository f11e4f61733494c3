import { judgeRun, type RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import { probingText } from '../reports/progress-text.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, folderFor } from './current-run.ts';
import type { Interruption } from './interruption.ts';
import { judgedWithOf } from './judged-with.ts';
import { recordTarget } from './record-target.ts';
import { clearReports, writeReports } from './report-files.ts';
import { progressOn, tellOn } from './terminal-of-process.ts';
import type { WrittenFile } from './whole-files.ts';

/** What a target answered, and what that comes to. */
export interface JudgedTarget {
  readonly recording: Recording;
  readonly result: RunResult;
  /** The reports that were written. */
  readonly written: readonly WrittenFile[];
}

/**
 * Asks a target everything once, judges the answers, and writes the recording and the reports for programs. The quick gate
 * and the full run both do this, so that they cannot differ. The run has locked the target's folder.
 */
export async function judgeTarget(
  run: CurrentRun,
  target: ChosenTarget,
  interruption: Pick<Interruption, 'signal' | 'status'>,
): Promise<JudgedTarget> {
  const folder = folderFor(run, target);
  clearReports(folder);
  const progress = progressOn(run.world.stderr);
  const recorded = await recordTarget(
    run,
    target,
    (...state) => progress.show(probingText(...state)),
    interruption.signal,
  ).finally(progress.clear);
  const judgedWith = judgedWithOf(run, interruption.status());
  const recording = { ...recorded, judgedWith };
  const result = judgeRun(recording, run.operations, judgedWith.options, judgedWith.interrupted);
  const written = writeReports(folder, recording, result, sentence => tellOn(run.world.stderr, sentence));
  return { recording, result, written };
}
