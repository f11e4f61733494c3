import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type BodyText, bodyText, decodedBody, encodedBody, maxDecodedBytes } from '../../src/recording/body.ts';
import { responseOf } from './sample-exchange.ts';

const coded = (bytes: Uint8Array, coding: string): BodyText =>
  bodyText(responseOf(bytes, [['Content-Encoding', coding]]));

test('a body without content coding is its bytes', () => {
  assert.deepEqual(bodyText(responseOf('{"a":"größer"}')), { text: '{"a":"größer"}' });
  assert.deepEqual(coded(Buffer.from('x'), 'identity'), { text: 'x' });
  assert.deepEqual(bodyText(responseOf('')), { text: '' });
});

test('each known coding is undone, in any spelling of its name', () => {
  const text = 'ä'.repeat(1000);
  for (const coding of ['gzip', 'GZip', ' gzip ', 'x-gzip']) assert.deepEqual(coded(gzipSync(text), coding), { text });
  assert.deepEqual(coded(deflateSync(text), 'deflate'), { text });
  assert.deepEqual(coded(brotliCompressSync(text), 'br'), { text });
});

test('a coding that is not known, or not what it says, is no text', () => {
  assert.equal(coded(Buffer.from('{}'), 'zstd').error, 'a body with an unknown Content-Encoding');
  assert.equal(coded(gzipSync(gzipSync('x')), 'gzip, gzip').error, 'a body with an unknown Content-Encoding');
  assert.match(coded(Buffer.from('{}'), 'gzip').error ?? '', /does not match its Content-Encoding \(Z_DATA_ERROR\)/);
  assert.match(
    coded(gzipSync('x'.repeat(100)).subarray(0, 15), 'gzip').error ?? '',
    /does not match its Content-Encoding/,
  );
  assert.match(coded(new Uint8Array(), 'gzip').error ?? '', /does not match its Content-Encoding/);
});

test('what a small body unfolds to is bounded', () => {
  const bomb = gzipSync(Buffer.alloc(maxDecodedBytes + 1));
  assert.ok(bomb.length < 20_000);
  assert.equal(coded(bomb, 'gzip').error, `a body of more than ${maxDecodedBytes} bytes after decoding`);
  assert.equal(coded(gzipSync(Buffer.alloc(1000)), 'gzip').error, undefined);
});

test('UTF-8 is read strictly, a byte order mark is kept', () => {
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80]]) {
    assert.deepEqual(bodyText(responseOf(Uint8Array.from(bytes))), { error: 'a body that is not valid UTF-8' });
  }
  assert.deepEqual(bodyText(responseOf(Uint8Array.from([0xef, 0xbb, 0xbf, 0x7b]))), { text: '\ufeff{' });
});

test('bytes put into a coding come out of it again', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.constantFrom('gzip', 'deflate', 'br', 'identity', ''), (bytes, coding) => {
      const response = responseOf('', [['Content-Encoding', coding]]);
      const again = decodedBody({ ...response, body: encodedBody(response, bytes) });
      assert.deepEqual(Buffer.from(again.error === undefined ? again.bytes : []), Buffer.from(bytes));
    }),
  );
});

test('whatever comes is text or an error', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, coding) => {
      const body = coded(bytes, coding);
      assert.equal(typeof (body.error ?? body.text), 'string');
    }),
  );
});
