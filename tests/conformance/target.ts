import { _baseTest as test } from '@playwright/test';
import type { ChosenTarget } from '../../src/cli/chosen-targets.ts';
import { type CurrentRun, currentRun, folderFor } from '../../src/cli/current-run.ts';

/** The target of the project that a test belongs to, and where its reports go. */
export interface ProjectTarget {
  readonly run: CurrentRun;
  readonly target: ChosenTarget;
  readonly folder: string;
}

/** The target that the running test is about. */
export function projectTarget(): ProjectTarget {
  const run = currentRun();
  const target = run.targets[Number(test.info().project.metadata.target)];
  if (!target) throw new Error('The project is for no target of this run.');
  return { run, target, folder: folderFor(run, target) };
}
