import type { ProfileResult } from '../checks/conformance-profiles.ts';
import { dayOf } from '../checks/waivers.ts';
import type { Citation } from '../contract/citation.ts';
import { cellSpan, codeSpan } from '../reports/code-span.ts';
import { safetyRemark } from '../reports/safety-remark.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import type { Fates } from './noticing.ts';
import type { StatedDeviation } from './statement.ts';
import type { Stated } from './statement-of.ts';

/** Rows of a table that are shown; the rest is in `statement.json`. */
const mostRows = 60;

/**
 * A statement as a page of Markdown for people. What the vendor and the service wrote stands in code spans, where neither
 * markup nor names nor addresses mean anything.
 */
export function statementPage(stated: Stated): string {
  const { product, edition, run, suite } = stated;
  const { vendor, name, version, type, description, region } = product;
  return `${[
    `# ${codeSpan(`${vendor} ${name} ${version}`)}`,
    codeSpan(description),
    [
      `- Product: ${type}${region === undefined ? '' : `, region ${codeSpan(region)}`}`,
      `- Website: ${codeSpan(product.website_url)}`,
      `- Documentation: ${codeSpan(product.documentation_url)}`,
      `- Contact: ${codeSpan(product.contact_email_address)}`,
      `- Edition of the documentation: ${edition.name}, SHA-256 \`${edition.sha256}\``,
      `- Tested on ${dayOf(run.start)} by ${codeSpan(suite)} with ${run.requests} requests; valid until ${stated.validUntil}`,
      ...remarksOf(stated),
    ].join('\n'),
    profiles(stated.profiles),
    evidence(stated),
    ...deviations(stated.deviations),
    ...waivers(stated.waivers),
    ...unproven(stated.unproven),
    ...noticing(stated.noticing),
    repeat(stated),
    limits,
  ].join('\n\n')}\n`;
}

function remarksOf({ run }: Stated): string[] {
  const remark = safetyRemark(run);
  return [
    ...(run.microversion === undefined ? [] : [`- Microversion: ${codeSpan(run.microversion)}`]),
    ...(remark === undefined ? [] : [`- ${remark}`]),
  ];
}

const parts: Readonly<Record<ProfileResult['profile'], string>> = {
  core: 'core: what the service shows itself',
  front: 'front: what proxies and gateways before it show',
  faults: 'faults: what only its operator can cause',
};

function profiles(all: readonly ProfileResult[]): string {
  const rows = all.map(
    ({ profile, verdict, applicable, proven, unproven: open, violated }) =>
      `| ${parts[profile]} | **${verdict}** | ${proven} | ${open} | ${violated} | ${applicable} |`,
  );
  const head = '| profile | verdict | proven | unproven | violated | MUSTs that apply |\n|---|---|---:|---:|---:|---:|';
  return `## Verdicts\n\n${[head, ...rows].join('\n')}\n\nWhat is waived counts as violated. There is no score.`;
}

function evidence({ evidence: { observed, provoked, hooked, simulated } }: Stated): string {
  return [
    '## Evidence',
    'How many checks passed by which kind of evidence:',
    [
      `- observed, by a request that any client could send: ${observed}`,
      `- provoked, by an unusual request: ${provoked}`,
      `- hooked, while the operator kept the service in a fault: ${hooked}`,
      `- simulated, which proves nothing: ${simulated}`,
    ].join('\n'),
  ].join('\n\n');
}

function deviations(all: readonly StatedDeviation[]): string[] {
  const rows = all.map(
    ({ check, level, profile, verdict, message, cites }) =>
      `| ${cellSpan(check)} | ${level}, ${profile} | ${verdict} | ${cellSpan(message)} | ${cellSpan(citedIn(cites))} |`,
  );
  return table(`Deviations (${all.length})`, ['check', 'level', 'verdict', 'what came', 'where it is written'], rows);
}

function citedIn(cites: readonly Citation[]): string {
  const [first] = cites;
  if (!first) return '';
  return first.line === undefined ? first.source : `${first.source}:${first.line}`;
}

function waivers(all: Stated['waivers']): string[] {
  const rows = all.map(
    ({ id, reason, owner, until, ticket = '', checks }) =>
      `| ${cellSpan(id)} | ${cellSpan(reason)} | ${cellSpan(owner)} | ${cellSpan(until)} | ${cellSpan(ticket)} | ${checks.length} |`,
  );
  return table(`Waivers (${all.length})`, ['waiver', 'reason', 'owner', 'until', 'ticket', 'checks'], rows);
}

function unproven(all: Stated['unproven']): string[] {
  const rows = all.map(({ reason, checks: [first = '', ...others] }) => {
    const rest = others.length > 0 ? ` and ${others.length} more` : '';
    return `| ${cellSpan(reason)} | ${cellSpan(first)}${rest} |`;
  });
  return table('What stayed unproven', ['why', 'checks'], rows);
}

function noticing({ damages, kinds, unnoticed, inapplicable }: Stated['noticing']): string[] {
  const cells = ({ noticed, unnoticed: missed, inapplicable: none, uncounted }: Fates): string =>
    `${noticed} | ${missed} | ${none} | ${uncounted}`;
  const head = '| kind of fact | noticed | not noticed | not applicable | not counted |\n|---|---:|---:|---:|---:|';
  const rows = [...kinds.map(one => `| ${one.kind} | ${cells(one)} |`), `| **all** | ${cells(damages)} |`];
  return [
    '## What this run could not have noticed',
    'Each fact of the pages was damaged in these very answers, one at a time, in every way that the suite knows. A damage is noticed if the check of the fact, which passed, then fails or warns, or proves nothing any more. Not counted are facts whose check did not pass.',
    [head, ...rows].join('\n'),
    ...table(
      'Not noticed',
      ['check', 'damages', 'for example'],
      unnoticed.map(
        ({ check, count, damages: [example = ''] }) => `| ${cellSpan(check)} | ${count} | ${cellSpan(example)} |`,
      ),
      '###',
    ),
    ...table(
      'Not applicable to these answers',
      ['why', 'damages', 'for example'],
      inapplicable.map(
        ({ reason, count, checks: [example = ''] }) => `| ${cellSpan(reason)} | ${count} | ${cellSpan(example)} |`,
      ),
      '###',
    ),
  ];
}

/** A heading and a table, unless that would be empty. */
function table(heading: string, columns: readonly string[], rows: readonly string[], level = '##'): string[] {
  if (rows.length === 0) return [];
  const rest = rows.length - mostRows;
  return [
    `${level} ${heading}`,
    [`| ${columns.join(' | ')} |`, `|${columns.map(() => '---|').join('')}`, ...rows.slice(0, mostRows)].join('\n'),
    ...(rest > 0 ? [`${rest} more are in \`statement.json\`.`] : []),
  ];
}

const repeat = ({ reproduce }: Stated): string =>
  [
    '## Repeat it',
    'With credentials of the service, this tests the same again:',
    `    ${terminalSafe(reproduce)}`,
    'Whoever has the recording judges the same answers again, without the service:',
    '    npx vbs-conformance verify FOLDER --signers SIGNERS --principal VENDOR',
  ].join('\n\n');

const limits =
  'A suite cannot tell whether answers were invented. Whoever has to be sure tests the product with credentials of their own.';
