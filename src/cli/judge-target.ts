import { mkdirSync } from 'node:fs';
import type { RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import { type CurrentRun, folderFor, resultOf } from './current-run.ts';
import type { Interruption } from './interruption.ts';
import { recordTarget } from './record-target.ts';
import { clearReports, keepRecording, writeReports } from './report-files.ts';
import { progressOn } from './terminal-of-process.ts';

/** What a target answered, and what that comes to. */
export interface JudgedTarget {
  readonly recording: Recording;
  readonly result: RunResult;
}

/**
 * Asks a target everything once, judges the answers, and writes the recording and the reports for programs. The quick gate
 * and the full run both do this, so that they cannot differ.
 * @throws ConfigurationError when the target cannot be tested as it is configured
 */
export async function judgeTarget(
  run: CurrentRun,
  target: ChosenTarget,
  interruption: Pick<Interruption, 'signal' | 'status'>,
): Promise<JudgedTarget> {
  const folder = folderFor(run, target);
  mkdirSync(folder, { recursive: true });
  clearReports(folder);
  const progress = progressOn(run.world.stderr);
  const show = (done: number, planned: number): void => progress.show('Probing', done, planned);
  const recording = await recordTarget(run, target, show, interruption.signal).finally(progress.clear);
  const result = resultOf(run, recording, interruption.status());
  keepRecording(folder, recording);
  writeReports(folder, result);
  return { recording, result };
}
