import { appendFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { GatedComparison } from '../comparison/gate.ts';
import { decisionOn, isDecidedByRun } from '../comparison/release-decision.ts';
import { annotationsOf, workflowCommand } from '../reports/annotations.ts';
import { comparisonScreen } from '../reports/comparison-screen.ts';
import { gateMarkdown } from '../reports/gate-markdown.ts';
import { type GatedRun, gatedName, gateWords } from '../reports/gate-words.ts';
import type { ToldReport } from '../reports/told-report.ts';
import { ConfigurationError } from '../targets/target.ts';
import { gatedComparison, refuseOutputs } from './compare.ts';
import { toldReport } from './last-report.ts';
import { reportFiles } from './report-files.ts';
import { tellOn, terminalOf } from './terminal-of-process.ts';
import { sentenceOf, writeWhole } from './whole-files.ts';
import type { World } from './world.ts';

/** What a run is measured by, and where the result is written. */
export interface GateOptions {
  /** The run of the last release: a folder with reports, a `conformance.json`, or a recording. */
  readonly baseline?: string;
  /** Kinds of differences that keep a release from passing, separated by commas. */
  readonly failOn?: readonly string[];
  /** Where the summary is written, too. */
  readonly markdown?: string;
  /** Tells a runner of GitHub Actions: annotations, summary and outputs. */
  readonly github?: boolean;
}

/**
 * Decides by the reports of a run whether a release passes. Sends nothing.
 * @param folder the folder with the reports of one target, as the user wrote it
 * @returns the exit status: 0 where it passes
 * @throws ConfigurationError for reports that cannot be read, or not be compared with the baseline
 */
export function gate(folder: string, options: GateOptions, world: World): number {
  refuseOutputs([folder, ...(options.baseline === undefined ? [] : [options.baseline])], options, world.folder);
  const report = reportIn(folder, world);
  const comparison = comparisonWith(options, folder, report, world);
  const gated: GatedRun = { report, comparison, decision: decisionOn(report, comparison) };
  const markdown = gateMarkdown(gated);
  if (options.markdown !== undefined) writeWhole(path.resolve(world.folder, options.markdown), [markdown]);
  if (comparison) world.stdout.write(`${comparisonScreen(comparison, terminalOf(world.stdout, world.env))}\n\n`);
  if (options.github) tellRunner(gated, markdown, folder, world);
  tellOn(world.stdout, `${gatedName(report)} ${gateWords(gated)}`);
  return gated.decision.exitStatus;
}

function reportIn(folder: string, world: World): ToldReport {
  const name = path.join(folder, reportFiles.conformance);
  const report = toldReport(path.resolve(world.folder, name), name);
  if (report) return report;
  throw new ConfigurationError(`${name} is not there; name the folder with the reports of one target.`);
}

/** Undefined where there is no baseline, or the run decides by itself. */
function comparisonWith({ baseline, failOn }: GateOptions, folder: string, report: ToldReport, world: World) {
  if (baseline === undefined && failOn !== undefined)
    throw new ConfigurationError('--fail-on needs a run to compare with; name one with --baseline.');
  if (baseline === undefined || isDecidedByRun(report)) return undefined;
  const comparison = gatedComparison(baseline, folder, failOn === undefined ? {} : { failOn }, world);
  if (!isSameRun(comparison)) return comparison;
  throw new ConfigurationError(
    `--baseline is "${baseline}", which is of the same run as ${folder}; name a run of the last release.`,
  );
}

/** Whether both are one run, whose copies may lie in two places: nothing would have changed, whatever the service does. */
const isSameRun = ({ baseline, current }: GatedComparison): boolean =>
  baseline.start === current.start &&
  baseline.target.name === current.target.name &&
  baseline.target.endpoint === current.target.endpoint;

/** The files and the folder that a runner names in the environment of a step. */
const runnerFiles = ['GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT'] as const;

function tellRunner(gated: GatedRun, markdown: string, folder: string, world: World): void {
  const [summary, output] = runnerFiles.map(name => {
    const file = world.env[name];
    if (file) return file;
    throw new ConfigurationError(
      `--github needs ${name}, which a runner of GitHub Actions sets; leave it out elsewhere.`,
    );
  });
  const { report, decision } = gated;
  const annotations = annotationsOf(gated, checkoutFile(world));
  append(summary, markdown);
  append(
    output,
    `verdict=${report.verdict}\nexit-status=${decision.exitStatus}\nreports=${folder.replaceAll(/[\r\n]/g, '')}\n`,
  );
  for (const one of annotations) world.stdout.write(`${workflowCommand(one)}\n`);
}

function append(file: string | undefined, text: string): void {
  try {
    appendFileSync(file ?? '', text);
  } catch (error) {
    throw sentenceOf(
      error,
      code => `${file} cannot be written (${code}); a runner of GitHub Actions names such files.`,
    );
  }
}

/** Finds what is cited in the caller's checkout, below the folder that the runner names: the path from there. */
function checkoutFile({ env, folder }: World): (source: string) => string | undefined {
  const root = realPath(env.GITHUB_WORKSPACE || folder);
  return source => {
    const file = realPath(path.resolve(folder, source));
    if (root === undefined || file === undefined || !statSync(file).isFile()) return undefined;
    const below = path.relative(root, file);
    return below.startsWith('..') || path.isAbsolute(below) ? undefined : below;
  };
}

/** Undefined where nothing is there, or what a report cites can be no path. */
function realPath(place: string): string | undefined {
  try {
    return realpathSync(place);
  } catch {
    return undefined;
  }
}
