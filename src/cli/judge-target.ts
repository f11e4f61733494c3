import { judgeRun, type RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import { folderFor } from './current-run.ts';
import type { TargetTurn } from './each-target.ts';
import { judgedWithOf } from './judged-with.ts';
import { recordTarget } from './record-target.ts';
import { clearReports, writeReports } from './report-files.ts';
import { tellOn } from './terminal-of-process.ts';
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
export async function judgeTarget(turn: TargetTurn): Promise<JudgedTarget> {
  const { run, target, interruption } = turn;
  const folder = folderFor(run, target);
  clearReports(folder);
  const recorded = await recordTarget(run, target, turn).finally(turn.probed);
  const judgedWith = judgedWithOf(run, target, interruption.status());
  const recording = { ...recorded, judgedWith };
  const { options, interrupted, waivers } = judgedWith;
  const result = judgeRun(recording, run.operations, options, interrupted, waivers);
  const written = writeReports(folder, recording, result, sentence => tellOn(run.world.stderr, sentence));
  return { recording, result, written };
}
