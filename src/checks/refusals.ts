import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { MustBeRefused, Way } from '../probes/way.ts';
import { firstRead, waysOf } from '../probes/ways.ts';
import { resourcesOf } from '../recording/response-json.ts';
import type { Assertion, Check } from './check.ts';
import { statusCited } from './citations.ts';
import { judged, unproven } from './judgement.ts';
import { confidentialStrings, leaksIn, unsearchable } from './leaks.ts';
import { putOffReason } from './put-off.ts';
import { rulesOf } from './rule.ts';

/** A way whose request must be refused, whatever the code. */
export type RefusableWay = Way & { readonly mustBeRefused: MustBeRefused };

/** The ways of an operation whose requests must be refused. */
export const refusableWays = (contract: Contract): RefusableWay[] =>
  waysOf(contract).flatMap(way => (way.mustBeRefused ? [{ ...way, mustBeRefused: way.mustBeRefused }] : []));

/** What must be refused is refused, and without data, whatever the code. */
export function refusalChecks(contract: Contract): Check[] {
  const rule = rulesOf(contract, 'refusals');
  const ways = refusableWays(contract);
  if (ways.length === 0) return [];
  const content = contentName(contract.body);
  const documented = ({ code }: Way) => contract.statuses.filter(one => one.code === code).map(statusCited);
  return [
    ...ways.map(way =>
      rule({
        id: `refusal/${way.mustBeRefused.id}`,
        level: 'MUST',
        title: `${way.mustBeRefused.who} is refused`,
        fails: 'any answer below 400',
        cites: documented(way),
        judge: isRefused(way, contract),
      }),
    ),
    rule({
      id: 'refusal/no-data',
      level: 'MUST',
      title: `a refusal tells nothing about the ${content}`,
      fails: `a ${content} member, or a value of the ${content} that the request did not contain, in a refused answer`,
      cites: ways.flatMap(documented),
      judge: hasNoData(ways, contract),
    }),
  ];
}

const isRefused =
  ({ name, mustBeRefused }: RefusableWay, { success, body }: Contract): Check['judge'] =>
  recorded => {
    const exchange = recorded.exchange(name);
    if (!exchange) return unproven(recorded.unsentReason(name) ?? 'not sent');
    const status = exchange.response?.status;
    if (status === undefined) return unproven(`no answer: ${exchange.failure?.message}`, [name]);
    const putOff = putOffReason(exchange.response);
    if (putOff) return unproven(`status ${status}, ${putOff}`, [name]);
    const isRefusal = status >= 400;
    if (isRefusal && recorded.exchange(firstRead)?.response?.status !== success) {
      return unproven(
        `the ${contentName(body)} is not shown to its own project either, so that a refusal tells nothing`,
        [name],
      );
    }
    const assertion: Assertion = {
      title: mustBeRefused.who,
      expected: 'a status of 400 or above',
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
    if (answered.length === 0) return unproven('no request that must be refused was answered');
    const secrets = resourcesOf(recorded.exchange(firstRead), contract).flatMap(resource =>
      confidentialStrings(contract, resource),
    );
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
      if (why !== undefined) return unproven(`the answer to ${who} could not be read whole: ${why}`, names);
    }
    if (secrets.length > 0) return judgement;
    return unproven(`the ${contentName(contract.body)}'s own values are unknown, since it could not be read`, names);
  };
