import path from 'node:path';
import type { Check } from '../checks/check.ts';
import type { JudgedOperation } from '../checks/run-result.ts';
import type { Contract } from '../contract/contract.ts';
import { runSettings } from '../targets/environment.ts';
import { knownVariables, optionsVariable, unknownVariablesIn } from '../targets/known-variables.ts';
import { wholeNumber } from '../targets/values.ts';
import type { Environment } from '../targets/variables.ts';
import { nearestNames } from '../text/nearest-names.ts';
import { chosenChecks } from './chosen-checks.ts';
import { type ChosenTarget, chosenTargets } from './chosen-targets.ts';
import { tellKeptFaults } from './open-faults.ts';
import { packageRoot } from './package-root.ts';
import { chosenPages, type PagesFolder } from './pages.ts';
import { lockReports } from './reports-lock.ts';
import { environment, type RunOptions, reportsFolder, withOptions } from './settings.ts';
import { type LoadedSpecification, loadSpecifications } from './specification.ts';
import { tellOn } from './terminal-of-process.ts';
import { type World, worldOfProcess } from './world.ts';

/** What a run is made of before anything is sent; the full run's processes each open the same one. */
export interface CurrentRun {
  readonly world: World;
  /** The environment with the options in it. */
  readonly env: Environment;
  readonly options: RunOptions;
  /** The package's folder. */
  readonly root: string;
  readonly pages: PagesFolder;
  /** Where the run writes. */
  readonly folder: string;
  /** At least one. */
  readonly targets: readonly ChosenTarget[];
  /** How many of them may be probed at the same time. */
  readonly jobs: number;
  /** The operations that are judged, at least one, each with the checks that the options choose. */
  readonly operations: readonly JudgedOperation[];
  /** The operations that are asked: also those whose plain reads such a check needs. */
  readonly contracts: readonly Contract[];
  /** The pages that these come from. The embedded service answers with their examples. */
  readonly specifications: readonly LoadedSpecification[];
}

/** The variables that hand these options on to Playwright, which knows no options of ours. */
export const variablesFor = (options: RunOptions): Environment => ({ [optionsVariable]: JSON.stringify(options) });

/** The options that a process was handed; none for a bare `npx playwright test`. */
export function optionsIn(env: Environment): RunOptions {
  return JSON.parse(env[optionsVariable] ?? '{}') as RunOptions;
}

/** Targets that can be probed at the same time: one process judges all their answers. */
const mostJobs = 64;

let run: CurrentRun | undefined;

/**
 * The run that this process of Playwright takes part in, read once. The first process of a run that no command began has
 * the folders of the reports locked until it ends.
 * @throws ConfigurationError
 */
export function currentRun(): CurrentRun {
  if (run) return run;
  const world = worldOfProcess();
  const isFirst = world.env[optionsVariable] === undefined;
  run = isFirst ? openRun({}, world) : runWith(optionsIn(world.env), environment(world), world);
  // Playwright's further processes inherit this, and do not repeat the warnings.
  Object.assign(process.env, variablesFor(run.options));
  if (isFirst) process.once('exit', lockReports(foldersOf(run), world.clock.now()).release);
  return run;
}

/** Opens a run in this world; warns of faults that may be open, and of variables that nothing reads. @throws ConfigurationError */
export function openRun(options: RunOptions, world: World): CurrentRun {
  const env = environment(world);
  tellKeptFaults(env, world.stderr);
  for (const name of unknownVariablesIn(env)) tellOn(world.stderr, warningOf(name));
  return runWith(options, env, world);
}

function warningOf(name: string): string {
  const [near] = nearestNames(name, knownVariables);
  return `${name} is not known; ${near === undefined ? '.env.example lists the variables.' : `did you mean ${near}?`}`;
}

function runWith(options: RunOptions, variables: Environment, world: World): CurrentRun {
  const env = withOptions(variables, options);
  const { strictness } = runSettings(env);
  const root = packageRoot();
  const pages = chosenPages(options, world.folder);
  const specifications = loadSpecifications(pages, strictness);
  const names = specifications.map(({ contract }) => contract.name);
  const targets = chosenTargets(options, env, root, world.folder, names);
  const jobs = wholeNumber({ '--jobs': options.jobs }, '--jobs', mostJobs) ?? 1;
  const operations = chosenChecks(specifications, options);
  const asked = new Set(operations.flatMap(({ contract, checks }) => [contract.name, ...readsOf(checks)]));
  const contracts = specifications.map(({ contract }) => contract).filter(({ name }) => asked.has(name));
  const folder = reportsFolder(env, options, world.folder);
  return { world, env, options, root, pages, folder, targets, jobs, operations, contracts, specifications };
}

/** The operations of which checks need the plain reads. */
const readsOf = (checks: readonly Check[]): string[] => checks.flatMap(({ reads = [] }) => reads);

/** Where the reports on one target go: into a folder of its own when there are several. */
export function folderFor({ folder, targets }: CurrentRun, { name }: ChosenTarget): string {
  return targets.length > 1 ? path.join(folder, name) : folder;
}

/** Every folder that a run writes reports to: that of the run, then those of its targets, where they have their own. */
export const foldersOf = (opened: CurrentRun): readonly string[] => [
  ...new Set([opened.folder, ...opened.targets.map(target => folderFor(opened, target))]),
];
