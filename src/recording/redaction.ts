import type { Secret } from '../targets/target.ts';
import type { Exchange, Header } from '../wire/exchange.ts';

/** What stands where a secret stood whose variable is not known: a cookie, a token that a service hands out. */
const redacted = '<redacted>';

/** Header fields of a response whose whole value is a secret. */
const secretFields = new Set(['x-auth-token', 'x-subject-token', 'authorization', 'set-cookie', 'authentication-info']);

/** What stands in a recording for a secret: the variable that holds it. */
export const placeholder = (variable: string): string => `<${variable}>`;

/**
 * An exchange without secrets: their header fields emptied, every occurrence elsewhere (plain, URL-encoded, base64)
 * replaced, in the body too. That the answer held one is kept as `reflected`, since a check may ask.
 */
export function redactExchange(exchange: Exchange, secrets: readonly Secret[]): Exchange {
  const forms = formsOf(secrets);
  const text = (value: string): string => replaceAll(value, forms);
  const { request, response, failure } = exchange;
  const answer = response && [response.reason, ...response.headers.flat(), latin1(response.body)];
  const reflected = secrets.filter(secret =>
    formsOf([secret]).some(([form]) => answer?.some(part => part.includes(form))),
  );
  return {
    ...exchange,
    request: {
      ...request,
      url: text(request.url),
      headers: request.headers.map(([name, value]) => [name, text(value)]),
    },
    response: response && {
      ...response,
      reason: text(response.reason),
      headers: response.headers.map(field => redactResponseField(field, text)),
      body: reflected.length > 0 ? Buffer.from(text(latin1(response.body)), 'latin1') : response.body,
    },
    failure: failure && { ...failure, message: text(failure.message) },
    reflected: reflected.map(({ variable }) => variable),
  };
}

/** A text without secrets in any of their forms. */
export function redactText(text: string, secrets: readonly Secret[]): string {
  return replaceAll(text, formsOf(secrets));
}

function redactResponseField([name, value]: Header, text: (value: string) => string): Header {
  if (!secretFields.has(name.toLowerCase())) return [text(name), text(value)];
  return [name, value === '' ? '' : redacted];
}

type Form = readonly [form: string, placeholder: string];

/** Longest first, so that no form is cut in two by a shorter one. */
function formsOf(secrets: readonly Secret[]): Form[] {
  const forms = secrets.flatMap(({ variable, value }): Form[] => {
    const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
    const spellings = [value, encodeURIComponent(value), base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
    return spellings.map(form => [form, placeholder(variable)]);
  });
  return forms.filter(([form]) => form !== '').sort(([one], [other]) => other.length - one.length);
}

function replaceAll(text: string, forms: readonly Form[]): string {
  return forms.reduce((rest, [form, instead]) => rest.replaceAll(form, instead), text);
}

/** One character a byte, so that a search finds bytes and a replacement leaves the others as they are. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
