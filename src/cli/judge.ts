import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { highestStatus } from '../checks/run-result.ts';
import { dayOf } from '../checks/waivers.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { ctrfJson } from '../reports/ctrf.ts';
import { harParts } from '../reports/har.ts';
import { junitXml } from '../reports/junit.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isDay, type Waiver } from '../targets/waiver.ts';
import { exitStatusFor } from './error-status.ts';
import { type JudgedRecording, judgeRecording, type Replacements, type SpecsChoice } from './judge-recording.ts';
import { comparisonWords, introduction } from './judge-words.ts';
import { specsSource } from './judging-specs.ts';
import { outFolder, thatOfRun } from './out-folder.ts';
import { parsedProfile, waiversProfile } from './profile-file.ts';
import { type RecordingPlace, recordingPlaces } from './recording-places.ts';
import { reportFiles } from './report-files.ts';
import { lockReports } from './reports-lock.ts';
import { resultText } from './result-text.ts';
import { environment } from './settings.ts';
import { tellOn } from './terminal-of-process.ts';
import { makeFolder, writeWhole } from './whole-files.ts';
import type { World } from './world.ts';

/** How recordings are judged again. */
export interface JudgeOptions {
  /** `today`, `recorded`, or a folder with today's pages. */
  readonly specs?: string;
  /** The target whose profile has the waivers of today; undefined: those that the recording carries. */
  readonly waivers?: string;
  /** The day on which waivers have to be in force, `2027-06-30` or `today`; undefined: that of the run. */
  readonly asOf?: string;
  /** Where reports are written; undefined: nowhere. */
  readonly out?: string;
  /** Also writes the exchanges as an HTTP Archive. */
  readonly har?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

const harFile = 'recording.har';

/**
 * Judges recordings again, without the service, and compares them with the reports beside them.
 * @returns the exit status, the highest of all recordings
 * @throws ConfigurationError where there is no recording, and for options that cannot be followed
 */
export function judge(place: string, options: JudgeOptions, world: World): number {
  const places = recordingPlaces(place, world.folder);
  const out = openedOut(options, world.folder);
  const replacements = replacementsFrom(options, world);
  const source = specsSource(specsFolder(options), world.folder);
  const lock = out === undefined ? undefined : lockReports([out], world.clock.now());
  try {
    const statuses = places.map((one, index) => {
      if (index > 0) world.stdout.write('\n');
      try {
        const judged = judgeRecording(one, world.folder, replacements, source);
        const written = out === undefined ? undefined : writeJudged(out, one, judged, options, world.folder);
        return tell(one, judged, written, options, world);
      } catch (error) {
        // One that is damaged does not hide what the others come to.
        return exitStatusFor(error, world.stderr);
      }
    });
    return highestStatus(statuses);
  } finally {
    lock?.release();
  }
}

const isChoice = (specs: string | undefined): specs is SpecsChoice => specs === 'recorded' || specs === 'today';

/** The folder that `--specs` names. */
const specsFolder = ({ specs }: JudgeOptions): string | undefined => (isChoice(specs) ? undefined : specs);

function replacementsFrom({ specs, waivers, asOf }: JudgeOptions, world: World): Replacements {
  const today = dayOf(world.clock.now().toISOString());
  const day = asOf === 'today' ? today : asOf;
  if (day !== undefined && !isDay(day))
    throw new ConfigurationError('--as-of is no date; write a day as 2027-06-30, or "today".');
  return { specs: specs === undefined || isChoice(specs) ? specs : 'today', waivers: waiversIn(waivers, world), day };
}

/** The waivers that the profile of a target has today. */
function waiversIn(target: string | undefined, world: World): readonly Waiver[] | undefined {
  if (target === undefined) return undefined;
  const { file, text } = waiversProfile('--waivers', target, world.folder);
  return parsedProfile(file, text, environment(world)).waivers;
}

/** @returns the exit status */
function tell(
  place: RecordingPlace,
  judged: JudgedRecording,
  written: string | undefined,
  options: JudgeOptions,
  world: World,
): number {
  const { stdout, env, folder } = world;
  const { lines, status } = comparisonWords(place, judged);
  const stored = judged.stored ? place.report : place.recording;
  const report = written === undefined ? stored : path.relative(folder, written);
  const { quiet = false, verbose = false } = options;
  tellOn(stdout, `${introduction(place, judged, options)}${quiet ? '' : '\n'}`);
  stdout.write(resultText(judged.result, report, { options: { quiet, verbose }, world, env }));
  tellOn(stdout, `${quiet ? '' : '\n'}${lines.join('\n')}`);
  return status;
}

/** Makes the folder that `--out` names; undefined where none is. @throws ConfigurationError when it cannot be one */
function openedOut({ out, har }: JudgeOptions, from: string): string | undefined {
  if (out === undefined && har) throw new ConfigurationError('--har needs a folder to write to; name one with --out.');
  return out === undefined ? undefined : outFolder(out, from);
}

/** Writes the reports on a recording. @returns the path of the first one */
function writeJudged(
  out: string,
  place: RecordingPlace,
  { recording, result }: JudgedRecording,
  { har }: JudgeOptions,
  from: string,
): string {
  let folder = out;
  for (const step of place.below.split(path.sep).filter(Boolean)) {
    folder = path.join(folder, step);
    makeFolder(folder);
  }
  assertNotThatOfRun(folder, path.dirname(path.resolve(from, place.recording)));
  writeWhole(path.join(folder, reportFiles.junit), [junitXml(result)]);
  writeWhole(path.join(folder, reportFiles.ctrf), [ctrfJson(result)]);
  if (har) writeWhole(path.join(folder, harFile), harParts(recording));
  return writeWhole(path.join(folder, reportFiles.conformance), [conformanceJson(result)]).file;
}

/** The report of a run is evidence, and is not replaced. */
function assertNotThatOfRun(folder: string, recorded: string): void {
  const isOwn = realpathSync(folder) === realpathSync(recorded);
  if (!isOwn && !existsSync(path.join(folder, reportFiles.recording))) return;
  throw thatOfRun(folder);
}
