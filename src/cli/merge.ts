import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type JudgedOperation, judgeRun, type RunResult } from '../checks/run-result.ts';
import { dayOf } from '../checks/waivers.ts';
import type { JudgedWith } from '../recording/judged-with.ts';
import type { Recording } from '../recording/recording.ts';
import { joined } from '../recording/shards.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isObject } from '../text/json.ts';
import { specsSource } from './judging-specs.ts';
import { judgedWithOfWhole, type MergePart, mergeParts } from './merge-parts.ts';
import { outFolder, thatOfRun } from './out-folder.ts';
import { clearReports, reportFiles, writeReports } from './report-files.ts';
import { lockReports } from './reports-lock.ts';
import { resultText } from './result-text.ts';
import { reportsOf } from './target-outcome.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** How runs are merged. */
export interface MergeOptions {
  /** Where the reports of the whole are written. */
  readonly out: string;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

/**
 * Joins runs of different operations of one target to one run, and writes its reports. Nothing is asked again.
 * @param folders those of the runs, as the user wrote them
 * @returns the exit status, as of one run
 * @throws ConfigurationError where the runs do not belong together
 */
export async function merge(folders: readonly string[], options: MergeOptions, world: World): Promise<number> {
  const source = specsSource(undefined, world.folder);
  const parts = mergeParts(folders, world.folder, source);
  const judgedWith = judgedWithOfWhole(parts);
  const recording = joined(parts, judgedWith);
  const result = judgedWhole(recording, parts, source.recorded(judgedWith).operations, judgedWith);
  const out = outFolder(options.out, world.folder);
  assertReplaceable(out, parts, world.folder);
  const lock = lockReports([out], world.clock.now());
  try {
    clearReports(out);
    const isWritten = await writeWholeRun(out, recording, judgedWith, result, parts, world);
    const { quiet = false, verbose = false } = options;
    if (!quiet) tellOn(world.stdout, `Merged: ${folders.join(', ')}.\n`);
    const report = path.relative(world.folder, path.join(out, reportFiles.conformance));
    world.stdout.write(resultText(result, report, { options: { quiet, verbose }, world, env: world.env }));
    return isWritten ? result.exitStatus : Math.max(2, result.exitStatus);
  } finally {
    lock.release();
  }
}

/** @throws ConfigurationError where a verdict is not that of its part: only what the whole says of the waivers may differ */
function judgedWhole(
  recording: Recording,
  parts: readonly MergePart[],
  operations: readonly JudgedOperation[],
  { options, waivers }: JudgedWith,
): RunResult {
  const result = judgeRun(recording, operations, options, undefined, waivers);
  const whole = new Map(result.verdicts.map(({ id, verdict }) => [id, verdict]));
  const days = new Set(parts.map(part => dayOf(part.recording.startedAt)));
  const why =
    days.size > 1
      ? 'a waiver has ended between the runs; run all parts on one day'
      : 'a recording has answers that its run did not get; run the parts again';
  for (const { folder, result: part } of parts) {
    // An entry is expired in a part and in the whole, or in neither.
    const expired = part.waivers.filter(({ verdict }) => verdict === 'failed');
    for (const { id, verdict } of [...part.operations.flatMap(({ verdicts }) => verdicts), ...expired]) {
      if (whole.get(id) === verdict) continue;
      throw new ConfigurationError(`${id} is ${verdict} in ${folder}, but ${whole.get(id)} in the whole run: ${why}.`);
    }
  }
  return result;
}

/** A whole can be merged again in its place. @throws ConfigurationError where the folder is that of a run, or of a part */
function assertReplaceable(out: string, parts: readonly MergePart[], from: string): void {
  const file = path.join(out, reportFiles.recording);
  const isPart = parts.some(({ folder }) => realpathSync(path.resolve(from, folder)) === realpathSync(out));
  if (isPart || (existsSync(file) && !isMerged(file))) throw thatOfRun(out);
}

function isMerged(file: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(content) && content.shards !== undefined;
  } catch {
    return false;
  }
}

/** Writes the reports, Allure's too if each part has them. @returns whether all could be written */
async function writeWholeRun(
  out: string,
  recording: Recording,
  { texts }: JudgedWith,
  result: RunResult,
  parts: readonly MergePart[],
  { stderr, folder: from }: World,
): Promise<boolean> {
  const written = writeReports(out, recording, result, sentence => tellOn(stderr, sentence));
  const isFull = parts.every(({ folder }) => existsSync(path.resolve(from, folder, reportFiles.html)));
  if (isFull) {
    const { writeAllureReport } = await import('./allure-report.ts');
    try {
      await writeAllureReport({ result, recording }, texts, { folder: out, histories: out }, sentence =>
        tellOn(stderr, sentence),
      );
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      tellOn(stderr, error.message);
      return false;
    }
  }
  return written.length === reportsOf.check.length;
}
