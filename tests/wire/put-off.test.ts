import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Header, Response } from '../../src/wire/exchange.ts';
import { maxAttempts, putOffFor } from '../../src/wire/put-off.ts';
import { getOf } from './sendings.ts';

const now = new Date('2024-02-29T12:00:00Z');

function responseWith(status: number, retryAfter?: string): Response {
  const headers: readonly Header[] = retryAfter === undefined ? [] : [['Retry-After', retryAfter]];
  return { status, reason: '', headers, body: new Uint8Array() };
}

/** For how long a plain read is put off by an answer. */
const putOff = (status: number, retryAfter?: string, attempt = 1): number | undefined =>
  putOffFor(getOf('http://vbs.test/'), responseWith(status, retryAfter), attempt, now);

/** Values of `Retry-After`, and the milliseconds that they stand for; undefined: nothing that can be understood. */
const values: readonly (readonly [value: string, milliseconds: number | undefined])[] = [
  ['0', 0],
  ['1', 1000],
  [' 120\t', 120_000],
  ['007', 7000],
  ['86400', 86_400_000],
  ['99999999999', 2 ** 31 * 1000],
  ['9'.repeat(400), 2 ** 31 * 1000],
  ['Thu, 29 Feb 2024 12:00:30 GMT', 30_000],
  ['Thursday, 29-Feb-24 12:00:30 GMT', 30_000],
  ['Thu Feb 29 12:00:30 2024', 30_000],
  ['Thu, 29 Feb 2024 11:59:00 GMT', 0],
  ['Fri, 31 Dec 9999 23:59:59 GMT', Date.parse('9999-12-31T23:59:59Z') - now.getTime()],
  ['', undefined],
  ['-1', undefined],
  ['+1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['1, 2', undefined],
  ['１', undefined],
  ['Infinity', undefined],
  ['soon', undefined],
  ['Soon 1', undefined],
  ['Hello, 12', undefined],
  ['Thu, 99 Foo 2024 12:00:30 GMT', undefined],
  ['2024-02-29T12:00:30Z', undefined],
];

test('Retry-After holds seconds or a date in one of the three forms of HTTP; anything else says nothing', () => {
  for (const [value, milliseconds] of values) assert.equal(putOff(503, value), milliseconds, JSON.stringify(value));
});

test('a 429 puts off for as long as it says, and without saying so for longer each time', () => {
  for (const [value, milliseconds] of values) {
    assert.equal(putOff(429, value), milliseconds ?? 1000, JSON.stringify(value));
  }
  assert.deepEqual(
    [1, 2, 3, 4].map(attempt => putOff(429, undefined, attempt)),
    [1000, 2000, 4000, 0],
  );
  assert.deepEqual(
    [1, 2, 3, 4].map(attempt => putOff(429, '9', attempt)),
    [9000, 9000, 9000, 9000],
  );
  assert.equal(maxAttempts, 4);
});

test('a 503 puts off only when it says for how long', () => {
  assert.equal(putOff(503), undefined);
  assert.equal(putOff(503, 'later'), undefined);
  assert.equal(putOff(503, '3'), 3000);
});

test('no other answer puts off, whatever it says', () => {
  const others = [200, 202, 301, 401, 403, 404, 408, 413, 428, 430, 500, 502, 504, 529, 999];
  for (const status of others) assert.equal(putOff(status, '1'), undefined, String(status));
});

test('the status that a request should earn is its answer, and no other is', () => {
  for (const status of [429, 503]) {
    const wanted = getOf('http://vbs.test/', { code: status });
    assert.equal(putOffFor(wanted, responseWith(status, '1'), 1, now), undefined, String(status));
    const other = getOf('http://vbs.test/', { code: 502 });
    assert.equal(putOffFor(other, responseWith(status, '1'), 1, now), 1000, String(status));
  }
});

test('what is sent once is answered, whatever comes', () => {
  const sending = getOf('http://vbs.test/', { code: 502, once: true });
  for (const status of [429, 503]) assert.equal(putOffFor(sending, responseWith(status, '1'), 1, now), undefined);
});

test('the first of several fields counts, in any spelling', () => {
  const response: Response = {
    ...responseWith(503),
    headers: [
      ['retry-AFTER', '2'],
      ['Retry-After', '5'],
    ],
  };
  assert.equal(putOffFor(getOf('http://vbs.test/'), response, 1, now), 2000);
});

test('whatever it holds, nobody is put off for less than no time, or for a time that is none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String)), value => {
      const milliseconds = putOff(503, value);
      assert.ok(milliseconds === undefined || (Number.isFinite(milliseconds) && milliseconds >= 0));
    }),
  );
});

test('a date without a zone means the same wherever the suite runs', () => {
  const program = `
    import { putOffFor } from '${new URL('../../src/wire/put-off.js', import.meta.url).href}';
    const response = { status: 503, reason: '', headers: [['Retry-After', 'Thu Feb 29 12:00:30 2024']], body: [] };
    console.log(putOffFor({ kind: 'ordinary' }, response, 1, new Date('2024-02-29T12:00:00Z')));`;
  for (const TZ of ['Asia/Tokyo', 'America/Lima', 'UTC']) {
    const options = { env: { ...process.env, TZ }, encoding: 'utf8' } as const;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], options);
    assert.equal(stdout.trim(), '30000', TZ);
  }
});
