import type { RunResult } from '../checks/run-result.ts';
import type { Outcome } from '../checks/verdict.ts';
import { outcomeMark } from './allure-labels.ts';
import { type Case, casesOf, isToldByChecks } from './case.ts';
import { failureText } from './failure-text.ts';
import { provenWords } from './proven-words.ts';
import { safetyRemark } from './safety-remark.ts';
import { waiverWords } from './waiver-words.ts';

/**
 * The verdicts in the Common Test Report Format. What is warned, waived or unproven has the status `other`, for neither is it
 * passed nor does it fail the run; `rawStatus` is our verdict.
 */
export function ctrfJson(result: RunResult): string {
  const { run, operations, waivers } = result;
  const start = Date.parse(run.startedAt);
  const tests = [...casesOf(result).map(one => testOf(one, run.target.name)), ...testsOfRun(result)];
  const count = (wanted: Status): number => tests.filter(({ status }) => status === wanted).length;
  const content = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    generatedBy: run.suite,
    results: {
      tool: toolOf(run.suite),
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        suites: operations.length + (waivers.length > 0 ? 1 : 0),
        start,
        stop: start + run.duration,
        duration: run.duration,
      },
      tests,
      environment: environmentOf(result),
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

type Status = 'passed' | 'failed' | 'skipped' | 'other';

const statuses: Readonly<Record<Outcome, Status>> = {
  passed: 'passed',
  failed: 'failed',
  inapplicable: 'skipped',
  warned: 'other',
  waived: 'other',
  unproven: 'other',
};

/** `vbs-conformance 0.1.0` as a name and a version. */
function toolOf(suite: string) {
  const [name = suite, version] = suite.split(' ');
  return { name, ...(version === undefined ? {} : { version }) };
}

function testOf({ verdict, suite, operation, file, line, duration }: Case, target: string) {
  const { id, kind, level, title, evidence, message, withoutStrict } = verdict;
  const mark = outcomeMark(verdict);
  const accepted = (verdict.waivers ?? []).map(waiver => `waived by ${waiverWords(waiver)}`);
  const told = [message, ...accepted].filter(text => text !== '');
  const isBroken = verdict.verdict === 'failed' || verdict.verdict === 'warned' || verdict.verdict === 'waived';
  return {
    testId: id,
    name: id,
    suite: [suite, kind],
    status: statuses[verdict.verdict],
    rawStatus: verdict.verdict as string,
    duration,
    ...(told.length > 0 ? { message: told.join('\n') } : {}),
    ...(isBroken ? { trace: failureText(verdict) } : {}),
    filePath: file,
    line,
    tags: [level, ...(evidence ? [evidence] : []), ...(mark ? [mark] : [])],
    labels: {
      ...(operation === undefined ? {} : { operation }),
      kind,
      level,
      ...(evidence ? { evidence } : {}),
      target,
    },
    extra: { title, ...(withoutStrict ? { withoutStrict } : {}) },
  };
}

/** The run itself as a test, where it fails and no check does: a reader of the counts alone would take it for a success. */
function testsOfRun(result: RunResult) {
  if (isToldByChecks(result)) return [];
  const { run, verdict, why, diagnoses } = result;
  const message = [`${verdict}: ${why}`, ...diagnoses].join('\n');
  return [
    {
      testId: 'run',
      name: 'run',
      suite: ['run'],
      status: 'failed' as const,
      rawStatus: verdict,
      duration: run.duration,
      message,
    },
  ];
}

function environmentOf({ run, verdict, why, exitStatus, proven }: RunResult) {
  const { name, endpoint, simulated, microversion } = run.target;
  const remark = safetyRemark(run.target);
  return {
    testEnvironment: name,
    healthy: exitStatus === 0,
    extra: {
      verdict,
      why,
      exitStatus,
      proven: provenWords(proven),
      endpoint,
      simulated,
      ...(microversion ? { microversion } : {}),
      ...(remark === undefined ? {} : { tls: remark }),
    },
  };
}
