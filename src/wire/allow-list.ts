import type { Sending } from '../probes/sending.ts';

/** A request that this suite must never send was about to be sent: a fault of ours, stopped at the last door. */
export class ForbiddenSendingError extends Error {
  override readonly name = 'ForbiddenSendingError';
}

const secretFields = new Set(['x-auth-token', 'authorization', 'proxy-authorization', 'cookie']);

/**
 * The fixed list of what may leave this machine: GET; PATCH without a body; TRACE without a token; one invented method.
 * No sending has a body, so that none can change anything. The token goes to the endpoint's own origin only.
 * @throws ForbiddenSendingError for everything else.
 */
export function assertAllowed(sending: Sending, endpointOrigin: string): void {
  const { method, headers, name } = sending;
  const url = new URL(sending.url);
  const fields = Object.entries(headers).map(([field, value]) => [field.toLowerCase(), value] as const);
  const hasToken = fields.some(([field]) => secretFields.has(field));
  const isListed = method === 'GET' || method === 'PATCH' || method === 'CONFORM' || (method === 'TRACE' && !hasToken);
  if (!isListed) throw new ForbiddenSendingError(`"${name}" would send ${method}, which is not on the sender's list.`);
  if (url.origin !== endpointOrigin) {
    throw new ForbiddenSendingError(`"${name}" would go to ${url.origin}, not to the endpoint ${endpointOrigin}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new ForbiddenSendingError(`"${name}" would send the credentials that its URL carries.`);
  }
  if (fields.some(declaresBody)) throw new ForbiddenSendingError(`"${name}" would declare a body.`);
  if (hasToken && sending.kind === 'proxied') {
    throw new ForbiddenSendingError(`"${name}" would show a token to the proxy that is to refuse it.`);
  }
}

/** One transfer coding is on the list: it frames an empty body, and what is tried is whether the coding is known. */
function declaresBody([field, value]: readonly [field: string, value: string]): boolean {
  if (field === 'transfer-encoding') return value !== 'gzip, chunked';
  return field === 'content-length' || field === 'expect';
}
