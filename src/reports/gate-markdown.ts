import type { Outcome } from '../checks/verdict.ts';
import { cellSpan, codeSpan } from './code-span.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { type GatedRun, gatedName, gateWords } from './gate-words.ts';
import { marks } from './paint.ts';
import { provenWords } from './proven-words.ts';
import type { ToldCheck, ToldReport } from './told-report.ts';
import { waiverWords } from './waiver-words.ts';

/** Checks of a table that are shown at most: a summary on GitHub has 1 MiB. */
const mostChecks = 60;

/**
 * Whether a release passes, as a page of Markdown: the verdict, what changed, and what did not pass. What services wrote stands
 * in code spans and is not obeyed.
 */
export function gateMarkdown(gated: GatedRun): string {
  const { report, comparison, decision } = gated;
  const { target, suite, start, requests, proven } = report;
  return `${[
    `# ${decision.exitStatus === 0 ? marks.passed : marks.failed} ${codeSpan(gatedName(report))} ${gateWords(gated)}`,
    [
      `- Target: ${codeSpan(target.endpoint)}`,
      `- Verdict of the run: **${report.verdict}**. ${codeSpan(report.why)}`,
      `- ${provenWords(proven)} proven, with ${requests} requests, on ${start.slice(0, 16).replace('T', ' ')} UTC, by ${codeSpan(suite)}`,
    ].join('\n'),
    ...(comparison ? [comparisonMarkdown(comparison).trimEnd()] : []),
    ...notPassedTable(report),
    ...unprovenTable(report),
  ].join('\n\n')}\n`;
}

const told: readonly Outcome[] = ['failed', 'warned', 'waived'];

function notPassedTable({ checks }: ToldReport): string[] {
  const open = told.flatMap(outcome => checks.filter(({ verdict }) => verdict === outcome));
  if (open.length === 0) return [];
  const rows = open.slice(0, mostChecks).map(one => {
    return `| ${marks[one.verdict]} ${one.verdict} | ${one.level} | ${cellSpan(one.id)} | ${reasonCell(one)} |`;
  });
  return [`## What did not pass (${open.length})`, table('| | level | check | why |', rows), ...more(open.length)];
}

function reasonCell({ message, waivers = [] }: ToldCheck): string {
  const accepted = waivers.map(one => `<br>waived by ${cellSpan(waiverWords(one))}`);
  return `${cellSpan(message)}${accepted.join('')}`;
}

/** Many checks are unproven for one reason. */
function unprovenTable({ checks }: ToldReport): string[] {
  const reasons = new Map<string, ToldCheck[]>();
  const open = checks.filter(({ verdict }) => verdict === 'unproven');
  for (const one of open) reasons.set(one.message, [...(reasons.get(one.message) ?? []), one]);
  if (open.length === 0) return [];
  const rows = Array.from(reasons, ([message, [first, ...others]]) => {
    const rest = others.length > 0 ? ` and ${others.length} more` : '';
    return `| ${cellSpan(message)} | ${cellSpan(first?.id ?? '')}${rest} |`;
  });
  const lines = [table('| why | checks |', rows.slice(0, mostChecks)), ...more(rows.length)].join('\n\n');
  return [`<details><summary>Unproven (${open.length})</summary>\n\n${lines}\n\n</details>`];
}

const more = (rows: number): string[] =>
  rows > mostChecks ? [`${rows - mostChecks} more are in \`conformance.json\`.`] : [];

/** @param heading `| a | b |` */
const table = (heading: string, rows: readonly string[]): string =>
  [heading, heading.replace(/[^|]+/g, '---'), ...rows].join('\n');
