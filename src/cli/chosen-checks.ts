import type { JudgedOperation } from '../checks/run-result.ts';
import { checksOf } from '../checks/suite.ts';
import { idBelowPage } from '../reports/check-id.ts';
import { ConfigurationError } from '../targets/target.ts';
import { globMatcher } from './glob.ts';
import type { RunOptions } from './settings.ts';
import type { LoadedSpecification } from './specification.ts';

/**
 * The operations with the checks that a glob of `--only` matches, by their whole id or by that below the page. Operations
 * without any are left out.
 * @throws ConfigurationError for a glob that matches none: what the user asks for would not be judged
 */
export function chosenChecks(
  specifications: readonly Omit<LoadedSpecification, 'example'>[],
  { only }: RunOptions,
): JudgedOperation[] {
  const operations = specifications.map(({ contract, source }) => ({ contract, source, checks: checksOf(contract) }));
  if (only === undefined) return operations;
  const chosen = only.flatMap(glob => {
    const matches = globMatcher(glob);
    const found = operations.flatMap(({ contract, checks }) =>
      checks.filter(({ id }) => matches(id) || matches(idBelowPage(id, contract.id))),
    );
    if (found.length > 0) return found;
    throw new ConfigurationError(
      `--only is "${glob}", but no check has such an id; "vbs-conformance list" shows the ids.`,
    );
  });
  return operations
    .map(({ checks, ...rest }) => ({ ...rest, checks: checks.filter(check => chosen.includes(check)) }))
    .filter(({ checks }) => checks.length > 0);
}
