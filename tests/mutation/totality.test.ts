import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Change, isMade, namesIn, originalOf } from '../../src/mutation/change.ts';
import { mutationsOf } from '../../src/mutation/mutations.ts';
import { variantsOf } from '../../src/mutation/variants.ts';
import { firstRead, lastRead } from '../../src/probes/ways.ts';
import { encodedBody } from '../../src/recording/body.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { isObject } from '../../src/text/json.ts';
import type { Exchange, Header, Response } from '../../src/wire/exchange.ts';
import { contract as firstPage, recordEmbedded } from '../checks/embedded-recording.ts';
import { anyText } from '../text/any-text.ts';
import { briefList, detailedList, listBare, listInEnvelope, oneBare, oneInEnvelope } from './sample-contracts.ts';
import { conformingTo } from './sample-recordings.ts';

const invented = [oneInEnvelope, oneBare, listInEnvelope, listBare, detailedList, briefList];

/** Every operation with all that can be done to it, and a recording in which it is answered as its page says. */
const operations = [
  { contract: firstPage, conforming: await recordEmbedded() },
  // A list also depends on the operations that show the same items.
  ...invented.map(contract => ({
    contract,
    conforming: contract.list ? conformingTo(oneInEnvelope, detailedList, briefList) : conformingTo(contract),
  })),
].map(operation => ({
  ...operation,
  changes: [...mutationsOf(operation.contract), ...variantsOf(operation.contract)] as readonly Change[],
}));

/** Nothing of a value, or another one in its place. */
function damaged(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return fc.oneof({ weight: 3, arbitrary: fc.tuple(...value.map(damaged)) }, fc.jsonValue());
  if (!isObject(value)) return fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, fc.jsonValue());
  const members = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, damaged(inner)]));
  return fc.oneof({ weight: 5, arbitrary: fc.record(members, { requiredKeys: [] }) }, fc.jsonValue());
}

const deep = Buffer.from('['.repeat(20_000) + ']'.repeat(20_000));
const bytes = fc.uint8Array().map(array => Buffer.from(array));

function bodies(shown: unknown): fc.Arbitrary<Uint8Array> {
  const json = fc.oneof(damaged(shown), fc.jsonValue()).map(value => Buffer.from(JSON.stringify(value)));
  const texts = fc.constantFrom('', '<html>', '"', '{"a":1,"a":2}', '\uFEFF{}', 'null').map(text => Buffer.from(text));
  return fc.oneof({ weight: 5, arbitrary: json }, bytes, texts, fc.constant(deep));
}

const codings = fc.constantFrom('gzip', 'br', 'deflate', ' GZIP ', 'identity', '', 'unheard-of', 'gzip, br');
const headers: fc.Arbitrary<Header[]> = fc.array(
  fc.oneof(
    codings.map((coding): Header => ['Content-Encoding', coding]),
    fc.constant<Header>(['Content-Type', 'text/html']),
    fc.constant<Header>(['content-type', 'application/json']),
    fc.tuple(anyText(), anyText()),
  ),
  { maxLength: 4 },
);

/** A body in the coding that its header fields name, or as it is though they name one. */
const responses = (status: number, shown: unknown): fc.Arbitrary<Response> =>
  fc
    .record({
      status: fc.oneof({ weight: 3, arbitrary: fc.constant(status) }, fc.nat(999)),
      reason: fc.string(),
      headers,
      body: bodies(shown),
      isCoded: fc.boolean(),
    })
    .map(({ isCoded, ...response }) => {
      return isCoded ? { ...response, body: encodedBody(response, response.body) } : response;
    });

const failure = { kind: 'closed' as const, message: 'closed' };

/** An exchange answered otherwise, broken off, not answered, or not there at all. */
function exchangesLike(exchange: Exchange): fc.Arbitrary<Exchange | undefined> {
  const { status = 0, body = Buffer.from('{}') } = exchange.response ?? {};
  const response = responses(status, JSON.parse(Buffer.from(body).toString('utf8')));
  return fc.oneof(
    { weight: 6, arbitrary: response.map(other => ({ ...exchange, response: other })) },
    response.map(other => ({ ...exchange, response: other, failure })),
    fc.constant({ ...exchange, response: undefined, failure }),
    fc.constant(undefined),
  );
}

/** Recordings that hold what a service may answer that keeps to nothing. */
const recordingsLike = (recording: Recording): fc.Arbitrary<Recording> =>
  fc.tuple(...recording.exchanges.map(exchangesLike)).map(exchanges => ({
    ...recording,
    exchanges: exchanges.filter(one => one !== undefined),
  }));

test('whatever was recorded, a change is made or says why not, and throws never', () => {
  const cases = operations.map(({ conforming, ...operation }) =>
    recordingsLike(conforming).map(recording => ({ ...operation, recording })),
  );
  fc.assert(
    fc.property(fc.oneof(...cases), ({ contract, changes, recording }) => {
      const original = originalOf(contract, recording);
      for (const { name, make } of changes) {
        const result = make(original);
        if (isMade(result)) assert.notDeepEqual(result.exchanges, recording.exchanges, name);
        else assert.notEqual(result.notApplicable, '', name);
      }
    }),
    { numRuns: 60 },
  );
});

const itemRead = /^show-[^/]+\/show$|\/items\/show\/\d$/;

test('a change alters exchanges of its own operation only, and of those that show the same items', () => {
  const recording = conformingTo(...invented);
  for (const { contract, changes } of operations.slice(1)) {
    const original = originalOf(contract, recording);
    const { alsoIn, shownBy } = contract.list ?? {};
    const own = new Set([
      ...namesIn(original).map(name => `${contract.name}/${name}`),
      ...(alsoIn ? [firstRead, lastRead].map(name => `${alsoIn.name}/${name}`) : []),
      // Whichever operation read an item first.
      ...recording.exchanges.map(({ name }) => name).filter(name => shownBy && itemRead.test(name)),
    ]);
    const others = recording.exchanges.filter(({ name }) => !own.has(name));
    for (const { name, make } of changes) {
      const result = make(original);
      if (!isMade(result)) continue;
      const kept = new Set(result.exchanges);
      assert.ok(
        others.every(other => kept.has(other)),
        `${contract.name}: ${name}`,
      );
      const added = result.exchanges.filter(one => !recording.exchanges.includes(one));
      assert.ok(
        added.every(one => one.name.startsWith(`${contract.name}/`) || own.has(one.name)),
        `${contract.name}: ${name}`,
      );
    }
  }
});
