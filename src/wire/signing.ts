import { createHash, createHmac } from 'node:crypto';
import type { SigningKeys } from '../targets/target.ts';

/** A request without a body, before it is signed. */
interface Unsigned {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const algorithm = 'SDK-HMAC-SHA256';

/**
 * The header fields of a request without a body, its signature among them: X-Sdk-Date and Authorization, as the API
 * gateways of Huawei Cloud and Open Telekom Cloud verify them ("API Request Signing Guide", algorithm SDK-HMAC-SHA256).
 * Host is signed as well, but not among the fields: the sender takes it from the URL.
 * @param now the time of the signature, which a gateway accepts for 15 minutes
 */
export function signedHeaders(request: Unsigned, keys: SigningKeys, now: Date): Record<string, string> {
  const date = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const url = new URL(request.url);
  const fields = fieldsToSign(url, request.headers, date);
  const names = fields.map(([name]) => name).join(';');
  const canonicalRequest = [
    request.method,
    canonicalPath(url.pathname),
    canonicalQuery(url.search),
    ...fields.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    sha256(''),
  ].join('\n');
  const stringToSign = [algorithm, date, sha256(canonicalRequest)].join('\n');
  const signature = createHmac('sha256', keys.secretKey).update(stringToSign).digest('hex');
  return {
    ...request.headers,
    'X-Sdk-Date': date,
    Authorization: `${algorithm} Access=${keys.accessKey}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Names in lower case and in ascending order. */
function fieldsToSign(url: URL, headers: Unsigned['headers'], date: string): (readonly [string, string])[] {
  // Any field may be signed. But where a front rewrites User-Agent or Accept, a signature over them would be wrong.
  const project = Object.entries(headers).filter(([name]) => name.toLowerCase() === 'x-project-id');
  return [
    ['host', url.host],
    ...project.map(([, value]) => ['x-project-id', value.trim()] as const),
    ['x-sdk-date', date],
  ];
}

/** The path as a gateway spells it after decoding it: an encoded slash separates segments like any other. */
function canonicalPath(path: string): string {
  const encodedPath = decoded(path).split('/').map(encoded).join('/');
  return encodedPath.endsWith('/') ? encodedPath : `${encodedPath}/`;
}

/** The parameters in ascending order of their decoded names, then of their decoded values. */
function canonicalQuery(search: string): string {
  return search
    .slice(1)
    .split('&')
    .filter(parameter => parameter !== '')
    .map(nameAndValue)
    .sort(([name, value], [otherName, otherValue]) => order(name, otherName) || order(value, otherValue))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
}

function nameAndValue(parameter: string): readonly [name: string, value: string] {
  // Servers read a plus sign in a query as a space (application/x-www-form-urlencoded).
  const [name = '', ...value] = parameter.replaceAll('+', ' ').split('=');
  return [decoded(name), decoded(value.join('='))];
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/**
 * The bytes of a decoded part of a URL, one character for each, so that what is no UTF-8 can be signed as well.
 * A percent sign that encodes nothing stays as it is.
 */
function decoded(part: string): string {
  return part.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Bytes with all but the unreserved characters percent-encoded (RFC 3986, sections 2.1 and 2.3). */
function encoded(bytes: string): string {
  return bytes.replace(
    /[^A-Za-z0-9._~-]/g,
    byte => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
