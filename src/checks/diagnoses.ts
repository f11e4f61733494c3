import type { Contract } from '../contract/contract.ts';
import { firstRead, unknownId } from '../probes/ways.ts';
import type { Recording } from '../recording/recording.ts';
import { shardAbout } from '../recording/shards.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Completeness } from './completeness.ts';
import { operationDiagnoses, webPageDiagnosis } from './operation-diagnoses.ts';

/**
 * What to look at first, in words for people, the most fundamental line first: a service that is none, cannot be read, or
 * shows its resources to everybody. Where a setting may be wrong, its variable comes first. Empty when everything was
 * read and refused as it should be. Why nothing was tested is the reason of the verdict, and is not repeated.
 */
export function diagnosesOf(
  recording: Recording,
  contracts: readonly Contract[],
  { obstacles, tested, ends }: Completeness,
): string[] {
  const [, ...furtherObstacles] = new Set(obstacles.values());
  const blanket = blanketStatus(recording, tested);
  const operations = tested.flatMap(contract =>
    operationDiagnoses(contract, shardAbout(recording, contract.name).recording, blanket !== undefined),
  );
  return [
    ...furtherObstacles,
    ...new Set(contracts.filter(({ name }) => obstacles.has(name)).flatMap(one => webPageDiagnosis(one, recording))),
    ...ends,
    ...(blanket === undefined ? [] : [`The service answers ${blanket} to every request.`]),
    ...new Set(operations),
    ...(recording.slowed === undefined ? [] : [recording.slowed]),
    ...repeatedSecrets(recording.exchanges),
  ];
}

/** The status of all answers, when requests that differ as much as they can all got the same one. */
function blanketStatus({ exchanges }: Recording, contracts: readonly Contract[]): number | undefined {
  const answers = exchanges.flatMap(({ name, response }) => (response ? [{ name, status: response.status }] : []));
  const [first] = answers;
  const different = [firstRead, unknownId, 'status/405/patch'];
  const isVaried = contracts.some(contract =>
    different.every(wanted => answers.some(({ name }) => name === `${contract.name}/${wanted}`)),
  );
  return isVaried && answers.every(({ status }) => status === first?.status) ? first?.status : undefined;
}

/** Secrets that answers contain: they end up in logs and caches. Only their variables are named. */
function repeatedSecrets(exchanges: readonly Exchange[]): string[] {
  const variables = [...new Set(exchanges.flatMap(({ reflected }) => reflected))];
  return variables.map(variable => {
    const names = exchanges.filter(({ reflected }) => reflected.includes(variable)).map(({ name }) => name);
    const others = names.length > 3 ? ` and ${names.length - 3} more` : '';
    return `The service repeats the secret in ${variable} in its answers: ${names.slice(0, 3).join(', ')}${others}.`;
  });
}
