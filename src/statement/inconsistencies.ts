import type { Contract } from '../contract/contract.ts';
import { firstRead, lastRead, waysOf } from '../probes/ways.ts';
import type { Recording } from '../recording/recording.ts';
import { sentRequest } from '../recording/sent-request.ts';
import { isRepetition } from '../recording/tries.ts';

/** Inconsistencies that are named. */
const mostNamed = 20;

/** Milliseconds by which a clock may have been set while a run lasted. */
const clockShift = 3_600_000;

/**
 * Where a recording contradicts itself, as sentences without a full stop: a run writes each request down twice, as an exchange
 * and as a line of what was sent. Empty for every recording that a run wrote.
 */
export function inconsistenciesIn(recording: Recording, contracts: readonly Contract[]): string[] {
  const { exchanges, requests, unsent } = recording;
  const lines = new Set(requests.map(one => JSON.stringify(one)));
  const names = new Set(exchanges.map(({ name }) => name));
  const untold = new Set(unsent.map(({ name }) => name));
  const judged = new Set(
    contracts.flatMap(contract =>
      [firstRead, lastRead, ...waysOf(contract).map(({ name }) => name)].map(name => `${contract.name}/${name}`),
    ),
  );
  const seen = new Set<string>();
  return [
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
        ...(isInTime(exchange.startedAt, recording) ? [] : [`${name} was sent at another time than its run`]),
      ];
    }),
    ...requests
      .filter(({ name }) => judged.has(name) && !isRepetition(name) && !names.has(name) && !untold.has(name))
      .map(({ name }) => `${name} was sent, but its exchange is missing`),
  ].slice(0, mostNamed);
}

function isInTime(time: string, { startedAt, duration }: Recording): boolean {
  const since = Date.parse(time) - Date.parse(startedAt);
  return since >= -clockShift && since <= duration + clockShift;
}
