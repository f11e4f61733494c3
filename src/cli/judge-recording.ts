import path from 'node:path';
import { type JudgedVariants, underCurrentIds, type VerdictsById, verdictsById } from '../checks/attribution.ts';
import { type JudgedOperation, judgeRun, type RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import { untrustedJson, untrustedRecording } from '../recording/untrusted-recording.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { Waiver } from '../targets/waiver.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import { isErrorForUsers } from './error-status.ts';
import { fileFormat } from './file-formats.ts';
import { judgedVariants } from './judged-variants.ts';
import { type JudgingSpecs, type SpecsSource, withoutOptions } from './judging-specs.ts';
import type { RecordingPlace } from './recording-places.ts';
import { untrustedText } from './untrusted-file.ts';

/** Which pages a recording is judged by: those that it carries, or today's. */
export type SpecsChoice = 'recorded' | 'today';

/** What a recording is judged with in place of what it carries. */
export interface Replacements {
  /** Undefined: its own pages, where it carries them. */
  readonly specs: SpecsChoice | undefined;
  /** Undefined: the waivers that it carries. */
  readonly waivers: readonly Waiver[] | undefined;
  /** The day on which waivers have to be in force, `2027-06-30`; undefined: that of the run. */
  readonly day: string | undefined;
}

/** What a recording comes to, and what stands beside it. */
export interface JudgedRecording {
  readonly recording: Recording;
  readonly result: RunResult;
  /** The operations that it was judged by, in the order of the result. */
  readonly operations: readonly JudgedOperation[];
  /** Those that it was judged by. A recording that carries none is judged by today's. */
  readonly specs: SpecsChoice;
  /** The content of the report beside it; undefined where there is none. */
  readonly stored: JsonObject | undefined;
  /** The verdicts with pages of both times; only where today's were asked for. */
  readonly variants: JudgedVariants | undefined;
}

/**
 * Reads a recording and judges it. Anybody may have written it, so nothing in it chooses a file of this machine.
 * @throws ConfigurationError, SpecificationError for a file that no run writes, with what is wrong and where
 */
export function judgeRecording(
  place: RecordingPlace,
  folder: string,
  replacements: Replacements,
  source: SpecsSource,
): JudgedRecording {
  const recording = readRecording(place.recording, folder);
  const stored = readReport(place.report, folder);
  return { stored, ...judgedFrom(place.recording, recording, replacements, source) };
}

/**
 * Judges a recording that was read.
 * @param file its name, for people
 * @throws ConfigurationError, SpecificationError for one that no run writes
 */
export function judgedFrom(
  file: string,
  recording: Recording,
  replacements: Replacements,
  source: SpecsSource,
): Omit<JudgedRecording, 'stored'> {
  const { specs } = replacements;
  const isByToday = specs === 'today' || (specs === undefined && !recording.judgedWith);
  const today = isByToday ? source.today(recording, file) : undefined;
  return told(file, () => ({ recording, ...judged(recording, replacements, today, source) }));
}

/** Reads a recording that anybody may have written. @throws ConfigurationError with what is wrong and where */
export function readRecording(file: string, folder: string): Recording {
  const text = untrustedText(path.resolve(folder, file), file);
  if (text === undefined) throw new ConfigurationError(`${file} is not there; name a recording.`);
  return recordingIn(file, text);
}

/** The recording in a text that anybody may have written. @throws ConfigurationError with what is wrong and where */
export const recordingIn = (file: string, text: string): Recording =>
  untrustedRecording(file, text, fileFormat('recording'));

/** The content of a report; undefined where there is none. @throws ConfigurationError for another file in its place */
function readReport(file: string, folder: string): JsonObject | undefined {
  const text = untrustedText(path.resolve(folder, file), file);
  if (text === undefined) return undefined;
  const content = untrustedJson(file, text);
  if (isObject(content) && Array.isArray(content.checks)) return content;
  throw new ConfigurationError(`${file}: the file is not a report: it has no list of checks; remove it.`);
}

function judged(
  recording: Recording,
  replacements: Replacements,
  today: JudgingSpecs | undefined,
  source: SpecsSource,
): Pick<JudgedRecording, 'result' | 'operations' | 'specs' | 'variants'> {
  const { judgedWith } = recording;
  const { options, interrupted, waivers: own } = judgedWith ?? withoutOptions;
  const { waivers: entries = own, day, specs } = replacements;
  const recorded = judgedWith && source.recorded(judgedWith);
  const used = today ?? recorded;
  if (!used) throw new ConfigurationError('it carries no pages; use --specs today');
  const result = judgeRun(recording, used.operations, options, interrupted, entries, day);
  const variants = (): JudgedVariants =>
    recorded
      ? judgedVariants(recording, judgedWith, { recorded, today: used, pages: source.pages, waivers: { entries, day } })
      : { recorded: undefined, today: verdictsById(result.verdicts), replaced: new Map() };
  const isReplaced = specs === 'today' || day !== undefined || replacements.waivers !== undefined;
  return {
    result,
    operations: used.operations,
    specs: today ? 'today' : 'recorded',
    variants: isReplaced ? variants() : undefined,
  };
}

/** The verdicts of a report by the ids that its checks have now. */
export function storedVerdicts({ checks }: JsonObject): VerdictsById {
  const all: unknown[] = Array.isArray(checks) ? checks : [];
  return underCurrentIds(new Map(all.filter(isObject).map(({ id, verdict }) => [String(id), String(verdict)])));
}

/** Problems that are shown: recorded pages may have any number. */
const mostProblems = 20;

function inShort(problems: string): string {
  const lines = problems.split('\n');
  const further = lines.length - mostProblems;
  const rest = further > 0 ? [`Further problems that are not shown: ${further}.`] : [];
  return [...lines.slice(0, mostProblems), ...rest].join('\n');
}

/**
 * Names the recording in what is wrong with it. What no run writes may also end in an error where nobody foresaw one: that is
 * no fault of the machine, and is told without a stack.
 */
function told<T>(file: string, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (isErrorForUsers(error)) throw new ConfigurationError(`${file}: ${inShort(message)}`);
    throw new ConfigurationError(`${file}: it cannot be judged (${message}); take a recording as the run wrote it.`);
  }
}
