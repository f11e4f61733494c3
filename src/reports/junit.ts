import type { RunResult } from '../checks/run-result.ts';
import type { Verdict } from '../checks/verdict.ts';
import { type Case, casesOf, isToldByChecks } from './case.ts';
import { failureText } from './failure-text.ts';
import { provenWords } from './proven-words.ts';
import { safetyRemark } from './safety-remark.ts';
import { waiverWords } from './waiver-words.ts';

/**
 * The verdicts as JUnit XML: failed is a failure, unproven and inapplicable are skipped, warned and waived pass with a remark.
 * An error is what this suite could not do. Names hold the target's, so that files of several targets can be read together.
 *
 * GitLab shows the text of a failure and not its `message`, of a case that passes the name alone, and one of several cases with
 * the same name; it ignores properties. GitHub's reporters point at `file` and `line`.
 */
export function junitXml(result: RunResult): string {
  const { run } = result;
  const cases = casesOf(result);
  const checks = [...new Set(cases.map(({ suite }) => suite))].map(name => ({
    name,
    cases: cases.filter(({ suite }) => suite === name).map(one => caseOf(one, run.target.name)),
  }));
  const suites = isToldByChecks(result) ? checks : [...checks, { name: 'run', cases: [runCase(result)] }];
  const seconds = secondsOf(run.duration);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="vbs-conformance" ${counts(suites.flatMap(({ cases }) => cases))} time="${seconds}">`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${attribute(`${name} [${run.target.name}]`)}" hostname="${attribute(run.target.name)}" timestamp="${run.startedAt}" ${counts(cases)} time="${seconds}">`,
      ...propertyLines(result),
      ...cases.flatMap(caseLines),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

interface CaseOutcome {
  readonly name: 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly type: string;
  readonly text: string;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

interface TestCase {
  readonly name: string;
  readonly classname: string;
  readonly place?: Place;
  /** Milliseconds. */
  readonly time: number;
  readonly outcome: CaseOutcome | undefined;
  readonly remark: string;
}

/** The run itself as a case, where it was not tested, or fails and no check does. */
function runCase({ run, verdict, why, diagnoses }: RunResult): TestCase {
  const words = `${verdict}: ${why}`;
  const text = [words, ...diagnoses].join('\n');
  const outcome = { name: 'error', message: words, type: verdict, text } as const;
  return { name: `run [${run.target.name}]`, classname: 'run', time: run.duration, outcome, remark: words };
}

function caseOf({ verdict: one, file, line, duration }: Case, target: string): TestCase {
  const { id, kind, level, title, message } = one;
  const outcome = message ? `${one.verdict}: ${message}` : one.verdict;
  const isMarked = one.verdict === 'warned' || one.verdict === 'waived';
  const accepted = (one.waivers ?? []).map(waiver => `waived by ${waiverWords(waiver)}`);
  // A case that passes has no element that could carry more than this.
  const remark = [`${level}: ${title}`, ...accepted, isMarked ? `${one.verdict}: ${failureText(one)}` : outcome].join(
    '\n',
  );
  return {
    name: `${id} [${target}]${isMarked ? ` (${one.verdict})` : ''}`,
    classname: kind,
    place: { file, line },
    time: duration,
    outcome: outcomeOf(one),
    remark,
  };
}

function outcomeOf(one: Verdict): CaseOutcome | undefined {
  const { verdict, level, title, message } = one;
  const text = `${level}: ${title}\n${failureText(one)}`;
  if (verdict === 'failed') return { name: 'failure', message, type: level, text };
  const isOpen = verdict === 'unproven' || verdict === 'inapplicable';
  return isOpen ? { name: 'skipped', message: `${verdict}: ${message}`, type: verdict, text } : undefined;
}

function counts(cases: readonly TestCase[]): string {
  const count = (wanted: CaseOutcome['name']): number => cases.filter(({ outcome }) => outcome?.name === wanted).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function propertyLines({ run, verdict, why, exitStatus, proven }: RunResult): string[] {
  const { endpoint, microversion } = run.target;
  const remark = safetyRemark(run.target);
  const properties = {
    verdict,
    exitStatus: `${exitStatus}`,
    why,
    proven: provenWords(proven),
    endpoint,
    ...(microversion ? { microversion } : {}),
    ...(remark === undefined ? {} : { tls: remark }),
  };
  const lines = Object.entries(properties).map(
    ([name, value]) => `      <property name="${name}" value="${attribute(value)}"/>`,
  );
  return ['    <properties>', ...lines, '    </properties>'];
}

function caseLines({ name, classname, place, time, outcome, remark }: TestCase): string[] {
  const at = place ? ` file="${attribute(place.file)}" line="${place.line}"` : '';
  return [
    `    <testcase classname="${attribute(classname)}" name="${attribute(name)}"${at} time="${secondsOf(time)}">`,
    ...(outcome
      ? [
          `      <${outcome.name} message="${attribute(outcome.message)}" type="${attribute(outcome.type)}">${escaped(outcome.text)}</${outcome.name}>`,
        ]
      : []),
    `      <system-out>${escaped(withoutAttachment(remark))}</system-out>`,
    '    </testcase>',
  ];
}

/** GitLab offers the file that such words name: no service chooses it. */
const withoutAttachment = (text: string): string => text.replaceAll('[[ATTACHMENT|', '[ [ATTACHMENT|');

const secondsOf = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

/** The text of an attribute, whose line ends would be read as spaces. */
const attribute = (text: string): string => escaped(text).replaceAll('\n', '&#10;');

/** XML 1.0 text; characters that XML does not allow at all are shown as U+FFFD. */
function escaped(text: string): string {
  const holdable = text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return holdable
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
