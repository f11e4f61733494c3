import path from 'node:path';
import { type JudgedOperation, judgeRun, type RunResult } from '../checks/run-result.ts';
import type { Contract } from '../contract/contract.ts';
import type { Recording } from '../recording/recording.ts';
import { runSettings } from '../targets/environment.ts';
import type { FaultHook } from '../targets/target.ts';
import type { Environment } from '../targets/variables.ts';
import { chosenChecks } from './chosen-checks.ts';
import { type ChosenTarget, chosenTargets } from './chosen-targets.ts';
import { packageRoot } from './package-root.ts';
import { pageIds } from './pages.ts';
import { environment, type RunOptions, reportsFolder } from './settings.ts';
import { loadContract, type Specification } from './specification.ts';

/** What a run is made of before anything is sent; the full run's processes each open the same one. */
export interface CurrentRun {
  readonly env: Environment;
  readonly options: RunOptions;
  readonly root: string;
  /** Where the run writes. */
  readonly folder: string;
  /** At least one. */
  readonly targets: readonly ChosenTarget[];
  /** The operations that are asked, at least one, each with the checks that the options choose. */
  readonly operations: readonly JudgedOperation[];
  readonly contracts: readonly Contract[];
  /** The pages that these come from. The embedded service answers with their examples. */
  readonly specifications: readonly Specification[];
}

/** The variable that hands the command line on to Playwright, which knows no options of ours. */
const optionsVariable = 'VBS_RUN_OPTIONS';

/** The variables that hand these options on. */
export const variablesFor = (options: RunOptions): Environment => ({ [optionsVariable]: JSON.stringify(options) });

/** The options that a process was handed; none for a bare `npx playwright test`. */
export function optionsIn(env: Environment): RunOptions {
  return JSON.parse(env[optionsVariable] ?? '{}') as RunOptions;
}

let run: CurrentRun | undefined;

/** The run that this process takes part in, read once. @throws ConfigurationError */
export function currentRun(): CurrentRun {
  run ??= openRun(optionsIn(process.env));
  return run;
}

/** Opens a run in this folder; wrong configuration ends it here. @throws ConfigurationError */
export function openRun(options: RunOptions): CurrentRun {
  const env = environment(process.cwd());
  const { strictness } = runSettings(env);
  const root = packageRoot();
  const chosen = chosenTargets(options, env, root);
  const specifications = pageIds(root).map(id => loadContract(root, id, strictness));
  const operations = chosenChecks(
    specifications.map(({ contract }) => contract),
    options,
  );
  const contracts = operations.map(({ contract }) => contract);
  const targets = chosen.map(target => withoutIdleFaults(target, operations));
  return { env, options, root, folder: reportsFolder(env), targets, operations, contracts, specifications };
}

/** Judges a recording by the checks of a run. */
export const resultOf = ({ operations, options }: CurrentRun, recording: Recording): RunResult =>
  judgeRun(recording, operations, { isStrict: options.strict ?? false });

/** A service is not broken for a status that nothing is going to judge. */
function withoutIdleFaults(target: ChosenTarget, operations: readonly JudgedOperation[]): ChosenTarget {
  const { configured } = target;
  if (!configured) return target;
  const checks = operations.flatMap(one => one.checks);
  const isJudged = ({ code }: FaultHook): boolean =>
    checks.some(({ id }) => /\/(?:status|error)\//.test(id) && id.split('/').includes(`${code}`));
  return { ...target, configured: { ...configured, hooks: configured.hooks.filter(isJudged) } };
}

/** Where the reports on one target go: into a folder of its own when there are several. */
export function folderFor({ folder, targets }: CurrentRun, { name }: ChosenTarget): string {
  return targets.length > 1 ? path.join(folder, name) : folder;
}
