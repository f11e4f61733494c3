import type { Drift } from '../comparison/answer-drift.ts';
import type { CheckChange } from '../comparison/change.ts';
import { type GatedComparison, type GateKind, gateKinds } from '../comparison/gate.ts';
import { codeSpan as code } from './code-span.ts';
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

/** Differences of a kind, and deviations of a check, that are shown at most: a comment on GitHub has 65,536 characters. */
const [mostDifferences, mostDeviations] = [30, 3];

/** What changed between two runs, as a comment on a pull request. What services wrote stands in code spans and is not obeyed. */
export const comparisonMarkdown = (comparison: GatedComparison): string =>
  `## ${comparison.exitStatus === 0 ? '✓' : '✗'} ${differenceWords(comparison)}\n\n${changesMarkdown(comparison)}\n`;

/** The same without its heading, for a page that has one. */
export function changesMarkdown(comparison: GatedComparison): string {
  const { baseline, current, remarks, drift } = comparison;
  const notes = [...remarks, ...drift.notCompared].map(remark => `- ${code(remark)}`);
  return [
    `- Baseline: ${code(runWords(baseline))}\n- Current: ${code(runWords(current))}`,
    ...(notes.length > 0 ? [`To know before:\n\n${notes.slice(0, mostDifferences).join('\n')}`] : []),
    ...gateKinds.flatMap(kind => section(kind, comparison)),
    sumsTable(comparison),
    exitWords(comparison),
  ].join('\n\n');
}

function section(kind: GateKind, { changes, drift }: GatedComparison): string[] {
  const entries =
    kind === 'drift'
      ? drift.found.map(one => () => driftItem(one))
      : changes.filter(one => one.kind === kind).map(one => () => changeItem(one));
  if (entries.length === 0) return [];
  const rest = entries.length - mostDifferences;
  const more = rest > 0 ? [`- and ${rest} more`] : [];
  const items = [...entries.slice(0, mostDifferences).map(item => item()), ...more];
  return [`### ${headings[kind]} (${entries.length})\n\n${items.join('\n')}`];
}

function changeItem(change: CheckChange): string {
  const { id, was, level, added, gone, message } = change;
  const renamed = was === undefined ? '' : `, was ${code(was)}`;
  return [
    `- ${code(id)}${renamed}: ${turnWords(change)} (${level})`,
    ...deviationItems('new', added),
    ...deviationItems(goneLabel(change), gone),
    ...(isReasoned(change) ? [`  - because ${code(message)}`] : []),
  ].join('\n');
}

function deviationItems(label: string, deviations: CheckChange['added']): string[] {
  const rest = deviations.length - mostDeviations;
  return [
    ...deviations.slice(0, mostDeviations).map(one => `  - ${label}: ${code(deviationWords(one))}`),
    ...(rest > 0 ? [`  - and ${rest} more`] : []),
  ];
}

const driftItem = ({ kind, operation, place, before, after, exchanges }: Drift): string =>
  `- ${driftWords[kind]} ${code(`${operation}: ${place}`)}: ${code(before)} → ${code(after)} in ${code(namesInShort(exchanges, 3))}`;

function sumsTable(comparison: GatedComparison): string {
  const rows = outcomeSums(comparison).map(row => `| ${row.join(' | ')} |`);
  return ['| checks | baseline | current |', '|---|---:|---:|', ...rows].join('\n');
}
