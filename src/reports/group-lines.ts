import type { OperationResult } from '../checks/run-result.ts';
import { type Outcome, sumsOf, type Verdict, verdictsByKind } from '../checks/verdict.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import { type Terminal, wrapped } from './terminal.ts';

/** A line for each kind of fact of an operation, or one for each operation where there are several. None where there is none. */
export function groupLines(operations: readonly OperationResult[], terminal: Terminal): string[] {
  const [only, ...others] = operations;
  const groups = others.length > 0 || !only ? operations.map(operationGroup) : kindGroups(only);
  const width = Math.max(...groups.map(({ name }) => name.length)) + 2;
  return groups.map(({ name, verdicts, words }) => {
    const lead = terminal.paint(worstOf(verdicts), name.padEnd(width));
    return wrapped(lead, width, words, terminal);
  });
}

interface Group {
  readonly name: string;
  readonly verdicts: readonly Verdict[];
  /** How many of them passed, and what became of the others. */
  readonly words: string;
}

function kindGroups({ verdicts }: OperationResult): Group[] {
  return verdictsByKind(verdicts).map(([kind, own]) => {
    const words = kind === 'statuses' ? earnedWords(own) : passedWords(own, 'passed');
    return { name: kind, verdicts: own, words };
  });
}

function operationGroup({ contract, verdicts }: OperationResult): Group {
  const statuses = verdicts.filter(({ kind }) => kind === 'statuses');
  const codes = statuses.length > 0 ? `; codes: ${earnedWords(statuses)}` : '';
  return { name: contract.name, verdicts, words: `${passedWords(verdicts, 'passed')}${codes}` };
}

/** `44 of 46 passed: 1 failed, 1 unproven (6 inapplicable)`. */
function passedWords(verdicts: readonly Verdict[], passed: string): string {
  const sums = sumsOf(verdicts);
  const applicable = verdicts.length - sums.inapplicable;
  const others = (['failed', 'warned', 'waived', 'unproven'] as const)
    .filter(outcome => sums[outcome] > 0)
    .map(outcome => `${sums[outcome]} ${outcome}`);
  const rest = others.length > 0 ? `: ${others.join(', ')}` : '';
  const idle = sums.inapplicable > 0 ? ` (${sums.inapplicable} inapplicable)` : '';
  return `${sums.passed} of ${applicable} ${passed}${rest}${idle}`;
}

/** How many codes were earned, with which kinds of evidence, and from whom where it was not the service. */
function earnedWords(statuses: readonly Verdict[]): string {
  const earned = statuses.filter(({ verdict }) => verdict === 'passed');
  const kinds = [...new Set(earned.flatMap(({ evidence }) => evidence ?? []))];
  const proof = kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
  const codesBy = (who: AnsweredBy): string =>
    earned.flatMap(({ id, answeredBy }) => (answeredBy === who ? (id.split('/').at(-1) ?? []) : [])).join(', ');
  const apart = [
    ['answered by a front, not by the service', codesBy('front')],
    ['answered by the service or a front', codesBy('unknown')],
  ].flatMap(([words, codes]) => (codes ? [`; ${words}: ${codes}`] : []));
  return `${passedWords(statuses, `earned${proof}`)}${apart.join('')}`;
}

/** The outcome whose colour a group has. */
const worstOf = (verdicts: readonly Verdict[]): Outcome =>
  (['failed', 'warned', 'waived', 'unproven', 'passed'] as const).find(outcome =>
    verdicts.some(({ verdict }) => verdict === outcome),
  ) ?? 'inapplicable';
