import { styleText } from 'node:util';
import type { RunResult } from '../checks/run-result.ts';
import type { Outcome, Verdict } from '../checks/verdict.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import { curlCommand } from '../recording/curl.ts';
import { identityName } from '../recording/sent-request.ts';
import type { Exchange } from '../wire/exchange.ts';
import { mostRequests } from '../wire/limits.ts';
import { citationText } from './failure-text.ts';
import { insecureRemark } from './target-line.ts';

/** Puts an outcome's colour on a text, or leaves it alone. */
export type Paint = (outcome: Outcome | 'heading' | 'quiet', text: string) => string;

const styles = {
  passed: 'green',
  failed: 'red',
  warned: 'yellow',
  waived: 'magenta',
  unproven: 'cyan',
  inapplicable: 'gray',
  heading: 'bold',
  quiet: 'gray',
} as const;

/** Paints for a terminal that shows colours. */
export const inColour: Paint = (outcome, text) => styleText(styles[outcome], text);

/** For files, pipes and `NO_COLOR`. */
export const plain: Paint = (_, text) => text;

const marks: Readonly<Record<Outcome, string>> = {
  passed: '✓',
  failed: '✗',
  warned: '!',
  waived: '~',
  unproven: '?',
  inapplicable: '–',
};

/** The outcomes in the order in which people want to read them. */
const outcomes: readonly Outcome[] = ['failed', 'warned', 'waived', 'unproven', 'inapplicable', 'passed'];

/** The page's outline: a heading for each part, a line for each check, the reason under those that did not pass. */
export function outline({ recording, operations }: RunResult, paint: Paint): string {
  const exchanges = new Map(recording.exchanges.map(exchange => [exchange.name, exchange]));
  const blocks = operations.flatMap(({ contract, verdicts }) => {
    const kinds = [...new Set(verdicts.map(({ kind }) => kind))];
    return kinds.map(kind => {
      const own = verdicts.filter(verdict => verdict.kind === kind);
      const lines = own.flatMap(verdict => checkLines(verdict, contract.id, exchanges, paint));
      const heading = operations.length > 1 ? `${contract.name}: ${kind}` : kind;
      return [paint('heading', heading), ...lines].join('\n');
    });
  });
  return blocks.join('\n\n');
}

function checkLines(verdict: Verdict, page: string, exchanges: ReadonlyMap<string, Exchange>, paint: Paint): string[] {
  const { id, title, level, message } = verdict;
  const short = id.slice(page.length + 1);
  const rule = `${level === 'MUST' ? '' : `${level}: `}${title}`;
  const first = `  ${paint(verdict.verdict, marks[verdict.verdict])} ${short}  ${paint('quiet', rule)}`;
  if (verdict.verdict === 'passed') return message === '' ? [first] : [first, paint('quiet', `      ${message}`)];
  const reason = `      ${paint(verdict.verdict, verdict.verdict)}: ${message}`;
  if (verdict.verdict !== 'failed' && verdict.verdict !== 'warned') return [first, reason];
  const [cite] = verdict.cites;
  const exchange = exchanges.get(verdict.exchanges[0] ?? '');
  return [
    first,
    reason,
    ...(cite ? [paint('quiet', `      says ${citationText(cite)}`)] : []),
    ...(exchange ? [paint('quiet', `      repeat: ${curlCommand(exchange)}`)] : []),
  ];
}

/** What a run comes to, the most urgent line first: what to look at, the sums, what is unproven, where the report is. */
export function summary(result: RunResult, reportPath: string, paint: Paint): string {
  const { sums, verdicts, recording, operations, diagnoses } = result;
  const counted = outcomes
    .filter(outcome => sums[outcome] > 0)
    .map(outcome => paint(outcome, `${sums[outcome]} ${outcome}`));
  const failed = verdicts.filter(({ verdict }) => verdict === 'failed');
  const failures = failed.map(({ id, message }) => `${id}: ${message}`);
  const unproven = verdicts.filter(({ verdict }) => verdict === 'unproven');
  return [
    ...diagnoses.map(line => paint('failed', line)),
    `${verdicts.length} ${verdicts.length === 1 ? 'check' : 'checks'}: ${counted.join(', ')}`,
    ...(sums.passed + sums.warned + sums.failed === 0 ? ['Nothing was proven: no check had anything to judge.'] : []),
    ...earnedLines(verdicts.filter(({ kind }) => kind === 'statuses')),
    ...shortened(failures).map(line => `${paint('failed', 'failed')} ${line}`),
    ...shortened(reasonsFor(unproven, operations)).map(line => `${paint('unproven', 'unproven')} ${line}`),
    ...(recording.target.insecure ? [paint('failed', insecureRemark)] : []),
    sentLine(recording.requests),
    `Report: ${reportPath}`,
  ].join('\n');
}

/** How many requests were sent, of how many at most; Keystone's do not go to the service. */
function sentLine(requests: RunResult['recording']['requests']): string {
  const identity = requests.filter(({ name }) => name === identityName).length;
  const besides = identity > 0 ? `, and ${identity} to Keystone` : '';
  return `${requests.length - identity} of at most ${mostRequests} requests sent${besides}`;
}

/** How many codes were earned, with which kinds of evidence, and by whom where that can be told. */
function earnedLines(statuses: readonly Verdict[]): string[] {
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
    `${earned.length} of ${statuses.length} documented codes earned${proof}`,
    ...apart.flatMap(([words, codes]) => (codes.length > 0 ? [`  of these ${words}: ${codes.join(', ')}`] : [])),
  ];
}

/** As many lines as fit beside each other in one look; the outline above has them all. */
function shortened(lines: readonly string[]): string[] {
  const most = 8;
  return lines.length <= most
    ? [...lines]
    : [...lines.slice(0, most), `(${lines.length - most} more like these above)`];
}

/** Unproven checks by their reason, so that one cause is told once. */
function reasonsFor(verdicts: readonly Verdict[], operations: RunResult['operations']): string[] {
  const pages = operations.map(({ contract }) => contract.id);
  const short = (id: string): string => {
    const page = pages.find(one => id.startsWith(`${one}/`));
    return page === undefined || pages.length > 1 ? id : id.slice(page.length + 1);
  };
  const reasons = [...new Set(verdicts.map(({ message }) => message))];
  return reasons.map(reason => {
    const own = verdicts.filter(({ message }) => message === reason).map(({ id }) => short(id));
    const others = own.length > 3 ? ` and ${own.length - 3} more` : '';
    return `${own.slice(0, 3).join(', ')}${others}: ${reason}`;
  });
}
