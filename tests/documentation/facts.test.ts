import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contradictionsOf, deviationsOf } from '../../src/documentation/contradictions.ts';
import { FactsError } from '../../src/documentation/fact.ts';
import { factsOf } from '../../src/documentation/facts.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { ObservationError, witnessFromObservation } from '../../src/documentation/witness.ts';
import { smallPage } from './small-page.ts';

const thing = { id: 'x', count: 1, 'acl:owner': 'me', colour: 'red', url: 'http://a.test/v3/p/things/x' };
const example = (change: object): string => JSON.stringify({ thing: { ...thing, ...change } }, null, 1);
const facts = (change: object) => factsOf(readPage('thing.rst', smallPage(example(change))));
const contradictions = (change: object): string[] => contradictionsOf(facts(change)).map(({ id }) => id);

test('facts have their file and line', () => {
  const { envelope, operation, parameters, statuses, example: witness } = facts({});
  assert.equal(operation.path, '/v3/{project_id}/things/{thing_id}');
  assert.deepEqual(
    parameters.map(({ id }) => id),
    ['request/project_id', 'request/thing_id'],
  );
  assert.equal(envelope.id, 'response/envelope');
  assert.deepEqual(
    envelope.members.map(({ id }) => id),
    ['id', 'count', 'acl:owner', 'colour', 'url'].map(name => `response/${name}`),
  );
  assert.deepEqual(
    envelope.members.map(({ place }) => place.line),
    [19, 21, 23, 25, 27],
  );
  assert.deepEqual(
    statuses.map(({ code, normal, phrase }) => [code, normal, phrase]),
    [
      [200, true, ''],
      [404, false, 'Not Found'],
    ],
  );
  assert.equal(witness.placeOf('/thing/count').line, 37);
});

test('a page that agrees with itself has no contradictions', () => {
  assert.deepEqual(contradictions({}), []);
});

test('each kind of contradiction is found', () => {
  assert.deepEqual(contradictions({ count: null }), ['null/count']);
  assert.deepEqual(contradictions({ count: '1' }), ['type/count']);
  assert.deepEqual(contradictions({ count: 1.5 }), ['type/count']);
  assert.deepEqual(contradictions({ colour: 'green' }), ['values/colour']);
  assert.deepEqual(contradictions({ size: 1 }), ['undocumented/size']);
  assert.deepEqual(contradictions({ count: undefined }), ['absent/count']);
  assert.deepEqual(contradictions({ 'acl:owner': undefined, 'acl:holder': 'me' }), ['name/acl:owner']);
  assert.deepEqual(contradictions({ url: 'http://a.test/v2/p/things/x' }), ['version/url']);
});

test('both sides of a contradiction have a place', () => {
  const [found] = contradictionsOf(facts({ count: null }));
  assert.deepEqual(found?.places, [
    { file: 'thing.rst', line: 21 },
    { file: 'thing.rst', line: 37 },
  ]);
});

const headed = (body: string): string => `# seen\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${body}\n`;

test('an observation deviates as the example contradicts', () => {
  const observed = witnessFromObservation(
    'seen.txt',
    headed(JSON.stringify({ thing: { ...thing, count: null, more: 1 } })),
  );
  const found = deviationsOf(facts({}), observed);
  assert.deepEqual(
    found.map(({ id }) => id),
    ['null/count', 'undocumented/more'],
  );
  assert.deepEqual(found[0]?.places[1], { file: 'seen.txt', line: 5 });
});

test('an observation without a JSON body is refused with its line', () => {
  assert.throws(
    () => witnessFromObservation('seen.txt', headed('<html>')),
    (error: unknown) => {
      return error instanceof ObservationError && error.message.startsWith('seen.txt:5: ');
    },
  );
  assert.throws(() => witnessFromObservation('seen.txt', '# nothing'), ObservationError);
});

test('a page that states too little is refused with a place', () => {
  const without = (what: RegExp, text = smallPage(example({}))): string => text.replace(what, '');
  for (const text of [without(/^GET.*$/m), without(/\.\. code-block::[\s\S]*?(?=Status)/), without(/Response\n-+/)]) {
    assert.throws(() => factsOf(readPage('thing.rst', text)), FactsError);
  }
  const unknown = smallPage(example({})).replace('| int ', '| odd ');
  assert.throws(() => factsOf(readPage('thing.rst', unknown)), /^FactsError: thing\.rst:21: unknown type "odd"/);
});

test('children of a parent in the same table are nested as the example shows', () => {
  const rows = [
    ['thing', 'dict', 'T'],
    ['id', 'string', 'I'],
    ['parts', 'list<dict>', 'P'],
    ['name', 'string', 'N'],
    ['last', 'string', 'L'],
  ] as const;
  const nested = factsOf(
    readPage('thing.rst', smallPage('{"thing": {"id": "x", "parts": [{"name": "n"}], "last": "l"}}', rows)),
  );
  assert.deepEqual(
    nested.envelope.members.map(({ id }) => id),
    ['response/id', 'response/parts', 'response/last'],
  );
  assert.deepEqual(
    nested.envelope.members[1]?.members.map(({ id }) => id),
    ['response/parts/item/name'],
  );
});
