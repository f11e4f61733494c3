import type { RunResult } from '../checks/run-result.ts';
import { type Sums, sumsOf, type Verdict } from '../checks/verdict.ts';
import type { RecordedTarget } from '../recording/recording.ts';
import { insecureRemark } from './target-line.ts';

/** The verdicts as JUnit XML: failed is a failure, unproven and inapplicable are skipped, warned passes with a remark. */
export function junitXml({ operations, run, verdicts, sums }: RunResult): string {
  const time = (run.duration / 1000).toFixed(3);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="vbs-conformance" ${counts(verdicts, sums)} time="${time}">`,
    ...operations.flatMap(({ contract, verdicts: own }) => [
      `  <testsuite name="${escaped(contract.id)}" hostname="${escaped(run.target.name)}" timestamp="${run.startedAt}" ${counts(own, sumsOf(own))} time="${time}">`,
      ...propertyLines(run.target),
      ...own.flatMap(testCase),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

const counts = ({ length }: readonly Verdict[], { failed, unproven, inapplicable }: Sums): string =>
  `tests="${length}" failures="${failed}" errors="0" skipped="${unproven + inapplicable}"`;

function propertyLines({ endpoint, insecure }: RecordedTarget): string[] {
  const properties = { endpoint, ...(insecure ? { tls: insecureRemark } : {}) };
  const lines = Object.entries(properties).map(
    ([name, value]) => `      <property name="${name}" value="${escaped(value)}"/>`,
  );
  return ['    <properties>', ...lines, '    </properties>'];
}

function testCase(verdict: Verdict): string[] {
  const { id, kind, title, level, cites } = verdict;
  const open = `    <testcase classname="${escaped(kind)}" name="${escaped(id)}" time="0">`;
  const places = cites.map(
    ({ source, line, clause }) => `${source}${line ? `:${line}` : ''}${clause ? ` (${clause})` : ''}`,
  );
  const remark = [
    `${level}: ${title}`,
    ...(verdict.message ? [`${verdict.verdict}: ${verdict.message}`] : []),
    ...places,
  ];
  return [open, ...outcome(verdict), `      <system-out>${escaped(remark.join('\n'))}</system-out>`, '    </testcase>'];
}

function outcome({ verdict, message }: Verdict): string[] {
  if (verdict === 'failed') return [`      <failure message="${escaped(message)}" type="MUST"/>`];
  if (verdict === 'unproven' || verdict === 'inapplicable') {
    return [`      <skipped message="${escaped(`${verdict}: ${message}`)}"/>`];
  }
  return [];
}

/** XML 1.0 text; characters that XML does not allow at all are shown as U+FFFD. */
function escaped(text: string): string {
  const holdable = text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return holdable
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
