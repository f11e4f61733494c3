import type { RunResult } from '../checks/run-result.ts';
import type { Outcome, Verdict } from '../checks/verdict.ts';
import { citationText } from './failure-text.ts';
import type { Paint } from './paint.ts';

const marks: Readonly<Record<Outcome, string>> = {
  passed: '✓',
  failed: '✗',
  warned: '!',
  waived: '~',
  unproven: '?',
  inapplicable: '–',
};

/**
 * The outline of each page: a heading for each kind of fact, a line for each check, the reason under those that did not
 * pass. Where there are several pages, each begins with its operation.
 */
export function outline({ operations }: RunResult, paint: Paint): string {
  const blocks = operations.flatMap(({ contract, verdicts }) => {
    const { id, name, operation } = contract;
    const kinds = [...new Set(verdicts.map(({ kind }) => kind))];
    const facts = kinds.map(kind => {
      const lines = verdicts.filter(one => one.kind === kind).flatMap(one => checkLines(one, id, paint));
      return [paint('heading', kind), ...lines].join('\n');
    });
    const heading = paint('heading', `${name}: ${operation.method} ${operation.path}`);
    return operations.length > 1 ? [heading, ...facts] : facts;
  });
  return blocks.join('\n\n');
}

function checkLines(verdict: Verdict, page: string, paint: Paint): string[] {
  const { id, title, level, message, cites, repeat } = verdict;
  const short = id.slice(page.length + 1);
  const rule = `${level === 'MUST' ? '' : `${level}: `}${title}`;
  const first = `  ${paint(verdict.verdict, marks[verdict.verdict])} ${short}  ${paint('quiet', rule)}`;
  if (verdict.verdict === 'passed') return message === '' ? [first] : [first, paint('quiet', `      ${message}`)];
  const reason = `      ${paint(verdict.verdict, verdict.verdict)}: ${message}`;
  if (verdict.verdict !== 'failed' && verdict.verdict !== 'warned') return [first, reason];
  return [
    first,
    reason,
    ...cites.slice(0, 1).map(cite => paint('quiet', `      says ${citationText(cite)}`)),
    ...repeat.slice(0, 1).map(command => paint('quiet', `      repeat: ${command}`)),
  ];
}
