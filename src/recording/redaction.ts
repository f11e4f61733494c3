import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Secret } from '../targets/target.ts';
import type { Exchange, Header, Response } from '../wire/exchange.ts';
import { withheld } from '../wire/failure.ts';
import { type Decoder, decodedBody, encodedBody, tooManyDecoded } from './body.ts';
import { formsOf, type Redacted, withoutSecrets } from './secret-forms.ts';

/** What stands where a secret stood whose variable is not known: a cookie, a token that a service hands out. */
const redacted = '<redacted>';

/** Header fields of a response whose whole value is a secret. */
const secretFields = new Set(['x-auth-token', 'x-subject-token', 'authorization', 'set-cookie', 'authentication-info']);

/**
 * An exchange without secrets: their header fields emptied, every occurrence elsewhere replaced, in the body too, below
 * its content coding. If the answer contained one, `reflected` says so, for the reports.
 * @param decode what undoes the content coding; an exchange whose body it leaves out of a run judges nothing
 */
export function redactExchange(
  exchange: Exchange,
  secrets: readonly Secret[],
  decode: Decoder = decodedBody,
): Exchange {
  const forms = formsOf([...secrets, ...signaturesIn(exchange)]);
  const reflected = new Set<string>();
  const text = (value: string): string => withoutSecrets(value, forms).text;
  const answered = (value: string): string => {
    const result: Redacted = withoutSecrets(value, forms);
    for (const variable of result.found) reflected.add(variable);
    return result.text;
  };
  const { request, response } = exchange;
  const body = response && redactBody(response, decode, answered);
  const isLeftOut = body?.omitted?.why === tooManyDecoded;
  const failure = exchange.failure ?? (isLeftOut ? withheld(tooManyDecoded) : undefined);
  return {
    ...exchange,
    request: {
      ...request,
      url: text(request.url),
      headers: request.headers.map(([name, value]) => [name, isSignature(name) ? redacted : text(value)]),
      ...(request.note === undefined ? {} : { note: text(request.note) }),
    },
    response: response && {
      ...response,
      reason: answered(response.reason),
      headers: response.headers.map(field => redactField(field, answered)),
      ...body,
    },
    failure: failure && { ...failure, message: text(failure.message) },
    reflected: [...new Set(secrets.map(({ variable }) => variable))].filter(variable => reflected.has(variable)),
  };
}

/** A signature is good for some minutes, in which somebody could send the same request again. */
const isSignature = (field: string): boolean => field.toLowerCase() === 'authorization';

/** The signature of a request, for an answer that repeats it: it is no variable's secret, but must not be kept either. */
function signaturesIn({ request }: Exchange): Secret[] {
  return request.headers.flatMap(([name, value]) => {
    const signature = isSignature(name) ? /\bSignature=(\w{16,})/.exec(value)?.[1] : undefined;
    return signature === undefined ? [] : [{ variable: 'signature', value: signature }];
  });
}

/** A text without secrets in any of their forms. */
export function redactText(text: string, secrets: readonly Secret[]): string {
  return withoutSecrets(text, formsOf(secrets)).text;
}

function redactField([name, value]: Header, answered: (value: string) => string): Header {
  const [cleanName, cleanValue] = [answered(name), answered(value)];
  return secretFields.has(name.toLowerCase()) && value !== '' ? [name, redacted] : [cleanName, cleanValue];
}

/** What is kept of a body. */
type KeptBody = Pick<Response, 'body' | 'omitted'>;

function redactBody(response: Response, decode: Decoder, answered: (value: string) => string): KeptBody {
  const { body } = response;
  const plain = decode(response);
  if (plain.error !== undefined) {
    // What is text is in no coding, whatever it is labelled: its secrets can be found.
    return isUtf8(body) ? { body: redactBytes(body, answered) } : omitted(body, plain.error);
  }
  const clean = redactBytes(plain.bytes, answered);
  return { body: clean === plain.bytes ? body : encodedBody(response, clean) };
}

const omitted = (body: Uint8Array, why: string): KeptBody => ({
  body: new Uint8Array(),
  omitted: { why, bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') },
});

/** One character a byte, so that a search finds bytes and a replacement leaves the others as they are. */
function redactBytes(bytes: Uint8Array, answered: (value: string) => string): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const clean = answered(text);
  return clean === text ? bytes : Buffer.from(clean, 'latin1');
}
