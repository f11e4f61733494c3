import type { Answer } from './answers.ts';

/** Cinder's names of faults. As in Cinder, the fault of any other status is a compute fault. */
const FAULT_NAMES: Readonly<Record<number, string>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};

/** An error in OpenStack's form: `{"<fault name>": {"code": …, "message": …}}`. */
export function fault(status: number, message: string, headers: Answer['headers'] = {}): Answer {
  const name = FAULT_NAMES[status] ?? 'computeFault';
  return { status, headers, body: JSON.stringify({ [name]: { code: status, message } }) };
}

/**
 * The refusal of a request without a valid token. Its body is that of Keystone's middleware, which refuses such requests
 * before they reach Cinder. Every 401 needs a challenge (RFC 9110, section 15.5.2).
 */
export function unauthorized(keystone: string): Answer {
  const error = { code: 401, title: 'Unauthorized', message: 'This request needs a valid token.' };
  return {
    status: 401,
    headers: { 'WWW-Authenticate': `Keystone uri="${keystone}"` },
    body: JSON.stringify({ error }),
  };
}
