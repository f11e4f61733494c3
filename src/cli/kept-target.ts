import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import { parseRecording } from '../recording/recording-file.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { TargetTurn } from './each-target.ts';
import type { JudgedTarget } from './judge-target.ts';
import { keepResult, keptResult, reportFiles, unlessRefused } from './report-files.ts';
import { tellOn } from './terminal-of-process.ts';
import { isWhole, type WrittenFile } from './whole-files.ts';

/** A target that a full run has judged. Its answers and verdicts are on the disk: those of many need too much memory. */
export interface KeptTarget {
  /** @throws ConfigurationError when its file is not there any more */
  readonly result: () => RunResult;
  /** @throws ConfigurationError when its file is not as it was written any more */
  readonly recording: () => Recording;
}

/** Keeps what a target came to on the disk, for this process and for Playwright's worker; in memory where the disk is full. */
export function keptTarget(
  { run, target }: Pick<TargetTurn, 'run' | 'target'>,
  { result, recording, written }: JudgedTarget,
): KeptTarget {
  const { folder, world } = run;
  const { name } = target;
  const tell = (sentence: string): void => tellOn(world.stderr, sentence);
  const isKept = unlessRefused(() => {
    keepResult(folder, name, result);
    return true;
  }, tell);
  const file = written.find(one => path.basename(one.file) === reportFiles.recording);
  return {
    result: isKept ? resultOnDisk(folder, name) : () => result,
    recording: file ? recordingOnDisk(file) : () => recording,
  };
}

// Functions of their own: made in the one above, these would keep in memory all that it has.

const resultOnDisk =
  (folder: string, name: string): KeptTarget['result'] =>
  () =>
    keptResult(folder, name) ?? gone(`The result of ${name}`);

const recordingOnDisk =
  (written: WrittenFile): KeptTarget['recording'] =>
  () =>
    isWhole(written) ? parseRecording(readFileSync(written.file, 'utf8')) : gone(written.file);

function gone(what: string): never {
  throw new ConfigurationError(
    `${what} was changed or removed during the run; leave the folder of the reports alone until a run has ended.`,
  );
}
