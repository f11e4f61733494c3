import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { currentId } from '../checks/aliases.ts';
import { type ConformanceContent, writtenRun } from '../comparison/conformance-content.ts';
import { type JudgedRun, judgedRun } from '../comparison/judged-run.ts';
import type { Recording } from '../recording/recording.ts';
import { ConfigurationError } from '../targets/target.ts';
import { formatFault } from '../text/data-format.ts';
import { isObject } from '../text/json.ts';
import { judgedNow, recordingIn } from './compared-recording.ts';
import { settingsText } from './machine-files.ts';
import { packageRoot, suiteName } from './package-root.ts';
import { reportFiles } from './report-files.ts';
import type { LoadedSpecification } from './specification.ts';

/** A run that is compared, with its recording where there is one. */
export interface ComparedInput {
  readonly run: JudgedRun;
  readonly recording: Recording | undefined;
}

/** Kibibytes that a file may have. A report of 50,000 checks has 50,000. */
const largestFile = 256 * 1024;

/**
 * Reads what a user names as a run: a folder with its reports, a `conformance.json`, or a recording, which is judged now.
 * @param place as the user wrote it
 * @param folder absolute path of the folder that the command was started in
 * @param specifications called only where a recording has to be judged
 * @throws ConfigurationError when it is none of these, or damaged
 */
export function comparedInput(
  place: string,
  folder: string,
  specifications: () => readonly LoadedSpecification[],
): ComparedInput {
  if (!isFolder(path.resolve(folder, place))) return fromFile(place, textOf(place, folder), specifications);
  const [conformance, recording] = [reportFiles.conformance, reportFiles.recording].map(name => path.join(place, name));
  const written = optionalText(conformance ?? '', folder);
  const recorded = optionalText(recording ?? '', folder);
  if (written === undefined && recorded === undefined) {
    throw new ConfigurationError(
      `${place} has neither ${reportFiles.conformance} nor ${reportFiles.recording}; name the folder with the reports of one target.`,
    );
  }
  if (written === undefined) return fromFile(recording ?? '', recorded ?? '', specifications);
  const { run } = fromFile(conformance ?? '', written, specifications);
  const beside = recorded === undefined ? undefined : recordingIn(recording ?? '', recorded, formatOf('recording'));
  return { run, recording: beside && isOf(beside, run) ? beside : undefined };
}

/** Whether a recording is of this run, and not of another one whose reports were put beside it. */
const isOf = ({ target, startedAt }: Recording, { target: of, start }: JudgedRun): boolean =>
  startedAt === start && target.name === of.name && target.endpoint === of.endpoint;

function fromFile(name: string, text: string, specifications: () => readonly LoadedSpecification[]): ComparedInput {
  const content = contentOf(name, text);
  if (isObject(content) && Array.isArray(content.exchanges)) {
    const recording = recordingIn(name, text, formatOf('recording'));
    const result = judgedNow(name, recording, specifications());
    return { run: judgedRun(result, suiteName(packageRoot())), recording };
  }
  const fault = formatFault(content, formatOf('judged-run'));
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

function contentOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ConfigurationError(`${name} is no JSON, or it is cut off; name a file that a run has written.`);
  }
}

const formatOf = (name: 'recording' | 'judged-run'): object =>
  JSON.parse(readFileSync(path.join(packageRoot(), `schemas/formats/${name}.schema.json`), 'utf8')) as object;

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;

const optionalText = (file: string, folder: string): string | undefined =>
  settingsText(path.resolve(folder, file), file, largestFile);

function textOf(file: string, folder: string): string {
  const text = optionalText(file, folder);
  if (text !== undefined) return text;
  throw new ConfigurationError(
    `${file} is not there; name a folder with reports, a ${reportFiles.conformance} or a ${reportFiles.recording}.`,
  );
}
