import picomatch from 'picomatch';
import type { JudgedOperation } from '../checks/run-result.ts';
import { checksOf } from '../checks/suite.ts';
import type { Contract } from '../contract/contract.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { RunOptions } from './settings.ts';

/**
 * The operations with the checks whose id, whole or below the page, the glob of `--only` matches; those without any are
 * left out.
 * @throws ConfigurationError when it matches none: a run that judges nothing must not look like one that passes.
 */
export function chosenChecks(contracts: readonly Contract[], { only }: RunOptions): JudgedOperation[] {
  const operations = contracts.map(contract => ({ contract, checks: checksOf(contract) }));
  if (only === undefined) return operations;
  const matches = picomatch(only, { dot: true });
  const chosen = operations.map(({ contract, checks }) => ({
    contract,
    checks: checks.filter(({ id }) => matches(id) || matches(id.slice(contract.id.length + 1))),
  }));
  if (chosen.some(({ checks }) => checks.length > 0)) return chosen.filter(({ checks }) => checks.length > 0);
  throw new ConfigurationError(
    `--only is "${only}", which no check's id matches; "vbs-conformance list" shows the ids.`,
  );
}
