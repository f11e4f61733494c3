import type { Contract } from '../contract/contract.ts';
import { firstRead, lastRead, waysOf } from '../probes/ways.ts';
import type { Recording } from '../recording/recording.ts';
import { sentRequest } from '../recording/sent-request.ts';
import { isRepetition } from '../recording/tries.ts';
import type { Exchange } from '../wire/exchange.ts';

/** Inconsistencies that are named. */
const mostNamed = 20;

/** Milliseconds by which a clock may have been set while a run lasted. */
const clockShift = 3_600_000;

/**
 * Where a recording contradicts itself, as sentences without a full stop: a run writes each request down twice, as an exchange
 * and as a line of what was sent, and all of them go to the service that it names. Empty for every recording that a run wrote.
 */
export function inconsistenciesIn(recording: Recording, contracts: readonly Contract[]): string[] {
  const { exchanges, requests, unsent, target, shards = [] } = recording;
  const { origin } = new URL(target.endpoint);
  const lines = new Set(requests.map(one => JSON.stringify(one)));
  const names = new Set(exchanges.map(({ name }) => name));
  const untold = new Set(unsent.map(({ name }) => name));
  const judged = new Set(
    contracts.flatMap(contract =>
      [firstRead, lastRead, ...waysOf(contract).map(({ name }) => name)].map(name => `${contract.name}/${name}`),
    ),
  );
  const plainReads = new Set(contracts.map(contract => `${contract.name}/${firstRead}`));
  const seen = new Set<string>();
  return [
    ...shards
      .filter(({ endpoint }) => endpoint !== target.endpoint)
      .map(({ endpoint }) => `a part of it asked ${endpoint}, another service`),
    ...exchanges.flatMap(exchange => {
      const { name } = exchange;
      const isSecond = seen.has(name);
      seen.add(name);
      return [
        ...(isSecond ? [`it has the exchange ${name} twice`] : []),
        ...(untold.has(name) ? [`${name} was sent and was not sent`] : []),
        ...(lines.has(JSON.stringify(sentRequest(exchange)))
          ? []
          : [`${name} differs from what the list of requests says`]),
        ...(new URL(exchange.request.url).origin === origin
          ? []
          : [`${name} was sent to another service than that of its run`]),
        ...(plainReads.has(name) && microversionIn(exchange) !== microversionOf(recording)
          ? [`${name} was sent with another microversion than that of its run`]
          : []),
        ...(isInTime(exchange.startedAt, recording) ? [] : [`${name} was sent at another time than its run`]),
      ];
    }),
    ...requests
      .filter(({ name }) => judged.has(name) && !isRepetition(name) && !names.has(name) && !untold.has(name))
      .map(({ name }) => `${name} was sent, but its exchange is missing`),
  ].slice(0, mostNamed);
}

const microversionIn = ({ request }: Exchange): string | undefined =>
  request.headers.find(([name]) => name.toLowerCase() === 'openstack-api-version')?.[1];

const microversionOf = ({ target: { microversion } }: Recording): string | undefined =>
  microversion ? `volume ${microversion}` : undefined;

function isInTime(time: string, { startedAt, duration }: Recording): boolean {
  const since = Date.parse(time) - Date.parse(startedAt);
  return since >= -clockShift && since <= duration + clockShift;
}
