import type { OperationResult, RunResult } from '../checks/run-result.ts';
import type { Outcome } from '../checks/verdict.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import { identityName, type SentRequest } from '../recording/sent-request.ts';
import { maxRequests } from '../wire/limits.ts';
import type { Paint } from './paint.ts';
import { provenWords } from './proven-words.ts';
import { insecureRemark } from './target-line.ts';

/** The outcomes in the order in which people want to read them. */
const outcomes: readonly Outcome[] = ['failed', 'warned', 'waived', 'unproven', 'inapplicable', 'passed'];

/**
 * What a run comes to, the most urgent line first: what to look at, the sums, what is unproven. The
 * last lines say where the report is, what is proven, and the verdict.
 */
export function summary(result: RunResult, reportPath: string, paint: Paint): string {
  const { sums, verdicts, run, operations, diagnoses, verdict, why, exitStatus, proven } = result;
  const counted = outcomes
    .filter(outcome => sums[outcome] > 0)
    .map(outcome => paint(outcome, `${sums[outcome]} ${outcome}`));
  const failed = verdicts.filter(({ verdict }) => verdict === 'failed');
  const failures = failed.map(({ id, message }) => `${id}: ${message}`);
  return [
    ...diagnoses.map(line => paint('failed', line)),
    `${verdicts.length} ${verdicts.length === 1 ? 'check' : 'checks'}: ${counted.join(', ')}`,
    ...operations.flatMap(one => earnedLines(one, operations.length > 1 ? `${one.contract.name}: ` : '')),
    ...shortened(failures).map(line => `${paint('failed', 'failed')} ${line}`),
    ...shortened(unprovenReasons(operations)).map(line => `${paint('unproven', 'unproven')} ${line}`),
    ...(run.target.insecure ? [paint('failed', insecureRemark)] : []),
    sentLine(run.requests, operations.length * maxRequests),
    `Report: ${reportPath}`,
    `${provenWords(proven)} proven`,
    `${paint(exitStatus === 0 ? 'passed' : 'failed', `Verdict: ${verdict}`)} (exit status ${exitStatus}): ${why}`,
  ].join('\n');
}

/** How many requests were sent, of how many at most; Keystone's do not go to the service. */
function sentLine(requests: readonly SentRequest[], most: number): string {
  const identity = requests.filter(({ name }) => name === identityName).length;
  const besides = identity > 0 ? `, and ${identity} to Keystone` : '';
  return `${requests.length - identity} of at most ${most} requests sent${besides}`;
}

/** How many codes an operation earned, with which kinds of evidence, and from whom where that can be seen. */
function earnedLines({ verdicts }: OperationResult, operation: string): string[] {
  const statuses = verdicts.filter(({ kind }) => kind === 'statuses');
  if (statuses.length === 0) return [];
  const earned = statuses.filter(({ verdict }) => verdict === 'passed');
  const kinds = [...new Set(earned.flatMap(({ evidence }) => evidence ?? []))];
  const proof = kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
  const by = (who: AnsweredBy): string[] =>
    earned.flatMap(({ id, answeredBy }) => (answeredBy === who ? (id.split('/').at(-1) ?? []) : []));
  const apart = [
    ['by a front, not the service', by('front')],
    ['by whom cannot be told', by('unknown')],
  ] as const;
  return [
    `${operation}${earned.length} of ${statuses.length} documented codes earned${proof}`,
    ...apart.flatMap(([words, codes]) => (codes.length > 0 ? [`  of these ${words}: ${codes.join(', ')}`] : [])),
  ];
}

/** As many lines as can be read at one look; the outline has them all. */
function shortened(lines: readonly string[]): string[] {
  const most = 8;
  return lines.length <= most
    ? [...lines]
    : [...lines.slice(0, most), `(${lines.length - most} more like these above)`];
}

/** What is unproven by its reason, so that one cause has one line. */
function unprovenReasons(operations: readonly OperationResult[]): string[] {
  const unproven = operations.flatMap(({ contract, verdicts }) =>
    verdicts
      .filter(({ verdict }) => verdict === 'unproven')
      .map(({ id, message }) => ({ id: operations.length > 1 ? id : id.slice(contract.id.length + 1), message })),
  );
  const reasons = [...new Set(unproven.map(({ message }) => message))];
  return reasons.map(reason => {
    const ids = unproven.filter(({ message }) => message === reason).map(({ id }) => id);
    const others = ids.length > 3 ? ` and ${ids.length - 3} more` : '';
    return `${ids.slice(0, 3).join(', ')}${others}: ${reason}`;
  });
}
