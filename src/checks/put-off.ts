import { header, type Response } from '../wire/exchange.ts';

/**
 * Why an answer proves nothing: the service only asked the client to wait, by a 429 or by a 503 with `Retry-After`
 * (RFC 6585, section 4; RFC 9110, section 10.2.3). Undefined for any other answer.
 */
export function putOffReason(response: Response | undefined): string | undefined {
  if (response?.status === 429) return 'which only limits the rate of requests';
  const isLater = response?.status === 503 && header(response, 'retry-after') !== undefined;
  return isLater ? 'which only asks the client to try again later' : undefined;
}
