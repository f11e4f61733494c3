import type { Contract } from '../contract/contract.ts';
import type { Evidence, Way } from '../probes/way.ts';
import { firstRead, unknownId, waysOf } from '../probes/ways.ts';
import { type AnsweredBy, answeredBy } from '../recording/answered-by.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import type { Response } from '../wire/exchange.ts';
import { answerWord } from './answer-words.ts';
import type { Assertion, Check } from './check.ts';
import { operationCited, statusCited, statusText } from './citations.ts';
import { judged, unproven } from './judgement.ts';
import { rulesOf } from './rule.ts';
import { type WayResult, wayResults } from './way-results.ts';

/** One rule for each documented status: the requests that should get it do. */
export function statusChecks(contract: Contract): Check[] {
  const rule = rulesOf(contract, 'statuses');
  return contract.statuses.map(status => {
    const { id, code, normal } = status;
    const ways = waysTo(contract, code);
    return rule({
      id,
      level: 'MUST',
      title: `the service answers ${statusText(status)} as documented`,
      fails: ways.flatMap(whatFails).join('; ') || 'nothing: another answer to its requests proves nothing',
      cites: normal ? [statusCited(status), operationCited(contract)] : [statusCited(status)],
      needs: neededBy(ways),
      judge: isEarned(code, ways, contract),
    });
  });
}

/** The ways of an operation to a status, in the table's order. */
export const waysTo = (contract: Contract, code: number): Way[] => waysOf(contract).filter(way => way.code === code);

/** What the results of these ways depend on: for the read itself, that is also the answer for an unknown id. */
export const neededBy = (ways: readonly Way[]): string[] =>
  ways.flatMap(({ name }) => (name === firstRead ? unknownId : name));

/** What makes a way contradict the page; nothing for a way that can only prove its status. */
function whatFails({ title, code, open }: Way): string[] {
  if (open.includes('anything else')) return [];
  return [`an answer other than ${code} to ${title}${open.length > 0 ? ` (proves nothing: ${open.join(', ')})` : ''}`];
}

const isEarned =
  (code: number, ways: readonly Way[], contract: Contract): Check['judge'] =>
  recorded => {
    const results = wayResults(ways, contract, recorded);
    const names = results.map(({ way }) => way.name);
    const earning = results.filter(({ outcome }) => outcome === 'earned');
    const isContradicted = results.some(({ outcome }) => outcome === 'contradicted');
    if (earning.length === 0 && !isContradicted) return unproven(whyUnproven(ways, results, recorded), names);
    const assertions = results.map(
      ({ way, exchange, outcome, actual }): Assertion => ({
        title: way.title,
        expected: outcome === 'open' ? `${code} (this answer proves nothing)` : String(code),
        actual,
        deviations:
          outcome === 'contradicted'
            ? [{ place: way.name, kind: 'status', expected: String(code), got: answerWord(exchange) }]
            : [],
      }),
    );
    const strongest = earning[0]?.way.evidence ?? results[0]?.way.evidence;
    const judgement = judged(assertions, names, strongest);
    const isSimulated = recorded.recording.target.simulated;
    const words = results.filter(({ outcome }) => outcome !== 'contradicted').map(one => wordsOn(one, isSimulated));
    const message = [judgement.message, ...words].filter(Boolean).join('; ');
    return { ...judgement, message, ...(earning.length > 0 ? { answeredBy: earnedFrom(earning) } : {}) };
  };

/** An answer of the service itself counts more than one of a front. */
const answerers: readonly AnsweredBy[] = ['service', 'unknown', 'front'];

function earnedFrom(earning: readonly WayResult[]): AnsweredBy {
  const all = earning.flatMap(({ exchange }) => (exchange.response ? answeredBy(exchange.response) : []));
  return answerers.find(one => all.includes(one)) ?? 'unknown';
}

const fromWhom: Readonly<Record<AnsweredBy, string>> = {
  service: 'from the service',
  front: 'from a front',
  unknown: 'from the service or a front',
};

/** What a way got, and what that proves. */
function wordsOn({ way, exchange, outcome, actual, noEvidence }: WayResult, isSimulated: boolean): string {
  if (outcome !== 'earned') return `${way.title}: got ${actual}, ${noEvidence ?? 'which proves nothing'}`;
  const from = exchange.response ? ` ${fromWhom[answeredBy(exchange.response)]}` : '';
  return `${way.title}: got ${actual}${from} (${evidenceOn(isSimulated, way.evidence)})`;
}

/** Why no way proves anything, the same text for the same cause. */
function whyUnproven(ways: readonly Way[], results: readonly WayResult[], recorded: OperationRecording): string[] {
  const [first] = results;
  // When all ways have the same cause, the message is the same for all codes.
  const isOneCause = results.every(({ noEvidence }) => noEvidence === first?.noEvidence);
  if (first?.noEvidence && isOneCause) return [`got ${first.actual}, ${first.noEvidence}`];
  const isSimulated = recorded.recording.target.simulated;
  const open = results.map(one => wordsOn(one, isSimulated));
  // A simulated answer would prove nothing about a live service.
  const unsent = ways
    .filter(way => !results.some(one => one.way === way) && (isSimulated || way.evidence !== 'simulated'))
    .map(way => recorded.unsentReason(way.name) ?? 'the request was not sent');
  const reasons = [...new Set([...open, ...unsent])];
  return reasons.length > 0 ? reasons : ['no request is known that should get this status'];
}

/** The evidence on this target: every answer of the embedded service is simulated. */
export const evidenceOn = (isSimulated: boolean, evidence: Evidence): Evidence =>
  isSimulated ? 'simulated' : evidence;

/** The ways that earned a status, with their answers. */
export function earnedAnswers(
  contract: Contract,
  code: number,
  recorded: OperationRecording,
): { readonly way: Way; readonly response: Response }[] {
  return wayResults(waysTo(contract, code), contract, recorded).flatMap(({ way, exchange: { response }, outcome }) =>
    outcome === 'earned' && response ? { way, response } : [],
  );
}
