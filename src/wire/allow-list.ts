import type { Sending } from '../probes/sending.ts';

/** A request that this suite must never send was about to be sent: a fault of ours, stopped at the last door. */
export class ForbiddenSendingError extends Error {
  override readonly name = 'ForbiddenSendingError';
}

/**
 * The fixed list of what may leave this machine: GET; PATCH without a body; TRACE without a token; one invented method.
 * No sending has a body, so that none can change anything. The token goes to the endpoint's own origin only.
 * @throws ForbiddenSendingError for everything else.
 */
export function assertAllowed(sending: Sending, endpointOrigin: string): void {
  const { method, url, headers, name } = sending;
  const names = Object.keys(headers).map(header => header.toLowerCase());
  const hasToken = names.includes('x-auth-token') || names.includes('authorization');
  const isListed = method === 'GET' || method === 'PATCH' || method === 'CONFORM' || (method === 'TRACE' && !hasToken);
  if (!isListed) throw new ForbiddenSendingError(`"${name}" would send ${method}, which is not on the sender's list.`);
  if (new URL(url).origin !== endpointOrigin) {
    throw new ForbiddenSendingError(
      `"${name}" would go to ${new URL(url).origin}, not to the endpoint ${endpointOrigin}.`,
    );
  }
  if (hasToken && sending.kind === 'proxied') {
    throw new ForbiddenSendingError(`"${name}" would show a token to the proxy that is to refuse it.`);
  }
}
