import type { Sending } from '../probes/sending.ts';

/** The suite tried to send a request that it must never send. This is a bug of the suite. */
export class ForbiddenSendingError extends Error {
  override readonly name = 'ForbiddenSendingError';
}

const secretFields = new Set(['x-auth-token', 'authorization', 'proxy-authorization', 'cookie']);

/** Header fields that may be sent. Some of the others turn a GET into another request, or send it elsewhere. */
const allowedFields = new Set([
  'accept',
  'authorization',
  'openstack-api-version',
  'prefer',
  'transfer-encoding',
  'user-agent',
  'x-auth-token',
  'x-project-id',
  'x-sdk-date',
]);

/** Methods of ordinary requests. Requests of the other kinds are GETs. */
const ordinaryMethods = new Set(['GET', 'PATCH', 'CONFORM', 'TRACE']);

/**
 * The fixed list of what may leave this machine: GET, PATCH without a body, TRACE without a token, and one invented method,
 * with header fields from a list. No request has a body, so that none can change anything. The token goes to the endpoint's
 * own origin only.
 * @throws ForbiddenSendingError for everything else.
 */
export function assertAllowed(sending: Sending, endpointOrigin: string): void {
  const { method, headers, name, kind } = sending;
  const url = new URL(sending.url);
  const fields = Object.entries(headers).map(([field, value]) => [field.toLowerCase(), value] as const);
  const hasToken = fields.some(([field]) => secretFields.has(field));
  const forbid = (what: string): never => {
    throw new ForbiddenSendingError(`"${name}" would ${what}.`);
  };
  const isListed = kind === 'ordinary' ? ordinaryMethods.has(method) : method === 'GET';
  if (!isListed || (method === 'TRACE' && hasToken)) forbid(`send ${method}, which is not on the sender's list`);
  if (url.origin !== endpointOrigin) forbid(`go to ${url.origin}, not to the endpoint ${endpointOrigin}`);
  if (url.username !== '' || url.password !== '') forbid('send the credentials in its URL');
  if (hasToken && kind === 'proxied') forbid('send a token to the proxy that should refuse it');
  if (hasToken && kind === 'unfinished') forbid('send a token in a request that may go to a front');
  if (fields.some(field => declaresBody(field, sending))) forbid('declare a body');
  const other = fields.find(([field]) => !allowedFields.has(field));
  if (other) forbid(`send the header field ${JSON.stringify(other[0])}, which is not on the sender's list`);
  // Requests of some kinds are written as they are: a line break would begin another field, or another request.
  if (fields.some(([, value]) => !isFieldValue(value))) forbid('send a header field with forbidden characters');
}

/** RFC 9110, section 5.5. */
const isFieldValue = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(value);

/** One transfer coding is on the list, with an empty body: it asks whether the service knows the coding. */
function declaresBody([field, value]: readonly [field: string, value: string], { kind, method }: Sending): boolean {
  if (field === 'transfer-encoding') return kind !== 'ordinary' || method !== 'GET' || value !== 'gzip, chunked';
  return field === 'content-length' || field === 'expect';
}
