import { checksOf } from '../checks/suite.ts';
import { citationText } from '../reports/failure-text.ts';
import { runSettings } from '../targets/environment.ts';
import { ConfigurationError } from '../targets/target.ts';
import { chosenChecks } from './judging.ts';
import { packageRoot } from './package-root.ts';
import { environment, type RunOptions } from './settings.ts';
import { firstPage, loadContract } from './specification.ts';

/** Prints a line for each check: id, level, rule. */
export function listChecks(options: RunOptions): number {
  const lines = chosenChecks(ownContract(), options).map(({ id, level, title }) => `${id}\t${level}\t${title}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/**
 * Prints what one check demands, where that stands, and what would fail it.
 * @throws ConfigurationError when no check has this id, whole or below the page
 */
export function explainCheck(id: string): number {
  const contract = ownContract();
  const check = checksOf(contract).find(one => one.id === id || one.id === `${contract.id}/${id}`);
  if (!check) throw new ConfigurationError(`No check has the id "${id}"; "vbs-conformance list" shows the ids.`);
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

const ownContract = () =>
  loadContract(packageRoot(), firstPage, runSettings(environment(process.cwd())).strictness).contract;
