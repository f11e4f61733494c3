import { checksOf } from '../checks/suite.ts';
import type { Contract } from '../contract/contract.ts';
import { citationText } from '../reports/failure-text.ts';
import { runSettings } from '../targets/environment.ts';
import { ConfigurationError } from '../targets/target.ts';
import { chosenChecks } from './chosen-checks.ts';
import { packageRoot } from './package-root.ts';
import { pageIds } from './pages.ts';
import { environment, type RunOptions } from './settings.ts';
import { loadContract } from './specification.ts';

/** Prints a line for each check: id, level, rule. */
export function listChecks(options: RunOptions): number {
  const checks = chosenChecks(ownContracts(), options).flatMap(operation => operation.checks);
  const lines = checks.map(({ id, level, title }) => `${id}\t${level}\t${title}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/**
 * Prints what one check demands, where that stands, and what would fail it.
 * @throws ConfigurationError when no check has this id, whole or below the page, or several operations have it
 */
export function explainCheck(id: string): number {
  const all = ownContracts().map(contract => ({ page: contract.id, checks: checksOf(contract) }));
  const found = all.flatMap(({ page, checks }) => checks.filter(one => one.id === id || one.id === `${page}/${id}`));
  const [check, ...others] = found;
  if (!check) throw new ConfigurationError(`No check has the id "${id}"; "vbs-conformance list" shows the ids.`);
  if (others.length > 0) {
    throw new ConfigurationError(
      `Several operations have a check "${id}"; name one: ${found.map(one => one.id).join(', ')}.`,
    );
  }
  const lines = [
    check.id,
    `${check.level}: ${check.title}.`,
    `Fails on: ${check.fails}.`,
    'Because:',
    ...check.cites.map(cite => `  ${citationText(cite)}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function ownContracts(): Contract[] {
  const root = packageRoot();
  const { strictness } = runSettings(environment(process.cwd()));
  return pageIds(root).map(id => loadContract(root, id, strictness).contract);
}
