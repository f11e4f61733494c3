import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { bodyText, decoderOfRun, maxDecodedBytes, tooManyDecoded } from '../../src/recording/body.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { writeRecording } from '../../src/recording/recording-file.ts';
import { redactExchange, redactText } from '../../src/recording/redaction.ts';
import { jsonOf } from '../../src/recording/response-json.ts';
import type { Exchange, Header, Response } from '../../src/wire/exchange.ts';
import { exchangeOf, responseOf } from './sample-exchange.ts';

const value = 'gAAAA/canary+1=';
const secrets = [
  { variable: 'OS_TOKEN', value },
  { variable: 'VBS_OTHER_TOKEN', value: 'other-canary-2' },
];

const redact = (change: Partial<Exchange>): Exchange => redactExchange(exchangeOf(change), secrets);
const answered = (body: string | Uint8Array, headers: readonly Header[] = []): Exchange =>
  redact({ response: responseOf(body, headers) });
const bytesOf = ({ response }: Exchange): Buffer => Buffer.from(response?.body ?? []);

test('an exchange without secrets stays as it is, its bytes too', () => {
  const exchange = exchangeOf({ response: responseOf(Buffer.from([0xff, 0, 0xfe]), [['X-A', 'b']]) });
  const clean = redactExchange(exchange, secrets);
  assert.deepEqual(clean, exchange);
  assert.equal(clean.response?.body, exchange.response?.body);
});

test('the request shows variables where secrets were sent, and that is no reflection', () => {
  const { request, reflected } = redact({
    request: {
      method: 'GET',
      url: `https://vbs.test/?t=${encodeURIComponent(value)}`,
      headers: [['X-Auth-Token', value]],
      note: `with ${value}`,
    },
  });
  assert.equal(request.url, 'https://vbs.test/?t=<OS_TOKEN>');
  assert.deepEqual(request.headers, [['X-Auth-Token', '<OS_TOKEN>']]);
  assert.equal(request.note, 'with <OS_TOKEN>');
  assert.deepEqual(reflected, []);
});

test('a failure without a response is cleaned too', () => {
  const { failure, response } = redact({ response: undefined, failure: { kind: 'closed', message: `at ${value}` } });
  assert.deepEqual([failure?.message, response], ['at <OS_TOKEN>', undefined]);
});

test('an answer that holds a secret is marked by its variable, wherever it holds it', () => {
  const answers: readonly Exchange[] = [
    answered(`{"token":"${value}"}`),
    answered('', [['Location', `https://vbs.test/?${encodeURIComponent(value)}`]]),
    answered('', [[value, 'x']]),
    answered('', [['X-Auth-Token', value]]),
    redact({ response: { ...responseOf(''), reason: value } }),
    answered(JSON.stringify({ token: value }).replaceAll('/', '\\/')),
    answered(Buffer.from(`user:${value}`).toString('base64')),
  ];
  for (const exchange of answers) {
    assert.deepEqual(exchange.reflected, ['OS_TOKEN']);
    assert.doesNotMatch(JSON.stringify(exchange) + bytesOf(exchange), /canary|Y2FuYXJ5/);
  }
  assert.deepEqual(answered(`other-canary-2 ${value}`).reflected, ['OS_TOKEN', 'VBS_OTHER_TOKEN']);
});

test('in a body that is no UTF-8 only the secret changes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ max: 47 }), fc.uint8Array({ min: 128 }), (before, after) => {
      const exchange = answered(Buffer.concat([before, Buffer.from(value), after]));
      assert.deepEqual(bytesOf(exchange), Buffer.concat([before, Buffer.from('<OS_TOKEN>'), after]));
      assert.deepEqual(exchange.reflected, ['OS_TOKEN']);
    }),
  );
});

test('a secret below a content coding is found, and the coding is kept', () => {
  const gzip = answered(gzipSync(`{"token":"${value}"}`), [['Content-Encoding', 'gzip']]);
  assert.equal(gunzipSync(bytesOf(gzip)).toString(), '{"token":"<OS_TOKEN>"}');
  assert.deepEqual(gzip.reflected, ['OS_TOKEN']);
  const deflate = answered(deflateSync(value), [['Content-Encoding', 'deflate']]);
  assert.deepEqual(deflate.response && bodyText(deflate.response), { text: '<OS_TOKEN>' });
  const innocent = gzipSync('{}');
  assert.equal(answered(innocent, [['Content-Encoding', 'gzip']]).response?.body, innocent);
});

test('a coding that does not match its Content-Encoding does not keep a secret that stands on it', () => {
  for (const coding of ['gzip', 'zstd']) {
    assert.equal(bytesOf(answered(value, [['Content-Encoding', coding]])).toString(), '<OS_TOKEN>');
  }
});

test('a body whose coding is not undone is not kept; its length and digest are, and what it is judged by', () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from(value), Buffer.alloc(maxDecodedBytes)]));
  for (const [coding, body] of [
    ['zstd', Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.from(value)])],
    ['gzip, gzip', gzipSync(gzipSync(value))],
    ['gzip', gzipSync(value).subarray(0, 20)],
    ['gzip', bomb],
  ] as const) {
    const headers: readonly Header[] = [['Content-Encoding', coding]];
    const { response } = answered(body, headers);
    assert.ok(response);
    const judgedBefore = bodyText(responseOf(body, headers)).error;
    assert.equal(bodyText(response).error, judgedBefore, coding);
    const sha256 = createHash('sha256').update(body).digest('hex');
    assert.deepEqual([response.body.length, response.omitted], [0, { why: judgedBefore, bytes: body.length, sha256 }]);
  }
});

test('a run reads so many decoded bodies as its bound allows; the others are left out with the reason', () => {
  const decode = decoderOfRun();
  const large = responseOf(gzipSync(Buffer.alloc(maxDecodedBytes)), [['Content-Encoding', 'gzip']]);
  const small = responseOf(gzipSync('{}'), [['Content-Encoding', 'gzip']]);
  const exchanges = [...Array<Response>(8).fill(large), small].map(response =>
    redactExchange(exchangeOf({ response }), secrets, decode),
  );
  const left = exchanges.map(({ failure }) => failure?.message);
  assert.deepEqual(left, [...Array(6).fill(undefined), tooManyDecoded, tooManyDecoded, undefined]);
  assert.deepEqual(
    [exchanges[6]?.failure?.kind, exchanges[6]?.response?.omitted?.bytes, exchanges[6]?.response?.body.length],
    ['withheld', large.body.length, 0],
  );
});

test('a JSON body stays JSON, however its token is written', () => {
  const letters = value.replace(/./g, one => `\\u00${one.charCodeAt(0).toString(16)}`);
  const { response } = answered(`{"a":"${letters}","b":"\\u0022\\\\","c":"${value}"}`);
  const json = response && jsonOf(response);
  assert.deepEqual(json?.error === undefined && json?.value, { a: '<OS_TOKEN>', b: '"\\', c: '<OS_TOKEN>' });
});

test('what a service hands out as a secret of its own is not kept', () => {
  const headers: readonly Header[] = [
    ['Set-Cookie', 'session=1'],
    ['set-cookie', ''],
    ['X-Subject-Token', 'fresh'],
    ['X-AUTH-TOKEN', 'fresh'],
    ['Authorization', 'fresh'],
    ['Authentication-Info', 'fresh'],
    ['X-Other', 'stays'],
  ];
  const { response, reflected } = answered('', headers);
  assert.deepEqual(
    response?.headers.map(([, text]) => text),
    ['<redacted>', '', '<redacted>', '<redacted>', '<redacted>', '<redacted>', 'stays'],
  );
  assert.deepEqual(reflected, []);
});

const signature = '0123456789abcdef'.repeat(4);
const authorization = `SDK-HMAC-SHA256 Access=other-canary-2, SignedHeaders=host;x-sdk-date, Signature=${signature}`;
const signed = (response = responseOf('')): Exchange =>
  redact({
    request: {
      method: 'GET',
      url: 'https://vbs.test/v3',
      headers: [
        ['X-Sdk-Date', '20240229T120000Z'],
        ['AUTHORIZATION', authorization],
      ],
      note: 'signed',
    },
    response,
  });

test('a signature, which is good for some minutes, is not kept with its request; when it was made is', () => {
  const { request, reflected } = signed();
  assert.deepEqual(request.headers, [
    ['X-Sdk-Date', '20240229T120000Z'],
    ['AUTHORIZATION', '<redacted>'],
  ]);
  assert.deepEqual([request.note, reflected], ['signed', []]);
});

test('a signature is not kept either where an answer repeats it, though it is no secret of any variable', () => {
  for (const told of [authorization, `signature ${signature} is wrong`, encodeURIComponent(authorization)]) {
    const exchange = signed({ ...responseOf(JSON.stringify({ told }), [['X-Told', told]]), reason: told });
    assert.doesNotMatch(JSON.stringify(exchange) + bytesOf(exchange), /0123456789abcdef/, told);
    assert.deepEqual(
      exchange.reflected,
      told.includes('other-canary') ? ['VBS_OTHER_TOKEN'] : [],
      'only what a variable holds is told',
    );
  }
});

test('what an Authorization says that is no signature is not searched for: it may be a word of any text', () => {
  const { response } = redact({
    request: { method: 'GET', url: 'https://vbs.test/v3', headers: [['Authorization', 'Digest Signature=ok']] },
    response: responseOf('all is ok'),
  });
  assert.equal(Buffer.from(response?.body ?? []).toString(), 'all is ok');
});

test('redacting twice changes nothing', () => {
  const once = answered(`{"token":"${value}"}`, [['X-Echo', value]]);
  const twice = redactExchange(once, secrets);
  assert.deepEqual({ ...twice, reflected: once.reflected }, once);
});

test('no spelling of a token is left in the file of a recording', () => {
  const word = fc.constantFrom(
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString('base64'),
    'x',
    '\\',
    '"',
    ' ',
  );
  const text = fc.array(word).map(words => words.join(''));
  fc.assert(
    fc.property(text, text, text, fc.uint8Array(), (body, field, message, noise) => {
      const exchange = redact({
        response: responseOf(Buffer.concat([noise, Buffer.from(body)]), [['X-Echo', field]]),
        failure: { kind: 'closed', message },
      });
      const target = { name: 'x', simulated: false, endpoint: 'x', project: 'p', admin: false };
      const recording: Recording = {
        format: 3,
        operations: [],
        suite: 'x',
        target,
        startedAt: '',
        duration: 0,
        exchanges: [exchange],
        unsent: [],
        requests: [],
      };
      const file = writeRecording(recording) + bytesOf(exchange).toString('latin1');
      assert.doesNotMatch(file, /canary|Y2FuYXJ5|hbmFye|jYW5hcn/);
    }),
  );
});

test('a text for people', () => {
  assert.equal(
    redactText(`${value}, other-canary-2 and ünicode`, secrets),
    '<OS_TOKEN>, <VBS_OTHER_TOKEN> and ünicode',
  );
});
