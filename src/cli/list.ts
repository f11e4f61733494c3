import type { Check } from '../checks/check.ts';
import { formsOfId } from '../checks/check-id.ts';
import { checksOf } from '../checks/suite.ts';
import { waiverRule } from '../checks/waiver-checks.ts';
import type { Contract } from '../contract/contract.ts';
import { citationText } from '../reports/failure-text.ts';
import { operationWords } from '../reports/operation-words.ts';
import { runSettings } from '../targets/environment.ts';
import { ConfigurationError } from '../targets/target.ts';
import { nearestNames } from '../text/nearest-names.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import { chosenChecks } from './chosen-checks.ts';
import { chosenPages } from './pages.ts';
import { environment, type RunOptions } from './settings.ts';
import { type LoadedSpecification, loadSpecifications } from './specification.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/**
 * Prints a line for each check: id, level, rule. Where there are several operations, each has a heading.
 * @param globs over the ids of checks, as `--only` takes them
 * @returns the exit status
 */
export function listChecks(globs: readonly string[], options: RunOptions, world: World): number {
  const only = globs.length > 0 ? [...globs, ...(options.only ?? [])] : options.only;
  const source = globs.length > 0 ? 'The glob' : '--only';
  const operations = chosenChecks(specificationsFor(options, world), only === undefined ? {} : { only }, source);
  const blocks = operations.map(({ contract, checks }) => {
    const heading = operations.length > 1 ? [`# ${terminalSafe(operationWords(contract))}`] : [];
    return [...heading, ...checks.map(({ id, level, title }) => `${id}\t${level}\t${terminalSafe(title)}`)].join('\n');
  });
  world.stdout.write(`${blocks.join('\n\n')}\n`);
  return 0;
}

/**
 * Prints what one check demands, where that is written, and what makes it fail. Returns the exit status.
 * @throws ConfigurationError when no check has this id in any of its forms, or checks of several pages have it
 */
export function explainCheck(id: string, options: Pick<RunOptions, 'specs'>, world: World): number {
  const [, entry] = /^waivers\/(.+)$/.exec(id) ?? [];
  const { rule, because } = entry === undefined ? ruleNamed(id, specificationsFor(options, world)) : ofEntry(entry);
  const lines = [
    rule.id,
    `${rule.level}: ${rule.title}.`,
    `Fails on: ${rule.fails}.`,
    'Because:',
    ...because.map(line => `  ${line}`),
  ];
  tellOn(world.stdout, lines.join('\n'));
  return 0;
}

/** What a check demands, and where that is written. */
interface Explained {
  readonly rule: Pick<Check, 'id' | 'level' | 'title' | 'fails'>;
  readonly because: readonly string[];
}

function ruleNamed(id: string, specifications: readonly LoadedSpecification[]): Explained {
  const { check } = checkNamed(id, namedChecks(specifications.map(({ contract }) => contract)));
  return { rule: check, because: check.cites.map(citationText) };
}

/** The rule is the same for each entry, whether a profile has it or not. */
const ofEntry = (id: string): Explained => ({
  rule: waiverRule(id),
  because: [`the entry \`${id}\` of the waivers in the target's profile; "vbs-conformance help waive" says more`],
});

/** A check with its id in the forms that may be typed. */
interface NamedCheck {
  readonly check: Check;
  readonly ids: readonly string[];
}

const namedChecks = (contracts: readonly Contract[]): NamedCheck[] =>
  contracts.flatMap(contract => checksOf(contract).map(check => ({ check, ids: formsOfId(check.id, contract) })));

function checkNamed(id: string, all: readonly NamedCheck[]): NamedCheck {
  const [found, ...others] = all.filter(({ ids }) => ids.includes(id));
  if (!found) throw new ConfigurationError(`No check has the id "${id}"; ${hint(id, all)}`);
  if (others.length === 0) return found;
  const choice = [found, ...others].map(({ check }) => check.id).join(', ');
  throw new ConfigurationError(`Checks of several pages have the id "${id}"; choose one: ${choice}.`);
}

/** Ids that are suggested at most. */
const mostSuggestions = 3;

/** Suggests ids that are spelt nearly so, else those that contain the text. */
function hint(id: string, all: readonly NamedCheck[]): string {
  const known = all.flatMap(({ ids }) => ids);
  const near = nearestNames(id, known).flatMap(one => all.filter(({ ids }) => ids.includes(one)));
  const meant = near.length > 0 || id === '' ? near : all.filter(({ check }) => check.id.includes(id));
  const suggestions = [...new Set(meant.map(({ check }) => check.id))].slice(0, mostSuggestions);
  return suggestions.length > 0 ? `did you mean ${suggestions.join(' or ')}?` : '"vbs-conformance list" shows the ids.';
}

function specificationsFor(options: Pick<RunOptions, 'specs'>, world: World): LoadedSpecification[] {
  const { strictness } = runSettings(environment(world));
  return loadSpecifications(chosenPages(options, world.folder), strictness);
}
