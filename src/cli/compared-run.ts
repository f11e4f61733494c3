import { statSync } from 'node:fs';
import path from 'node:path';
import { currentId } from '../checks/aliases.ts';
import { type ConformanceContent, writtenRun } from '../comparison/conformance-content.ts';
import { type JudgedRun, judgedRun } from '../comparison/judged-run.ts';
import type { Recording } from '../recording/recording.ts';
import { untrustedJson } from '../recording/untrusted-recording.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isObject } from '../text/json.ts';
import { jsonMisfit } from '../text/json-misfit.ts';
import { judgedNow } from './compared-recording.ts';
import { fileFormat } from './file-formats.ts';
import { recordingIn } from './judge-recording.ts';
import type { SpecsSource } from './judging-specs.ts';
import { packageRoot, suiteName } from './package-root.ts';
import { reportFiles } from './report-files.ts';
import { untrustedText } from './untrusted-file.ts';

/** A run that is compared, with its recording where there is one. */
export interface ComparedInput {
  readonly run: JudgedRun;
  readonly recording: Recording | undefined;
}

/**
 * Reads what a user names as a run: a folder with its reports, a `conformance.json`, or a recording, which is judged now.
 * @param place as the user wrote it
 * @param folder absolute path of the folder that the command was started in
 * @param source where a recording gets the pages from that it is judged by
 * @throws ConfigurationError when it is none of these, or damaged
 */
export function comparedInput(place: string, folder: string, source: SpecsSource): ComparedInput {
  if (!isFolder(path.resolve(folder, place))) return fromFile(place, textOf(place, folder), source);
  const [conformance, recording] = [reportFiles.conformance, reportFiles.recording].map(name => path.join(place, name));
  const written = optionalText(conformance ?? '', folder);
  const recorded = optionalText(recording ?? '', folder);
  if (written === undefined && recorded === undefined) {
    throw new ConfigurationError(
      `${place} has neither ${reportFiles.conformance} nor ${reportFiles.recording}; name the folder with the reports of one target.`,
    );
  }
  if (written === undefined) return fromFile(recording ?? '', recorded ?? '', source);
  const { run } = fromFile(conformance ?? '', written, source);
  const beside = recorded === undefined ? undefined : recordingIn(recording ?? '', recorded);
  return { run, recording: beside && isOf(beside, run) ? beside : undefined };
}

/** Whether a recording is of this run, and not of another one whose reports were put beside it. */
const isOf = ({ target, startedAt }: Recording, { target: of, start }: JudgedRun): boolean =>
  startedAt === start && target.name === of.name && target.endpoint === of.endpoint;

function fromFile(name: string, text: string, source: SpecsSource): ComparedInput {
  const content = untrustedJson(name, text);
  if (isObject(content) && Array.isArray(content.exchanges)) {
    const recording = recordingIn(name, text);
    const result = judgedNow(name, recording, source);
    return { run: judgedRun(result, suiteName(packageRoot())), recording };
  }
  const fault = jsonMisfit(content, fileFormat('judged-run'));
  if (fault !== undefined) {
    throw new ConfigurationError(
      `${name} is neither a ${reportFiles.conformance} of format 2 or 3 nor a recording: ${fault}.`,
    );
  }
  const run = writtenRun(content as ConformanceContent);
  assertDistinct(name, run);
  return { run, recording: undefined };
}

/** @throws ConfigurationError where two checks have the same id */
function assertDistinct(name: string, { checks }: JudgedRun): void {
  const seen = new Set<string>();
  for (const { id } of checks) {
    const now = currentId(id);
    if (seen.has(now))
      throw new ConfigurationError(`${name} has the check ${id} twice; name a file that a run has written.`);
    seen.add(now);
  }
}

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;

const optionalText = (file: string, folder: string): string | undefined =>
  untrustedText(path.resolve(folder, file), file);

function textOf(file: string, folder: string): string {
  const text = optionalText(file, folder);
  if (text !== undefined) return text;
  throw new ConfigurationError(
    `${file} is not there; name a folder with reports, a ${reportFiles.conformance} or a ${reportFiles.recording}.`,
  );
}
