import picomatch from 'picomatch';
import type { Check } from '../checks/check.ts';
import { checksOf } from '../checks/suite.ts';
import { judgeAll, sumsOf } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import type { Recording } from '../recording/recording.ts';
import type { Report } from '../reports/report.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { RunOptions } from './settings.ts';

/**
 * The checks whose id, whole or below the page, the glob of `--only` matches.
 * @throws ConfigurationError when it matches none: a run that judges nothing must not look like one that passes.
 */
export function chosenChecks(contract: Contract, { only }: RunOptions): Check[] {
  const checks = checksOf(contract);
  if (only === undefined) return checks;
  const matches = picomatch(only, { dot: true });
  const chosen = checks.filter(({ id }) => matches(id) || matches(id.slice(contract.id.length + 1)));
  if (chosen.length > 0) return chosen;
  throw new ConfigurationError(
    `--only is "${only}", which no check's id matches; "vbs-conformance list" shows the ids.`,
  );
}

/** What judging needs of a run. */
export interface Judging {
  readonly contract: Contract;
  readonly checks: readonly Check[];
  readonly options: RunOptions;
}

/** Judges a recording by the checks of a run. */
export function reportOn({ contract, checks, options }: Judging, recording: Recording): Report {
  const verdicts = judgeAll(checks, recording);
  return { contract, recording, verdicts, sums: sumsOf(verdicts), isStrict: options.strict ?? false };
}
