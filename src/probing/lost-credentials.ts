import { timeOfDay } from '../recording/tries.ts';
import type { Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';

/**
 * Says that what identifies the own user is not accepted any more, where it was before; undefined where the last answer
 * is no 401, or where Keystone gives new tokens: then the service is disturbed.
 */
export function lostCredentials(
  exchanges: readonly Exchange[],
  last: Exchange,
  { identifiedBy }: Pick<Target, 'identifiedBy'>,
): string | undefined {
  if (last.response?.status !== 401 || identifiedBy === 'keystone') return undefined;
  const refused = exchanges.filter(({ response }) => response?.status === 401).map(one => one.startedAt);
  const since = timeOfDay([...refused, last.startedAt].sort()[0] ?? '');
  return identifiedBy === 'token'
    ? `OS_TOKEN is not accepted any more since ${since}; it may have expired`
    : `the signature with VBS_ACCESS_KEY and VBS_SECRET_KEY is not accepted any more since ${since}`;
}
