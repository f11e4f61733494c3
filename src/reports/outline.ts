import type { RunResult } from '../checks/run-result.ts';
import { type Verdict, verdictsByKind } from '../checks/verdict.ts';
import { operationHeading } from './operation-words.ts';
import { marks } from './paint.ts';
import { type Terminal, wrapped } from './terminal.ts';

/**
 * Every check of a run: a heading for each kind of fact, below it the checks with their rules, and the reason where one did
 * not pass. Where there are several operations, each begins with its own.
 */
export function outline({ operations }: RunResult, terminal: Terminal): string {
  const blocks = operations.flatMap(({ contract, verdicts }) => {
    const facts = verdictsByKind(verdicts).map(([kind, own]) => {
      const lines = own.flatMap(one => checkLines(one, terminal));
      return [terminal.paint('heading', kind), ...lines].join('\n');
    });
    return operations.length > 1 ? [operationHeading(contract, terminal), ...facts] : facts;
  });
  return blocks.join('\n\n');
}

function checkLines({ id, title, level, verdict, message }: Verdict, terminal: Terminal): string[] {
  const { paint } = terminal;
  const below = (text: string): string => paint('quiet', wrapped(' '.repeat(6), 6, text, terminal));
  const reason = verdict === 'passed' ? message : `${verdict}: ${message}`;
  return [
    `  ${paint(verdict, marks[verdict])} ${id}`,
    below(`${level}: ${title}`),
    ...(reason === '' ? [] : [below(reason)]),
  ];
}
