import type { RunResult } from '../checks/run-result.ts';
import { type Verdict, verdictsByKind } from '../checks/verdict.ts';
import { operationHeading } from './operation-words.ts';
import { marks } from './paint.ts';
import { type Terminal, wrapped } from './terminal.ts';
import { unwaivedWords, waiverWords } from './waiver-words.ts';

/**
 * Every check of a run: a heading for each kind of fact, below it the checks with their rules, and the reason where one did
 * not pass. Where there are several operations, each begins with its own. The entries of the waivers come last.
 */
export function outline({ operations, waivers }: RunResult, terminal: Terminal): string {
  const blocks = operations.flatMap(({ contract, verdicts }) => {
    const facts = kindBlocks(verdicts, terminal);
    return operations.length > 1 ? [operationHeading(contract, terminal), ...facts] : facts;
  });
  return [...blocks, ...kindBlocks(waivers, terminal)].join('\n\n');
}

const kindBlocks = (verdicts: readonly Verdict[], terminal: Terminal): string[] =>
  verdictsByKind(verdicts).map(([kind, own]) => {
    const lines = own.flatMap(one => checkLines(one, terminal));
    return [terminal.paint('heading', kind), ...lines].join('\n');
  });

function checkLines(one: Verdict, terminal: Terminal): string[] {
  const { id, title, level, verdict, message, waivers = [] } = one;
  const { paint } = terminal;
  const below = (text: string): string => paint('quiet', wrapped(' '.repeat(6), 6, text, terminal));
  const unwaived = unwaivedWords(one);
  const reason = verdict === 'passed' ? message : `${verdict}: ${message}`;
  return [
    `  ${paint(verdict, marks[verdict])} ${id}`,
    below(`${level}: ${title}`),
    ...(reason === '' ? [] : [below(reason)]),
    ...(unwaived === undefined ? [] : [below(`no waiver for ${unwaived}`)]),
    ...waivers.map(waiver => below(waiverWords(waiver))),
  ];
}
