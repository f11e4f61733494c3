import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { ask, assertOurs, pathOf, readReplies, sayLast, startFor } from './asking.ts';

/** Sends what was made up on many connections at once, and asserts that what comes back is ours and in order. */
async function survives(t: Parameters<typeof startFor>[0], hostile: fc.Arbitrary<Uint8Array>): Promise<void> {
  const service = await startFor(t);
  const everything = fc.sample(hostile, { numRuns: 150, seed: 20_240_211 });
  const streams = await Promise.all(everything.map(bytes => sayLast(service, bytes)));
  for (const reply of streams.flatMap(readReplies)) {
    assert.ok(reply.status >= 200 && reply.status <= 504, String(reply.status));
    assertOurs(reply);
  }
  assert.equal((await ask(service)).status, 200);
}

test('random bytes', t => survives(t, fc.uint8Array({ minLength: 1, maxLength: 2000 })));

test('a good request with some of its bytes replaced', t => {
  const request = Buffer.from(`GET /v3/p/backups/b HTTP/1.1\r\nHost: h\r\nAccept: */*\r\nContent-Length: 2\r\n\r\n{}`);
  const replaced = fc.array(fc.tuple(fc.nat(request.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  return survives(
    t,
    replaced.map(changes => {
      const bytes = Uint8Array.from(request);
      for (const [position, value] of changes) bytes[position] = value;
      return bytes;
    }),
  );
});

test('URLs and headers of any characters', t => {
  const line = fc.string({ unit: fc.constantFrom(...'/%?#.:;=,"\\ az09{}[]é\t'), maxLength: 80 });
  return survives(
    t,
    fc
      .tuple(line, line, line, line)
      .map(([url, accept, version, prefer]) =>
        Buffer.from(
          `GET /${url.replaceAll(' ', '')} HTTP/1.1\r\nHost: h\r\nAccept: ${accept}\r\n` +
            `OpenStack-API-Version: ${version}\r\nPrefer: ${prefer}\r\nConnection: close\r\n\r\n`,
        ),
      ),
  );
});

test('headers of any content, from somebody who may read', async t => {
  const service = await startFor(t);
  const value = fc.string({ unit: fc.constantFrom(...'volume 3.*/=;,"qjsonapplicatcde05 '), maxLength: 60 });
  const headers = fc.record({ Accept: value, 'OpenStack-API-Version': value, Prefer: value });
  for (const made of fc.sample(headers, { numRuns: 150, seed: 20_240_211 })) {
    const reply = await ask(service, { path: pathOf(service), headers: made });
    assert.ok([200, 400, 406, 409, 500, 502, 503, 504].includes(reply.status), String(reply.status));
    assertOurs(reply);
  }
});
