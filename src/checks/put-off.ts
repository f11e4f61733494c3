import { isPutOff } from '../recording/tries.ts';
import type { Response } from '../wire/exchange.ts';

/**
 * Why an answer proves nothing: the service only asked the client to wait, by a 429 or by a 503 with `Retry-After`
 * (RFC 6585, section 4; RFC 9110, section 10.2.3). Undefined for any other answer.
 */
export function putOffReason(response: Response | undefined): string | undefined {
  if (!response || !isPutOff(response)) return undefined;
  return response.status === 429
    ? 'which only limits the rate of requests'
    : 'which only asks the client to try again later';
}
