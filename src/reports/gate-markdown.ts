import type { Outcome } from '../checks/verdict.ts';
import { capitalized } from '../text/capitalized.ts';
import { cellSpan, codeSpan } from './code-span.ts';
import { changesMarkdown } from './comparison-markdown.ts';
import { type GatedRun, gatedName, gateWords } from './gate-words.ts';
import { grouped } from './grouped.ts';
import { marks } from './paint.ts';
import { provenWords } from './proven-words.ts';
import type { ToldCheck, ToldReport } from './told-report.ts';
import { unwaivedWords, waiverWords } from './waiver-words.ts';

/** Rows of a table that are shown at most: a summary on GitHub has 1 MiB. */
const mostRows = 60;

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
    ...(comparison ? [`## What changed since the baseline\n\n${changesMarkdown(comparison)}`] : []),
    ...section('failed', report),
    ...section('waived', report),
    ...folded(section('warned', report)),
    ...folded(unproven(report)),
  ].join('\n\n')}\n`;
}

/** A heading, and a table of the checks that ended so; nothing where none did. */
function section(outcome: Outcome, { checks }: ToldReport): string[] {
  const open = checks.filter(({ verdict }) => verdict === outcome);
  const rows = open.map(one => `| ${cellSpan(one.id)} | ${reasonCell(one)} |`);
  return titled(`${marks[outcome]} ${capitalized(outcome)} (${open.length})`, '| check | why |', rows);
}

function reasonCell(one: ToldCheck): string {
  const unwaived = unwaivedWords(one);
  const further = [
    ...(one.waivers ?? []).map(waiver => `waived by ${cellSpan(waiverWords(waiver))}`),
    ...(unwaived === undefined ? [] : [`no waiver for ${cellSpan(unwaived)}`]),
  ];
  return [cellSpan(one.message), ...further].join('<br>');
}

/** Many checks are unproven for one reason, which has one row. */
function unproven({ checks }: ToldReport): string[] {
  const open = checks.filter(({ verdict }) => verdict === 'unproven');
  const rows = Array.from(
    grouped(open, ({ message }) => message),
    ([message, [first, ...others]]) => {
      const rest = others.length > 0 ? ` and ${others.length} more` : '';
      return `| ${cellSpan(message)} | ${cellSpan(first?.id ?? '')}${rest} |`;
    },
  );
  return titled(`${marks.unproven} Unproven (${open.length})`, '| why | checks |', rows);
}

/** A heading and a table, unless that would be empty. @param columns the names of the columns, `| a | b |` */
function titled(heading: string, columns: string, rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  const table = [columns, columns.replace(/[^|]+/g, '---'), ...rows.slice(0, mostRows)].join('\n');
  const rest = rows.length - mostRows;
  return [`## ${heading}`, table, ...(rest > 0 ? [`${rest} more are in \`conformance.json\`.`] : [])];
}

/** A section that a reader opens to see more than its heading. */
function folded([heading, ...body]: readonly string[]): string[] {
  if (heading === undefined) return [];
  return [`<details><summary><b>${heading.slice('## '.length)}</b></summary>`, ...body, '</details>'];
}
