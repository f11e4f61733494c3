import { createHash } from 'node:crypto';
import {
  ALLURE_HTTP_EXCHANGE_CONTENT_TYPE,
  type Attachment,
  type Parameter,
  Stage,
  Status,
  type StatusDetails,
  type StepResult,
  type TestResult,
} from 'allure-js-commons';
import { type Assertion, isBroken } from '../checks/check.ts';
import type { RecordedRun, RunResult } from '../checks/run-result.ts';
import { printable } from '../checks/value-text.ts';
import type { Verdict } from '../checks/verdict.ts';
import type { Exchange } from '../wire/exchange.ts';
import { description, sectionsOf } from './allure-description.ts';
import {
  type AllureHeadings,
  allureHeadings,
  headingsOfWaiver,
  labelsOf,
  outcomeMark,
  sentence,
} from './allure-labels.ts';
import { failureText } from './failure-text.ts';
import { httpExchange } from './http-exchange.ts';
import { waiverWords } from './waiver-words.ts';

/** What Allure reads of a run. */
export interface AllureResults {
  /** One for each verdict, in the order of the verdicts; the run's own is the first, where there is one. */
  readonly tests: readonly TestResult[];
  /** The texts that these refer to, by their files' names. */
  readonly attachments: ReadonlyMap<string, string>;
}

/** The verdicts of a run as Allure reads them, with the exchanges that were judged. Its times are those of the requests. */
export function allureResults(result: RunResult, exchanges: readonly Exchange[]): AllureResults {
  const named = new Map(exchanges.map(exchange => [exchange.name, exchange]));
  const attachments = new Map<string, string>();
  const ofOperations = result.operations.flatMap(({ contract, verdicts }) =>
    verdicts.map(one => {
      const judged = one.exchanges.flatMap(name => named.get(name) ?? []);
      const attached = judged.map(exchange => ({ exchange, file: fileOf(exchange, one, result.run) }));
      for (const { exchange, file } of attached) attachments.set(file, JSON.stringify(httpExchange(exchange)));
      return testResult(one, { headings: allureHeadings(contract), result, exchanges: attached });
    }),
  );
  const ofWaivers = result.waivers.map(one =>
    testResult(one, { headings: headingsOfWaiver(one), result, exchanges: [] }),
  );
  const tests = [...ofOperations, ...ofWaivers];
  const isShown = result.exitStatus === 0 || result.sums.failed > 0;
  return { tests: isShown ? tests : [runTest(result), ...tests], attachments };
}

/** The run itself as a test, where it fails and no check does. Allure's "broken" is what the suite could not do. */
function runTest({ run, verdict, why, diagnoses }: RunResult): TestResult {
  const start = Date.parse(run.startedAt);
  return {
    uuid: uniqueId('run', run),
    historyId: 'run',
    testCaseId: 'run',
    fullName: 'run',
    name: `The run: ${verdict}`,
    labels: [
      { name: 'story', value: 'Run' },
      { name: 'target', value: run.target.name },
    ],
    links: [],
    parameters: [],
    status: Status.BROKEN,
    statusDetails: { message: [why, ...diagnoses].join('\n') },
    stage: Stage.FINISHED,
    steps: [],
    attachments: [],
    start,
    stop: start + run.duration,
  };
}

/** Of two tests that refer to the same file, Allure shows it in one. */
const fileOf = (exchange: Exchange, { id }: Verdict, run: RecordedRun): string =>
  `${uniqueId(`${id} ${exchange.name}`, run)}-attachment.httpexchange`;

interface AttachedExchange {
  readonly exchange: Exchange;
  readonly file: string;
}

interface Surroundings {
  readonly headings: AllureHeadings;
  readonly result: RunResult;
  /** Those that the verdict judges. */
  readonly exchanges: readonly AttachedExchange[];
}

function testResult(verdict: Verdict, { headings, result, exchanges }: Surroundings): TestResult {
  const { run } = result;
  const { id, evidence, level, assertions } = verdict;
  const { name, simulated } = run.target;
  const times = timesOf(exchanges, run);
  return {
    uuid: uniqueId(id, run),
    // The same rule has the same history in every run.
    historyId: id,
    testCaseId: id,
    fullName: id,
    name: heading(verdict),
    description: description(verdict),
    labels: labelsOf(verdict, headings, run),
    links: verdict.cites.flatMap(sectionsOf),
    parameters: [
      parameter('level', level),
      ...(evidence ? [parameter('evidence', evidence)] : []),
      parameter('target', simulated ? `${name} (simulated)` : name),
    ],
    status: statusOf(verdict),
    statusDetails: detailsOf(verdict),
    stage: Stage.FINISHED,
    // Which of several answers an assertion is about is not told: it has the time of all.
    steps: assertions.map(assertion => ({ ...step(assertion), ...times })),
    attachments: exchanges.map(attachment),
    ...times,
  };
}

/** Unique among all runs of all targets, and the same whenever it is made of the same run. */
function uniqueId(name: string, { startedAt, target }: RecordedRun): string {
  return createHash('sha256')
    .update(JSON.stringify([startedAt, target.name, name]))
    .digest('hex')
    .slice(0, 32);
}

/** A check takes as long as its requests took, and no time where it judges none. */
function timesOf(exchanges: readonly AttachedExchange[], { startedAt }: RecordedRun): { start: number; stop: number } {
  const starts = exchanges.map(({ exchange }) => Date.parse(exchange.startedAt));
  const start = starts.length > 0 ? Math.min(...starts) : Date.parse(startedAt);
  return { start, stop: start + exchanges.reduce((sum, { exchange }) => sum + exchange.duration, 0) };
}

/** The rule. Allure has no colour for a warning, so the word stands in front of it. */
function heading(verdict: Verdict): string {
  const mark = outcomeMark(verdict);
  const isMarked = mark === 'warned' || mark === 'waived';
  return isMarked ? `[${mark}] ${sentence(verdict.title)}` : sentence(verdict.title);
}

/** Only what was shown is green. */
function statusOf({ verdict }: Verdict): Status {
  if (verdict === 'failed') return Status.FAILED;
  return verdict === 'unproven' || verdict === 'inapplicable' ? Status.SKIPPED : Status.PASSED;
}

function detailsOf(verdict: Verdict): StatusDetails {
  if (verdict.verdict === 'passed') return {};
  const accepted = (verdict.waivers ?? []).map(waiverWords);
  const message = [`${verdict.verdict}: ${verdict.message}`, ...accepted].join('\n');
  return verdict.verdict === 'failed' ? { message: verdict.message, trace: failureText(verdict) } : { message };
}

/** No parameter takes part in the history id: `testCaseId` alone says what is the same rule in every run. */
const parameter = (name: string, value: string): Parameter => ({ name, value, excluded: true });

function step(assertion: Assertion): StepResult {
  const { title, expected, actual } = assertion;
  return {
    name: title,
    status: isBroken(assertion) ? Status.FAILED : Status.PASSED,
    statusDetails: {},
    stage: Stage.FINISHED,
    steps: [],
    attachments: [],
    parameters: [
      { name: 'expected', value: expected },
      { name: 'actual', value: actual },
    ],
  };
}

function attachment({ exchange: { name, response, failure }, file }: AttachedExchange): Attachment {
  const answer = response ? `${response.status} ${printable(response.reason)}` : (failure?.kind ?? 'nothing');
  return { name: `${name}: ${answer}`, source: file, type: ALLURE_HTTP_EXCHANGE_CONTENT_TYPE };
}
