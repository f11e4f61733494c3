import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { typeDeviation } from '../../src/checks/deviation.ts';
import {
  type Alteration,
  backupWith,
  changed,
  deviationsOf,
  reads,
  recordEmbedded,
  verdictsOn,
  withHeaders,
  withStatus,
  withText,
} from './embedded-recording.ts';

const conforming = await recordEmbedded();
const again = ['show-again'];

test('what is passed, unproven or left open has no deviation', () => {
  for (const recording of [
    conforming,
    changed(conforming, ['status/405/patch'], withStatus(501)),
    changed(conforming, ['status/406/accept'], withStatus(200)),
  ]) {
    for (const { deviations } of verdictsOn(recording).values()) assert.deepEqual(deviations, []);
  }
});

test('a failed or warned check always says in what the service deviates', () => {
  for (const alter of [withText('{"backup":{"links":[{}]}}'), withStatus(500), withHeaders(() => [])]) {
    for (const { id, verdict, deviations } of verdictsOn(changed(conforming, reads, alter)).values()) {
      assert.equal(deviations.length > 0, verdict === 'failed' || verdict === 'warned', id);
    }
  }
});

test('the second read deviates as the first does, and a contradicted way beside those that earn the code', () => {
  const size = backupWith({ size: '1' });
  const once = deviationsOf(changed(conforming, ['show'], size), 'response/size/type');
  assert.deepEqual(deviationsOf(changed(conforming, again, size), 'response/size/type'), once);
  assert.deepEqual(deviationsOf(changed(conforming, reads, size), 'response/size/type'), once);
});

test('deviations are sorted, each once, and those that no report has room for are among them', () => {
  const links = [...Array(120).fill(7), null, true].map(href => ({ rel: 'x', href }));
  const found = deviationsOf(changed(conforming, ['show'], backupWith({ links })), 'response/links/item/href/type');
  assert.deepEqual(
    found.map(({ got }) => got),
    ['boolean', 'integer', 'null'],
  );
});

test('a service that invents names deviates in that, not in each of them', () => {
  const invented = (count: number, prefix: string): Alteration =>
    backupWith(Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, index])));
  const places = (alter: Alteration): string[] =>
    deviationsOf(changed(conforming, reads, alter), 'body/undocumented-fields').map(({ place }) => place);
  assert.deepEqual(places(invented(2, 'a')), ['backup.a0', 'backup.a1']);
  assert.deepEqual(places(invented(200, 'a')), ['*']);
  assert.deepEqual(places(invented(300, 'b')), ['*']);
});

const ofOneType = fc.constantFrom<fc.Arbitrary<unknown>>(
  fc.string(),
  fc.integer(),
  fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.jsonValue()),
  fc.dictionary(fc.string(), fc.jsonValue()),
);

test('a deviation in type does not depend on the value, and names no part of it', () => {
  fc.assert(
    fc.property(
      ofOneType.chain(values => fc.tuple(values, values)),
      ([one, other]) => {
        const found = typeDeviation('backup.size', 'date', one);
        assert.deepEqual(found, typeDeviation('backup.size', 'date', other));
        assert.match(found.got, /^(?:string|integer|number|boolean|null|list|object)$/);
      },
    ),
  );
});

test('neither does what a check makes of it', () => {
  const wrong = ofOneType.chain(values => fc.tuple(values, values)).filter(pair => !pair.some(Number.isInteger));
  fc.assert(
    fc.property(wrong, ([one, other]) => {
      const told = (size: unknown) =>
        deviationsOf(changed(conforming, ['show'], backupWith({ size })), 'response/size/type');
      assert.equal(told(one).length, 1);
      assert.deepEqual(told(one), told(other));
    }),
    { numRuns: 50 },
  );
});
