import { existsSync } from 'node:fs';
import path from 'node:path';
import { whyIncomparable } from '../comparison/comparable.ts';
import { type Comparison, changesBetween, comparedChecks, comparisonOf } from '../comparison/comparison.ts';
import { driftBetween } from '../comparison/drift.ts';
import { type GatedComparison, type GateKind, gated, gateKinds } from '../comparison/gate.ts';
import { comparisonJson } from '../reports/comparison-json.ts';
import { comparisonMarkdown } from '../reports/comparison-markdown.ts';
import { comparisonScreen } from '../reports/comparison-screen.ts';
import { ConfigurationError } from '../targets/target.ts';
import { nearestNames } from '../text/nearest-names.ts';
import { comparedInput } from './compared-run.ts';
import { specsSource } from './judging-specs.ts';
import { packageRoot, suiteName } from './package-root.ts';
import { reportFiles } from './report-files.ts';
import { terminalOf } from './terminal-of-process.ts';
import { writeWhole } from './whole-files.ts';
import type { World } from './world.ts';

/** What fails a comparison, and where it is written besides the terminal. */
export interface CompareOptions {
  /** Kinds of differences, separated by commas; several such texts add up. */
  readonly failOn?: readonly string[];
  /** Compares only the checks that both runs judged. */
  readonly partial?: boolean;
  readonly markdown?: string;
  readonly json?: string;
  /** A folder with pages in place of the suite's own, to judge recordings by. */
  readonly specs?: string;
}

/**
 * Compares two runs, sends nothing, and shows what changed.
 * @returns the exit status: 1 where something changed that fails the comparison
 * @throws ConfigurationError for inputs that cannot be read, or not be compared with each other
 */
export function compare(baseline: string, current: string, options: CompareOptions, world: World): number {
  refuseOutputs([baseline, current], options, world.folder);
  const comparison = gatedComparison(baseline, current, options, world);
  const write = (file: string | undefined, text: (of: GatedComparison) => string): void => {
    if (file !== undefined) writeWhole(path.resolve(world.folder, file), [text(comparison)]);
  };
  write(options.markdown, comparisonMarkdown);
  write(options.json, one => comparisonJson(one, suiteName(packageRoot())));
  world.stdout.write(`${comparisonScreen(comparison, terminalOf(world.stdout, world.env))}\n`);
  return comparison.exitStatus;
}

/**
 * What changed between two runs, and whether that fails.
 * @throws ConfigurationError for inputs that cannot be read, or not be compared with each other
 */
export function gatedComparison(
  baseline: string,
  current: string,
  options: Pick<CompareOptions, 'failOn' | 'partial' | 'specs'>,
  world: World,
): GatedComparison {
  const failOn = gateIn(options.failOn ?? ['regression']);
  return gated(compared(baseline, current, options, world), failOn);
}

/**
 * Refuses a file for the result that would replace what it comes from.
 * @param inputs as the user wrote them
 * @param from the folder that the command was started in
 * @throws ConfigurationError for a file that would replace what is compared, or the evidence of a run
 */
export function refuseOutputs(
  inputs: readonly string[],
  { markdown, json }: Pick<CompareOptions, 'markdown' | 'json'>,
  from: string,
): void {
  const taken = inputs.map(input => path.resolve(from, input));
  for (const [option, file] of Object.entries({ markdown, json })) {
    if (file === undefined) continue;
    const is = `--${option} is "${file}"`;
    if (taken.includes(path.resolve(from, file)))
      throw new ConfigurationError(`${is}, which is compared; choose another file.`);
    if (isOfRun(path.resolve(from, file)))
      throw new ConfigurationError(`${is}, and a run has written a file of that name; choose another name.`);
  }
  if (markdown !== undefined && json !== undefined && path.resolve(from, markdown) === path.resolve(from, json))
    throw new ConfigurationError('--markdown and --json are the same file; choose two.');
}

/** Whether this is a report that a run left. */
const isOfRun = (file: string): boolean =>
  Object.values<string>(reportFiles).includes(path.basename(file)) && existsSync(file);

function compared(
  baseline: string,
  current: string,
  options: Pick<CompareOptions, 'partial' | 'specs'>,
  world: World,
): Comparison {
  const source = specsSource(options.specs, world.folder);
  const before = comparedInput(baseline, world.folder, source);
  const after = comparedInput(current, world.folder, source);
  const pair = { baseline: before.run, current: after.run };
  const scope = options.partial ? 'both' : 'all';
  const refusal = whyIncomparable(pair, scope);
  if (refusal !== undefined) throw new ConfigurationError(refusal);
  const changes = changesBetween(pair, { scope });
  if (comparedChecks(changes) === 0) {
    throw new ConfigurationError('The runs have no check in common; name two runs that were judged by the same pages.');
  }
  const drift = driftBetween({ baseline: before.recording, current: after.recording }, changes.changes);
  return comparisonOf(pair, changes, drift);
}

/** @throws ConfigurationError for a word that is no kind of difference */
function gateIn(texts: readonly string[]): GateKind[] {
  const words = texts.flatMap(text => text.split(',')).map(word => word.trim());
  if (words.length === 1 && words[0] === 'nothing') return [];
  for (const word of words) {
    if (gateKinds.some(kind => kind === word)) continue;
    const [near] = nearestNames(word, gateKinds);
    const hint = near === undefined ? '' : `did you mean ${near}? `;
    const takes = `${hint === '' ? 'it' : 'It'} takes ${gateKinds.join(', ')}; or "nothing" alone`;
    throw new ConfigurationError(`--fail-on is "${word}"; ${hint}${takes}.`);
  }
  return gateKinds.filter(kind => words.includes(kind));
}
