import type { KillRate } from '../mutation/kill-rate.ts';

/** The kill rate as a Markdown table: a row for each kind of fact, then the sums. The same facts give the same text. */
export function killRateTable({ kinds, variants, falseAlarms, unkilled, uncited }: KillRate): string {
  const sum = (of: 'mutants' | 'killed' | 'misattributed' | 'survived'): number =>
    kinds.reduce((all, kind) => all + kind[of], 0);
  const total = {
    kind: '**all**',
    mutants: sum('mutants'),
    killed: sum('killed'),
    misattributed: sum('misattributed'),
    survived: sum('survived'),
  };
  const rows = [...kinds, total].map(({ kind, mutants, killed, misattributed, survived }) => {
    return `| ${kind} | ${mutants} | ${percentage(killed, mutants)} | ${misattributed} | ${survived} |`;
  });
  return [
    '| kind of fact | mutants | killed | misattributed | survived |',
    '|---|---:|---:|---:|---:|',
    ...rows,
    '',
    `Conforming variants: ${variants}, false alarms: ${falseAlarms.length}. Checks that no mutant kills: ${unkilled.length}.`,
    `Checkable facts that no check cites: ${uncited.length}.`,
  ].join('\n');
}

/** Everything that keeps the suite from being flawless, a line each. */
export function killRateFlaws({ escaped, falseAlarms, unkilled, uncited }: KillRate): string[] {
  return [
    ...escaped.map(({ mutant, fate, verdict }) => {
      const judged = verdict ? `${verdict.verdict}${verdict.message ? `: ${verdict.message}` : ''}` : 'no such check';
      return `${fate}: ${mutant.name} breaks ${mutant.breaks} (${judged})`;
    }),
    ...falseAlarms.map(({ variant, check, message }) => `false alarm: ${variant}: ${check}: ${message}`),
    ...unkilled.map(id => `no mutant kills ${id}`),
    ...uncited.map(fact => `no check cites ${fact}`),
  ];
}

/** Rounded down, so that 100 % means all of them. */
function percentage(part: number, whole: number): string {
  return `${Math.floor((100 * part) / whole)} %`;
}
