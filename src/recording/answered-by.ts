import { header, type Response } from '../wire/exchange.ts';

/** By whom an exchange was answered, as far as can be told. */
export type AnsweredBy = 'service' | 'front' | 'unknown';

const requestIds = ['x-openstack-request-id', 'x-compute-request-id', 'x-request-id'];

/** A request id is the service's mark; an HTML page without one is a front's; else it cannot be told. */
export function answeredBy(response: Response): AnsweredBy {
  if (requestIds.some(name => header(response, name) !== undefined)) return 'service';
  return /^text\/html\b/i.test(header(response, 'content-type') ?? '') ? 'front' : 'unknown';
}
