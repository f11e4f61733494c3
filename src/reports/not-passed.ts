import type { OperationResult, RunResult } from '../checks/run-result.ts';
import type { Outcome, Verdict } from '../checks/verdict.ts';
import { brokenCheck } from './broken-check.ts';
import { operationHeading } from './operation-words.ts';
import type { Terminal } from './terminal.ts';
import { type Cause, causeLines, causesOf, consequenceLines } from './unproven-reasons.ts';
import { waivedChecks } from './waived-check.ts';

/** Each check that is not passed, in paragraphs: what failed, what is unproven, and then what is waived. */
export function notPassed({ operations, waivers, verdicts }: RunResult, terminal: Terminal): string[] {
  const stale = broken(waivers, terminal);
  const [first] = waivers.flatMap(({ cites }) => cites);
  const heading = operations.length > 1 ? [terminal.paint('heading', `waivers: ${first?.source}`)] : [];
  return [
    ...ofOperations(operations, terminal),
    ...(stale.length > 0 ? [...heading, ...stale] : []),
    waivedChecks(verdicts, terminal),
  ];
}

/** Where there are several operations, a reason that several of them have is told once, at the end. */
function ofOperations(operations: readonly OperationResult[], terminal: Terminal): string[] {
  // An operation that could not be tested has one reason, and the verdict tells it.
  const tested = operations.filter(({ notTested }) => notTested === undefined);
  const verdicts = tested.flatMap(one => one.verdicts);
  const causes = causesOf(verdicts);
  if (operations.length === 1) return [...broken(verdicts, terminal), unproven(causes, verdicts, terminal)];
  const isOf = ({ verdicts }: OperationResult, cause: Cause): boolean =>
    cause.verdicts.every(one => verdicts.includes(one));
  const sections = tested.flatMap(one => {
    const own = causes.filter(cause => isOf(one, cause));
    const paragraphs = [...broken(one.verdicts, terminal), unproven(own, [], terminal)].filter(text => text !== '');
    return paragraphs.length > 0 ? [operationHeading(one.contract, terminal), ...paragraphs] : [];
  });
  const common = causes.filter(cause => !tested.some(one => isOf(one, cause)));
  const heading = common.length > 0 ? [terminal.paint('heading', 'several operations')] : [];
  return [...sections, ...heading, unproven(common, verdicts, terminal)];
}

function broken(verdicts: readonly Verdict[], terminal: Terminal): string[] {
  const inOrder = brokenOutcomes.flatMap(outcome =>
    verdicts.filter(({ verdict, withoutStrict }) => verdict === outcome && withoutStrict !== 'unproven'),
  );
  return inOrder.map(one => brokenCheck(one, terminal));
}

/** In the order in which people want to read them. */
const brokenOutcomes: readonly Outcome[] = ['failed', 'warned'];

/** @param verdicts those of which it is told how many only follow from others */
const unproven = (causes: readonly Cause[], verdicts: readonly Verdict[], terminal: Terminal): string =>
  [...causes.map(cause => causeLines(cause, terminal)), ...consequenceLines(verdicts, terminal)].join('\n');
