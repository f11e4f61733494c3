import { isObject } from '../text/json.ts';
import { header, type Response } from '../wire/exchange.ts';
import { jsonValue } from './response-json.ts';

/** Who answered a request: the service, a front, or unknown (one of the two). */
export type AnsweredBy = 'service' | 'front' | 'unknown';

/** OpenStack's own; gateways set X-Request-Id as well. */
const requestIds = ['x-openstack-request-id', 'x-compute-request-id'];

/** OpenStack's request id shows that the service answered, and so does a fault in OpenStack's form. An HTML page without either comes from a front. */
export function answeredBy(response: Response): AnsweredBy {
  if (requestIds.some(name => header(response, name) !== undefined)) return 'service';
  if (/^text\/html\b/i.test(header(response, 'content-type') ?? '')) return 'front';
  return isFault(jsonValue(response)) ? 'service' : 'unknown';
}

/** `{"itemNotFound": {"code": 404, "message": "…"}}`. */
function isFault(body: unknown): boolean {
  const [fault, ...others] = isObject(body) ? Object.values(body) : [];
  return others.length === 0 && isObject(fault) && fault.code !== undefined && typeof fault.message === 'string';
}
