import type { OperationResult, RunResult } from '../checks/run-result.ts';
import { type Outcome, sumsOf, type Verdict, verdictsByKind } from '../checks/verdict.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import { requestWords } from './operation-words.ts';
import { type Terminal, wrapped } from './terminal.ts';

/**
 * A line for each kind of fact of an operation, or one for each operation where there are several, and last one for the waivers.
 * None where there is none.
 */
export function groupLines({ operations, waivers }: RunResult, terminal: Terminal): string[] {
  const [only, ...others] = operations;
  const ofWaivers = waiverGroups(waivers);
  if (others.length > 0) return operationLines(operations, ofWaivers, terminal);
  if (!only || only.notTested !== undefined) return [];
  const groups = [...kindGroups(only), ...ofWaivers];
  return linesOf(groups, widthOf(groups.map(({ name }) => name)), terminal);
}

/** What is asked for stands there, too, where the terminal is so wide that each operation still has one line. */
function operationLines(
  operations: readonly OperationResult[],
  ofWaivers: readonly Group[],
  terminal: Terminal,
): string[] {
  const groups = [...operations.map(operationGroup), ...ofWaivers];
  const requests = [...operations.map(({ contract }) => requestWords(contract)), ...ofWaivers.map(() => '')];
  const [names, request] = [widthOf(groups.map(({ name }) => name)), widthOf(requests)];
  const isWide = groups.every(({ words }) => names + request + words.length <= terminal.columns);
  if (!isWide) return linesOf(groups, names, terminal);
  const wide = groups.map((group, index) => ({ ...group, words: `${requests[index]?.padEnd(request)}${group.words}` }));
  return linesOf(wide, names, terminal);
}

/** Characters of the longest of these texts, and of the space behind it. */
const widthOf = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length)) + 2;

const linesOf = (groups: readonly Group[], width: number, terminal: Terminal): string[] =>
  groups.map(({ name, outcome, words }) =>
    wrapped(terminal.paint(outcome, name.padEnd(width)), width, words, terminal),
  );

interface Group {
  readonly name: string;
  /** The outcome whose colour it has. */
  readonly outcome: Outcome;
  /** How many of them passed, and what became of the others. */
  readonly words: string;
}

function kindGroups({ verdicts }: OperationResult): Group[] {
  return verdictsByKind(verdicts).map(([kind, own]) => {
    const words = kind === 'statuses' ? earnedWords(own) : passedWords(own, 'passed');
    return { name: kind, outcome: worstOf(own), words };
  });
}

/** How many of the waivers are needed, in one line; none where there are none. */
const waiverGroups = (waivers: readonly Verdict[]): Group[] =>
  waivers.length === 0
    ? []
    : [{ name: 'waivers', outcome: worstOf(waivers), words: passedWords(waivers, 'in force and needed') }];

/** Only the verdicts that apply are counted: each operation has one line. */
function operationGroup({ contract: { name }, verdicts, notTested }: OperationResult): Group {
  if (notTested !== undefined) return { name, outcome: 'failed', words: 'not tested' };
  const statuses = verdicts.filter(({ kind }) => kind === 'statuses');
  const passed = countWords(verdicts, 'passed');
  const codes = `${sumsOf(statuses).passed} of ${applicableIn(statuses)} statuses earned${proofWords(statuses)}`;
  const words = [passed, ...(statuses.length > 0 ? [codes] : [])].join(passed.includes(':') ? '; ' : ', ');
  return { name, outcome: worstOf(verdicts), words: `${words}${frontWords(statuses)}` };
}

/** `44 of 46 passed: 1 failed, 1 unproven (6 inapplicable)`. */
function passedWords(verdicts: readonly Verdict[], passed: string): string {
  const { inapplicable } = sumsOf(verdicts);
  return `${countWords(verdicts, passed)}${inapplicable > 0 ? ` (${inapplicable} inapplicable)` : ''}`;
}

/** `44 of 46 passed: 1 failed, 1 unproven`. */
function countWords(verdicts: readonly Verdict[], passed: string): string {
  const sums = sumsOf(verdicts);
  const others = (['failed', 'warned', 'waived', 'unproven'] as const)
    .filter(outcome => sums[outcome] > 0)
    .map(outcome => `${sums[outcome]} ${outcome}`);
  const rest = others.length > 0 ? `: ${others.join(', ')}` : '';
  return `${sums.passed} of ${applicableIn(verdicts)} ${passed}${rest}`;
}

const applicableIn = (verdicts: readonly Verdict[]): number => verdicts.length - sumsOf(verdicts).inapplicable;

/** How many codes were earned, with which kinds of evidence, and who answered if it was not the service. */
const earnedWords = (statuses: readonly Verdict[]): string =>
  `${passedWords(statuses, `earned${proofWords(statuses)}`)}${frontWords(statuses)}`;

const earnedIn = (statuses: readonly Verdict[]): Verdict[] => statuses.filter(({ verdict }) => verdict === 'passed');

function proofWords(statuses: readonly Verdict[]): string {
  const kinds = [...new Set(earnedIn(statuses).flatMap(({ evidence }) => evidence ?? []))];
  return kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
}

/** The codes that the service itself did not earn, as far as can be told. */
function frontWords(statuses: readonly Verdict[]): string {
  const codesBy = (who: AnsweredBy): string =>
    earnedIn(statuses)
      .flatMap(({ id, answeredBy }) => (answeredBy === who ? (id.split('/').at(-1) ?? []) : []))
      .join(', ');
  const apart = [
    ['answered by a front, not by the service', codesBy('front')],
    ['answered by the service or a front', codesBy('unknown')],
  ].flatMap(([words, codes]) => (codes ? [`; ${words}: ${codes}`] : []));
  return apart.join('');
}

/** The outcome whose colour a group has. */
const worstOf = (verdicts: readonly Verdict[]): Outcome =>
  (['failed', 'warned', 'waived', 'unproven', 'passed'] as const).find(outcome =>
    verdicts.some(({ verdict }) => verdict === outcome),
  ) ?? 'inapplicable';
