import type { RunSummary } from '../checks/run-summary.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import { type Terminal, wrapped } from './terminal.ts';

/** A target of a run with what it came to; undefined where it could not be tested at all. */
export interface TargetRow {
  readonly target: string;
  readonly summary: RunSummary | undefined;
}

/** Several targets side by side: how many checks failed, were warned of, are waived and unproven, codes earned, the verdict. */
export function targetTable(rows: readonly TargetRow[], terminal: Terminal): string {
  const cells = [heading, ...rows.map(cellsOf)];
  const width = (column: number): number => Math.max(...cells.map(row => row[column]?.length ?? 0));
  const lines = cells.map(([target = '', ...others]) => {
    const verdict = others.at(-1) ?? '';
    const numbers = others.slice(0, -1).map((cell, index) => cell.padStart(width(index + 1)));
    const lead = `${[target.padEnd(width(0)), ...numbers].join('  ')}  `;
    return wrapped(lead, lead.length, verdict, terminal);
  });
  return [terminal.paint('heading', lines[0] ?? ''), ...lines.slice(1)].join('\n');
}

const heading = ['target', 'failed', 'warned', 'waived', 'unproven', 'codes', 'verdict'];

function cellsOf({ target, summary }: TargetRow): string[] {
  const name = terminalSafe(target);
  if (!summary) return [name, '-', '-', '-', '-', '-', 'not tested'];
  const { sums, codes, verdict } = summary;
  return [
    name,
    `${sums.failed}`,
    `${sums.warned}`,
    `${sums.waived}`,
    `${sums.unproven}`,
    `${codes.earned} of ${codes.documented}`,
    verdict,
  ];
}
