import type { Check } from '../checks/check.ts';
import { formsOfId, idBelowPage } from '../checks/check-id.ts';
import type { JudgedOperation } from '../checks/run-result.ts';
import { checksOf } from '../checks/suite.ts';
import { ConfigurationError } from '../targets/target.ts';
import { globMatcher } from '../text/glob.ts';
import { nearestNames } from '../text/nearest-names.ts';
import type { RunOptions } from './settings.ts';
import type { LoadedSpecification } from './specification.ts';

/**
 * The operations with the checks that a glob of `--only` matches in any form of their ids. Operations without any are left
 * out.
 * @param source where the globs come from, as the user wrote it
 * @throws ConfigurationError for a glob that matches none: what the user asks for would not be judged
 */
export function chosenChecks(
  specifications: readonly Pick<LoadedSpecification, 'contract' | 'source'>[],
  { only }: Pick<RunOptions, 'only'>,
  source = '--only',
): JudgedOperation[] {
  const operations = specifications.map(({ contract, source }) => ({ contract, source, checks: checksOf(contract) }));
  if (only === undefined) return operations;
  const chosen = only.flatMap(glob => {
    const found = checksMatching(glob, operations);
    if (found.length > 0) return found;
    throw new ConfigurationError(`${source} is "${glob}", but no check has such an id; ${hint(glob, operations)}`);
  });
  return operations
    .map(({ checks, ...rest }) => ({ ...rest, checks: checks.filter(check => chosen.includes(check)) }))
    .filter(({ checks }) => checks.length > 0);
}

/** The globs of `--only` that still match a check. All of them where none does, so that this is told. */
export function withMatches(
  specifications: readonly Pick<LoadedSpecification, 'contract' | 'source'>[],
  { only }: Pick<RunOptions, 'only'>,
): Pick<RunOptions, 'only'> {
  const operations = chosenChecks(specifications, {});
  const matching = only?.filter(glob => checksMatching(glob, operations).length > 0) ?? [];
  return matching.length > 0 ? { only: matching } : only === undefined ? {} : { only };
}

/** The checks that a glob matches in any form of their ids. */
function checksMatching(glob: string, operations: readonly JudgedOperation[]): Check[] {
  const matches = globMatcher(glob);
  return operations.flatMap(({ contract, checks }) => checks.filter(({ id }) => formsOfId(id, contract).some(matches)));
}

/** Suggests all checks of an operation, or of one kind, which the screen shows under another name than their ids begin with. */
function hint(glob: string, operations: readonly JudgedOperation[]): string {
  const beginnings = new Map<string, string>();
  for (const { contract, checks } of operations) {
    beginnings.set(contract.id, `${contract.id}/**`).set(contract.name, `${contract.name}/**`);
    for (const { id, kind } of checks) {
      const [first = '', ...rest] = idBelowPage(id, contract.id).split('/');
      const all = rest.length > 0 ? `${first}/**` : first;
      // One check does not stand for all of its kind.
      beginnings.set(kind, rest.length > 0 ? all : (beginnings.get(kind) ?? all)).set(first, all);
    }
  }
  const [begun = ''] = glob.split('/');
  if (begun === 'waivers') return 'the waivers of a target are judged in every run without --only.';
  const [near = ''] = nearestNames(begun, [...beginnings.keys()]);
  const all = beginnings.get(near);
  // What begins as an id does, is wrong further on.
  const meant = beginnings.get(glob) ?? (all?.split('/')[0] === begun ? undefined : all);
  return meant === undefined ? '"vbs-conformance list" shows the ids.' : `did you mean "${meant}"?`;
}
