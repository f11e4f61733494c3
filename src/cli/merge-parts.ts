import path from 'node:path';
import type { OperationResult, RunResult } from '../checks/run-result.ts';
import { checksOf } from '../checks/suite.ts';
import type { JudgedWith } from '../recording/judged-with.ts';
import type { Recording } from '../recording/recording.ts';
import type { JudgedShard } from '../recording/shards.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { reportDifferences } from '../reports/report-differences.ts';
import { ConfigurationError } from '../targets/target.ts';
import { type JudgedRecording, judgeRecording, type Replacements } from './judge-recording.ts';
import type { SpecsSource } from './judging-specs.ts';
import { recordingPlaces } from './recording-places.ts';

/** A run of some operations, as its folder has it. */
export interface MergePart extends JudgedShard {
  /** The folder, as the user wrote it. */
  readonly folder: string;
  readonly judgedWith: JudgedWith;
  readonly result: RunResult;
}

/**
 * Reads runs, judges each again, and makes sure that they are parts of one.
 * @param folders as the user wrote them
 * @param from absolute path of the folder that the command was started in
 * @param source where the pages come from that they are judged by
 * @throws ConfigurationError that says what does not belong together, and what to do
 */
export function mergeParts(folders: readonly string[], from: string, source: SpecsSource): readonly MergePart[] {
  if (folders.length < 2)
    throw new ConfigurationError('There is nothing to merge; name the folders of two or more runs.');
  const parts = folders.map(folder => partIn(folder, from, source));
  for (const [index, one] of parts.entries()) {
    for (const other of parts.slice(index + 1)) assertTogether(one, other);
  }
  return parts;
}

/** A run is judged again as it was judged: its report has to say the same. */
const asRecorded: Replacements = { specs: undefined, waivers: undefined, day: undefined };

function partIn(folder: string, from: string, source: SpecsSource): MergePart {
  const [place, second] = recordingPlaces(folder, from);
  if (!place || second || place.below !== '' || path.resolve(from, folder) === path.resolve(from, place.recording)) {
    throw new ConfigurationError(`${folder} is not the folder of one target's reports; name such folders.`);
  }
  const judged = judgeRecording(place, from, asRecorded, source);
  const { recording, result } = judged;
  const refusal = whyNoPart(judged);
  if (refusal !== undefined) throw new ConfigurationError(`${folder} ${refusal}`);
  const operations = result.operations.map(({ contract }) => contract.name);
  return { folder, recording, operations, judgedWith: judgedWithIn(recording), result };
}

/** Why a run can be no part of another one, as the end of a sentence. */
function whyNoPart({ recording, result, stored }: JudgedRecording): string | undefined {
  const { judgedWith, damage } = recording;
  if (judgedWith && judgedWith.options.only === undefined) {
    return 'is of a whole run, and no part of one; name runs with --only.';
  }
  if (!judgedWith?.leftOut) return 'has a recording of an earlier version, which does not tell its part; run it again.';
  if (!stored) return 'has no conformance.json; name the folder as the run left it.';
  if (judgedWith.interrupted !== undefined) return 'is of a run that was interrupted; run it again.';
  if (damage !== undefined) return `is of a run that left a fault behind (${damage}); see to it, and run it again.`;
  if (result.verdict === 'not tested') return `is of a run that tested nothing: ${result.why} Run it again.`;
  const [difference] = reportDifferences(stored, JSON.parse(conformanceJson(result)));
  if (difference === undefined) return undefined;
  return 'has a report that differs from its recording; "vbs-conformance judge" shows in what. Run it again.';
}

/** @throws Error for a recording of an earlier version, which no part has */
function judgedWithIn({ judgedWith }: Recording): JudgedWith {
  if (!judgedWith) throw new Error('The recording carries no pages.');
  return judgedWith;
}

/** Under which circumstances a run asked and judged, in words. The embedded service takes any free port. */
function circumstancesOf({ recording, judgedWith }: MergePart): Readonly<Record<string, string>> {
  const { suite, target } = recording;
  const { strictness, options } = judgedWith;
  return {
    'the suite': suite,
    'the target': target.name,
    ...(target.simulated ? {} : { 'the endpoint': target.endpoint }),
    'the kind of service': target.simulated ? 'embedded' : 'live',
    'the project': target.project,
    'the microversion': target.microversion ?? 'none',
    'the identification': JSON.stringify([target.admin, target.identifiedBy ?? 'token', target.settings ?? {}]),
    'the safety of the connection': JSON.stringify([target.insecure ?? false, target.unencrypted ?? false]),
    STRICTNESS: strictness,
    '--strict': options.strict ? 'given' : 'not given',
    '--without': options.without?.join(' ') ?? 'not given',
    '--specs': options.specs ?? 'not given',
    'the list of waivers': JSON.stringify(judgedWith.waivers),
  };
}

/** @throws ConfigurationError where two runs are not parts of one */
function assertTogether(one: MergePart, other: MergePart): void {
  const difference = differentCircumstance(one, other) ?? differentPage(one, other);
  if (difference !== undefined) {
    throw new ConfigurationError(
      `${one.folder} and ${other.folder} are not parts of one run: ${difference}; run both in the same way.`,
    );
  }
  const both = one.operations.find(name => other.operations.includes(name));
  if (both !== undefined) {
    throw new ConfigurationError(
      `${one.folder} and ${other.folder} both have checks of ${both}; test each operation in one run, as with --only '${both}/**'.`,
    );
  }
}

function differentCircumstance(one: MergePart, other: MergePart): string | undefined {
  const [its, others] = [circumstancesOf(one), circumstancesOf(other)];
  const what = Object.keys({ ...its, ...others }).find(name => its[name] !== others[name]);
  if (what === undefined) return undefined;
  const values = [its, others].map(of => of[what] ?? 'none');
  const shown = values.some(value => /^[[{]/.test(value)) ? '' : ` (${values.join(', ')})`;
  return `${what} is not the same${shown}`;
}

/** Of different states of a page the whole could have only one. */
function differentPage(one: MergePart, other: MergePart): string | undefined {
  const [its, others] = [pagesOf(one), pagesOf(other)];
  const id = [...its.keys(), ...others.keys()].find(page => its.get(page) !== others.get(page));
  if (id !== undefined) return `the page ${id} or its notes are not the same`;
  const { texts } = other.judgedWith;
  const file = Object.entries(one.judgedWith.texts).find(([name, text]) => (texts[name] ?? text) !== text)?.[0];
  return file === undefined ? undefined : `${file} is not the same`;
}

/** The state of every page that a run knew, by its id. */
const pagesOf = ({ result, judgedWith }: MergePart): ReadonlyMap<string, string> =>
  new Map(
    [
      ...result.operations.map(({ contract, source }) => [contract.id, source] as const),
      ...Object.entries(judgedWith.leftOut ?? {}),
    ].map(([id, { page, notes }]) => [id, `${page} ${notes}`]),
  );

/** What the whole is judged with. Where the parts leave something out, so does the whole. */
export function judgedWithOfWhole(parts: readonly MergePart[]): JudgedWith {
  const [first] = parts;
  if (!first) throw new Error('There is nothing to merge.');
  const { only: _, ...options } = first.judgedWith.options;
  const judged = new Set(parts.flatMap(({ result }) => result.operations.map(({ contract }) => contract.id)));
  const others = parts.flatMap(({ judgedWith }) => Object.entries(judgedWith.leftOut ?? {}));
  const leftOut = others.filter(([id]) => !judged.has(id));
  const isWhole = leftOut.length === 0 && parts.every(({ result }) => result.operations.every(hasAllChecks));
  const only = [...new Set(parts.flatMap(({ judgedWith }) => judgedWith.options.only ?? []))];
  return {
    strictness: first.judgedWith.strictness,
    options: isWhole ? options : { ...options, only },
    texts: Object.assign({}, ...parts.map(({ judgedWith }) => judgedWith.texts)),
    ...(isWhole ? {} : { leftOut: Object.fromEntries(leftOut) }),
    waivers: first.judgedWith.waivers,
  };
}

const hasAllChecks = ({ contract, verdicts }: OperationResult): boolean =>
  verdicts.length === checksOf(contract).length;
