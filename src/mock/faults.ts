import type { Answer } from './answers.ts';

/** The names Cinder gives to faults. A status that is not here is called a compute fault, as in Cinder. */
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
 * The refusal of a request without a valid token. It is Keystone's middleware that speaks here, not Cinder,
 * hence another form of body; the challenge is what RFC 9110, section 15.5.2, demands of every 401.
 */
export function unauthorized(keystone: string): Answer {
  const error = { code: 401, title: 'Unauthorized', message: 'A valid token is needed for this.' };
  return {
    status: 401,
    headers: { 'WWW-Authenticate': `Keystone uri="${keystone}"` },
    body: JSON.stringify({ error }),
  };
}

/** The answer to a URL that names nothing here. */
export function nothingHere(): Answer {
  return fault(404, 'There is no resource at this URL.');
}

/** The answer when the service itself is at fault: what went wrong is not for the client to read. */
export function internalFault(): Answer {
  return fault(500, 'Something went wrong within the service.');
}
