import type { Check } from '../checks/check.ts';
import type { Contract } from '../contract/contract.ts';
import { runSettings } from '../targets/environment.ts';
import type { Environment } from '../targets/variables.ts';
import { chosenChecks } from './judging.ts';
import { packageRoot } from './package-root.ts';
import { assertUsable, environment, type RunOptions, reportsFolder } from './settings.ts';
import { firstPage, loadContract } from './specification.ts';

/** What a run is made of before anything is sent; the full run's processes each open the same one. */
export interface CurrentRun {
  readonly env: Environment;
  readonly options: RunOptions;
  readonly root: string;
  /** Where the run writes. */
  readonly folder: string;
  readonly contract: Contract;
  /** The checks that the options choose. */
  readonly checks: readonly Check[];
  readonly example: unknown;
}

/** The variables that hand the command line on to Playwright, which knows no options of ours. */
export function variablesFor({ target, only, strict }: RunOptions): Environment {
  return { VBS_TARGET: target, VBS_ONLY: only, VBS_STRICT: strict ? '1' : undefined };
}

/** The options that a process was handed; none for a bare `npx playwright test`. */
export function optionsIn(env: Environment): RunOptions {
  return {
    ...(env.VBS_TARGET ? { target: env.VBS_TARGET } : {}),
    ...(env.VBS_ONLY ? { only: env.VBS_ONLY } : {}),
    strict: env.VBS_STRICT === '1',
  };
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
  assertUsable(env, options);
  const root = packageRoot();
  const { contract, example } = loadContract(root, firstPage, runSettings(env).strictness);
  const checks = chosenChecks(contract, options);
  return { env, options, root, folder: reportsFolder(env), contract, checks, example };
}
