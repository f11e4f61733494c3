import type { Contract } from '../contract/contract.ts';
import { runSettings } from '../targets/environment.ts';
import type { Environment } from '../targets/variables.ts';
import { packageRoot } from './package-root.ts';
import { assertUsable, environment, type RunOptions, reportsFolder } from './settings.ts';
import { firstPage, loadContract } from './specification.ts';

/** What the full run's processes have in common: Playwright's own, its workers, and the one that started it. */
export interface CurrentRun {
  readonly env: Environment;
  readonly options: RunOptions;
  readonly root: string;
  /** Where the run writes. */
  readonly folder: string;
  readonly contract: Contract;
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
  run ??= runOf(environment(process.cwd()), optionsIn(process.env));
  return run;
}

function runOf(env: Environment, options: RunOptions): CurrentRun {
  assertUsable(env, options);
  const root = packageRoot();
  const { contract, example } = loadContract(root, firstPage, runSettings(env).strictness);
  return { env, options, root, folder: reportsFolder(env), contract, example };
}
