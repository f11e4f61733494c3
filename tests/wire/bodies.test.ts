import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bodiesWithin, tooLarge } from '../../src/wire/bodies.ts';
import { limitsOf } from './sendings.ts';

const bytesOf = (length: number): Uint8Array => new Uint8Array(length).fill(120);

test('a body is the sum of its chunks, however they are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), chunks => {
      const body = bodiesWithin(limitsOf())();
      for (const chunk of chunks) assert.equal(body.add(chunk), true);
      assert.deepEqual(Buffer.from(body.bytes()), Buffer.concat(chunks));
    }),
  );
});

test('a body may reach its limit and not pass it; then its beginning is kept', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 30 })),
      fc.nat(200),
      fc.nat(50),
      (chunks, limit, kept) => {
        const body = bodiesWithin(limitsOf({ bodyBytes: limit, keptBytes: kept }))();
        const all = Buffer.concat(chunks);
        const fits = chunks.every(chunk => body.add(chunk));
        const bytes = Buffer.from(body.bytes());
        assert.equal(fits, all.length <= limit);
        if (fits) assert.deepEqual(bytes, all);
        else assert.ok(bytes.length <= kept && all.subarray(0, bytes.length).equals(bytes));
        assert.equal(bytes.length > 0, all.length > 0 && (fits || kept > 0));
      },
    ),
  );
});

test('all bodies share a bound, and what one gives back another may use', () => {
  const limits = limitsOf({ bodyBytes: 100, allBodyBytes: 150, keptBytes: 10 });
  const newBody = bodiesWithin(limits);
  const [first, second] = [newBody(), newBody()];
  assert.equal(first.add(bytesOf(100)), true);
  assert.equal(second.add(bytesOf(50)), true);
  assert.equal(second.add(bytesOf(1)), false);
  assert.equal(first.bytes().length, 100);
  assert.equal(second.bytes().length, 10);
  const third = newBody();
  assert.equal(third.add(bytesOf(40)), true);
  assert.equal(third.add(bytesOf(1)), false);
});

test('a body that was given room it did not need gives it back', () => {
  const newBody = bodiesWithin(limitsOf({ bodyBytes: 100, allBodyBytes: 100, keptBytes: 10 }));
  const first = newBody();
  for (let count = 0; count < 33; count += 1) first.add(bytesOf(1));
  assert.equal(first.bytes().length, 33);
  assert.equal(newBody().add(bytesOf(67)), true);
});

test('the failure names both limits', () => {
  assert.match(tooLarge(limitsOf({ bodyBytes: 7, allBodyBytes: 8 })).message, /\b7 bytes\b.*\b8\b/);
});
