import { header, type Response } from '../wire/exchange.ts';

/**
 * Why an answer says nothing of its request: the service put it off, as a 429 does and a 503 with `Retry-After`
 * (RFC 6585, section 4; RFC 9110, section 10.2.3). Undefined for any other answer.
 */
export function putOffReason(response: Response | undefined): string | undefined {
  if (response?.status === 429) return 'which limits the rate of requests and says nothing of this one';
  const isLater = response?.status === 503 && header(response, 'retry-after') !== undefined;
  return isLater ? 'which puts the request off and says nothing of it' : undefined;
}
