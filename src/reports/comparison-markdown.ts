import type { Drift } from '../comparison/answer-drift.ts';
import type { CheckChange } from '../comparison/change.ts';
import { type GatedComparison, type GateKind, gateKinds } from '../comparison/gate.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
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
import { fenceFor } from './markdown-fence.ts';

/** Differences of a kind, and deviations of a check, that are shown at most: a comment on GitHub has 65,536 characters. */
const [mostDifferences, mostDeviations] = [30, 3];

/** Characters of a text of others that are shown. */
const longestText = 200;

/** What changed between two runs, as a comment on a pull request. What services wrote stands in code spans and is not obeyed. */
export function comparisonMarkdown(comparison: GatedComparison): string {
  const { baseline, current, remarks, drift } = comparison;
  const notes = [...remarks, ...drift.notCompared].map(remark => `- ${code(remark)}`);
  return `${[
    `## ${comparison.exitStatus === 0 ? '✓' : '✗'} ${differenceWords(comparison)}`,
    `- Baseline: ${code(runWords(baseline))}\n- Current: ${code(runWords(current))}`,
    ...(notes.length > 0 ? [`To know before:\n\n${notes.slice(0, mostDifferences).join('\n')}`] : []),
    ...gateKinds.flatMap(kind => section(kind, comparison)),
    sumsTable(comparison),
    exitWords(comparison),
  ].join('\n\n')}\n`;
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

/**
 * A code span that its own text cannot end. In one, neither markup nor names (`@somebody`, `#1`) nor addresses mean
 * anything.
 */
function code(text: string): string {
  const whole = terminalSafe(text);
  const safe = whole.length > longestText ? `${whole.slice(0, longestText)}…` : whole;
  const fence = fenceFor(safe, 1);
  const space = /^`|`$|^ .* $|^ *$/.test(safe) ? ' ' : '';
  return `${fence}${space}${safe}${space}${fence}`;
}
