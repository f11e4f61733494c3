import type { Outcome } from '../checks/verdict.ts';
import type { Drift } from '../comparison/answer-drift.ts';
import type { CheckChange } from '../comparison/change.ts';
import { type GatedComparison, type GateKind, gateKinds } from '../comparison/gate.ts';
import {
  differenceWords,
  driftWords,
  exitWords,
  goneLabel,
  headings,
  isReasoned,
  namesInShort,
  outcomeSums,
  runWords,
  turnWords,
} from './comparison-words.ts';
import { deviationWords } from './deviation-words.ts';
import { marks } from './paint.ts';
import { type Terminal, wrapped } from './terminal.ts';

/** Differences of a kind, and deviations of a check, that a screen shows at most. */
const [mostDifferences, mostDeviations] = [20, 5];

/** Characters of a text that a screen shows. */
const longestText = 500;

/** What changed between two runs, on a screen: which runs, the changes with the most urgent first, and last the sums. */
export function comparisonScreen(comparison: GatedComparison, terminal: Terminal): string {
  const { baseline, current, remarks, drift } = comparison;
  const line = (text: string): string => wrapped('', 0, text, terminal);
  return [
    [
      wrapped('Baseline: ', labelWidth, runWords(baseline), terminal),
      wrapped('Current:  ', labelWidth, runWords(current), terminal),
      ...[...remarks, ...drift.notCompared].map(remark =>
        wrapped(`${terminal.paint('warned', marks.warned)} `, 2, remark, terminal),
      ),
    ].join('\n'),
    ...gateKinds.flatMap(kind => section(kind, comparison, terminal)),
    sumsTable(comparison, terminal),
    [
      line(`${differenceWords(comparison)}.`),
      terminal.paint(comparison.exitStatus === 0 ? 'passed' : 'failed', line(exitWords(comparison))),
    ].join('\n'),
  ].join('\n\n');
}

const labelWidth = 10;

function section(kind: GateKind, { changes, drift }: GatedComparison, terminal: Terminal): string[] {
  const entries =
    kind === 'drift'
      ? drift.found.map(one => () => driftLines(one, terminal))
      : changes.filter(one => one.kind === kind).map(one => () => changeLines(one, terminal));
  if (entries.length === 0) return [];
  const shown = entries.slice(0, mostDifferences).map(lines => lines());
  const rest = entries.length - shown.length;
  const more = rest > 0 ? [wrapped('  ', 2, `and ${rest} more; --json writes all of them`, terminal)] : [];
  return [[terminal.paint('heading', `${headings[kind]} (${entries.length})`), ...shown, ...more].join('\n')];
}

function changeLines(change: CheckChange, terminal: Terminal): string {
  const { id, was, level, title, added, gone, message, after } = change;
  const outcome: Outcome = after ?? 'inapplicable';
  const line = labelled(terminal);
  return [
    // Some ids have 79 characters, which a terminal must not break.
    wrapped('', 0, id, terminal),
    wrapped(`${terminal.paint(outcome, marks[outcome])} `, 2, `${turnWords(change)}, ${level}: ${title}`, terminal),
    ...(was === undefined ? [] : [line('was', was)]),
    ...deviationLines('new', added, terminal),
    ...deviationLines(goneLabel(change), gone, terminal),
    ...(isReasoned(change) ? [line('because', message)] : []),
  ].join('\n');
}

function deviationLines(label: string, deviations: CheckChange['added'], terminal: Terminal): string[] {
  const line = labelled(terminal);
  const rest = deviations.length - mostDeviations;
  return [
    ...deviations.slice(0, mostDeviations).map(one => line(label, deviationWords(one))),
    ...(rest > 0 ? [line('', `and ${rest} more`)] : []),
  ];
}

function driftLines({ kind, operation, place, before, after, exchanges }: Drift, terminal: Terminal): string {
  const line = labelled(terminal);
  return [
    wrapped(`~ ${driftWords[kind]}  `, driftWords[kind].length + 4, `${operation}: ${place}`, terminal),
    line('before', before),
    line('now', after),
    line('in', namesInShort(exchanges, 3)),
  ].join('\n');
}

const labelled =
  (terminal: Terminal) =>
  (label: string, text: string): string =>
    wrapped(`  ${terminal.paint('quiet', label.padEnd(labelWidth - 2))}`, labelWidth, inShort(text), terminal);

const inShort = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

/** How many checks ended in which way, in both runs. */
function sumsTable(comparison: GatedComparison, { paint }: Terminal): string {
  const row = (name: string, one: string, other: string): string =>
    `${name.padEnd(12)}  ${one.padStart(8)}  ${other.padStart(8)}`;
  const rows = outcomeSums(comparison).map(([outcome, one, other]) => row(outcome, String(one), String(other)));
  return [paint('heading', row('checks', 'baseline', 'current')), ...rows].join('\n');
}
