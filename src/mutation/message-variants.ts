import type { Contract } from '../contract/contract.ts';
import { decodedBody, encodedBody } from '../recording/body.ts';
import { jsonValue } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import { type Alteration, inSequence, withField, withHeaders, withJsonChanged, withText } from './alterations.ts';
import { type Change, inExchanges, inLastRead, inReads, namesIn } from './change.ts';

type Difference = readonly [name: string, alteration: Alteration];

/** The same answers as messages that look otherwise: other JSON text, content codings, header fields. */
export function messageVariants({ mediaType: { value } }: Contract): Change[] {
  const mediaTypes: readonly Difference[] = [
    ['a charset parameter', withField('content-type', `${value}; charset=UTF-8`)],
    ['a media type in other capitals', withField('content-type', value.toUpperCase())],
  ];
  return [
    ...[...spellings, ...mediaTypes].map(([name, alteration]): Change => {
      return { name, make: inReads(alteration) };
    }),
    { name: 'keys in another order in the second read', make: inLastRead(reversed) },
    ...messages.map(([name, alteration]): Change => {
      return { name, make: original => inExchanges(namesIn(original), alteration)(original) };
    }),
  ];
}

const reversed = withJsonChanged(value => inReverse(value));

/** The members of every object in the opposite order. */
function inReverse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inReverse);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, inReverse(inner)]),
  );
}

/** The same JSON in other words. */
const withJsonSpelled =
  (spell: (value: unknown) => string): Alteration =>
  exchange => {
    const value = exchange.response && jsonValue(exchange.response);
    return value === undefined ? exchange : withText(() => spell(value))(exchange);
  };

const compact = (value: unknown): string => JSON.stringify(value);

const spellings: readonly Difference[] = [
  ['keys in another order', reversed],
  ['white space', withJsonSpelled(value => `\r\n\t${JSON.stringify(value, null, 4)}\n\n`)],
  ['escaped slashes', withJsonSpelled(value => compact(value).replaceAll('/', '\\/'))],
  [
    'escaped letters',
    withJsonSpelled(value =>
      compact(value).replace(/"([a-z])/gi, (_, one: string) => `"\\u00${one.charCodeAt(0).toString(16)}`),
    ),
  ],
];

/** The same body in another content coding. */
const inCoding =
  (coding: string): Alteration =>
  exchange => {
    const plain = exchange.response && decodedBody(exchange.response);
    const named = withField('content-encoding', coding)(exchange);
    if (!plain || plain.error !== undefined || !named.response || named === exchange) return exchange;
    return { ...named, response: { ...named.response, body: encodedBody(named.response, plain.bytes) } };
  };

const messages: readonly Difference[] = [
  ...['gzip', 'x-gzip', 'deflate', 'br'].map((coding): Difference => [`content coding ${coding}`, inCoding(coding)]),
  ['chunked', inSequence(withField('content-length', undefined), withField('transfer-encoding', 'chunked'))],
  ['extra header fields', withHeaders(headers => [...headers, ['X-Cache', 'MISS'], ['Via', '1.1 front']])],
  ['header names in lower case', withHeaders(headers => headers.map(([name, value]) => [name.toLowerCase(), value]))],
];
