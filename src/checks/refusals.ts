import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { MustBeRefused, Way } from '../probes/way.ts';
import { firstRead, waysOf } from '../probes/ways.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { contentOf, resourcesOf } from '../recording/response-json.ts';
import type { Assertion, Check } from './check.ts';
import { statusCited } from './citations.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { confidentialStrings, leaksIn, shortestConfidential, unsearchable } from './leaks.ts';
import { putOffReason } from './put-off.ts';
import { noItems } from './resources.ts';
import { rulesOf } from './rule.ts';
import { unacceptedToken } from './unaccepted-token.ts';
import { doubtAbout } from './unsettled.ts';

/** A way whose request must be refused, with any status of 400 or higher. */
export type RefusableWay = Way & { readonly mustBeRefused: MustBeRefused };

/** The ways of an operation whose requests must be refused. */
export const refusableWays = (contract: Contract): RefusableWay[] =>
  waysOf(contract).flatMap(way => (way.mustBeRefused ? [{ ...way, mustBeRefused: way.mustBeRefused }] : []));

/** The rules on requests that must be refused: the service refuses them and reveals no data, with any error status. */
export function refusalChecks(contract: Contract): Check[] {
  const rule = rulesOf(contract, 'refusals');
  const ways = refusableWays(contract);
  if (ways.length === 0) return [];
  const content = contentName(contract.body);
  const documented = (code: number) => contract.statuses.filter(one => one.code === code).map(statusCited);
  return [
    ...ways.map(way =>
      rule({
        id: `refusal/${way.mustBeRefused.id}`,
        level: 'MUST',
        title: `${way.mustBeRefused.who} is refused`,
        fails: 'an answer with a status below 400',
        cites: documented(way.code),
        needs: [way.name],
        judge: isRefused(way, contract),
      }),
    ),
    rule({
      id: 'refusal/no-data',
      level: 'MUST',
      title: `a refusal reveals nothing about the ${content}`,
      fails: `a refusal with a member "${content}", or with a value of the ${content} that the request did not contain`,
      cites: [...new Set(ways.map(({ code }) => code))].flatMap(documented),
      needs: ways.map(({ name }) => name),
      judge: hasNoData(ways, contract),
    }),
  ];
}

const isRefused =
  (way: RefusableWay, { success, body }: Contract): Check['judge'] =>
  recorded => {
    const { name, mustBeRefused } = way;
    const exchange = recorded.exchange(name);
    if (!exchange) return unproven(recorded.unsentReason(name) ?? 'the request was not sent');
    const status = exchange.response?.status;
    if (status === undefined) return unproven(`there was no answer: ${exchange.failure?.message}`, [name]);
    const doubt = doubtAbout(recorded, name);
    if (doubt) return unproven(doubt, [name]);
    const unaccepted = unacceptedToken(way, status, recorded);
    if (unaccepted) return unproven(unaccepted, [name]);
    const isRefusal = status >= 400;
    if (isRefusal && recorded.exchange(firstRead)?.response?.status !== success) {
      return unprovenByOther(
        `the service does not show the ${contentName(body)} to its own project either, so this refusal proves nothing`,
        [name],
      );
    }
    const assertion: Assertion = {
      title: mustBeRefused.who,
      expected: 'a status of 400 or higher',
      actual: `status ${status}`,
      deviations: isRefusal ? [] : [{ place: name, kind: 'refusal', expected: 'refused', got: String(status) }],
    };
    return judged([assertion], [name]);
  };

const hasNoData =
  (ways: readonly RefusableWay[], contract: Contract): Check['judge'] =>
  recorded => {
    const answered = ways.flatMap(({ name, mustBeRefused: { who } }) => {
      const exchange = recorded.exchange(name);
      return exchange?.response && !putOffReason(exchange.response) ? [{ who, name, exchange }] : [];
    });
    if (answered.length === 0) return unproven('the service answered none of the requests that it must refuse');
    const resources = resourcesOf(recorded.exchange(firstRead), contract);
    const secrets = resources.flatMap(resource => confidentialStrings(contract, resource));
    const assertions = answered.map(({ who, name, exchange }): Assertion => {
      const leaks = leaksIn(exchange, contract.body, secrets);
      return {
        title: who,
        expected: 'an answer without data',
        actual: leaks.map(({ words }) => words).join(', ') || 'an answer without data',
        deviations: leaks.map(({ what }) => ({ place: name, kind: 'leak', expected: 'no data', got: what })),
      };
    });
    const names = answered.map(({ name }) => name);
    const judgement = judged(assertions, names);
    if (judgement.outcome === 'failed') return judgement;
    for (const { who, exchange } of answered) {
      const why = unsearchable(exchange);
      if (why !== undefined) return unproven(`the answer to ${who} could not be searched completely: ${why}`, names);
    }
    if (secrets.length > 0) return judgement;
    if (isEmptyList(recorded, contract)) return unproven(noItems(contract.body), names);
    const content = contentName(contract.body);
    const soUnknown = 'so it is unknown which values a refusal must not contain';
    if (resources.length === 0) return unprovenByOther(`the ${content} could not be read, ${soUnknown}`, names);
    return unproven(
      `there is no confidential text of ${shortestConfidential} characters or more in the ${content}, ${soUnknown}`,
      names,
    );
  };

function isEmptyList(recorded: OperationRecording, contract: Contract): boolean {
  const content = contentOf(recorded.exchange(firstRead), contract);
  return Array.isArray(content) && content.length === 0;
}
