import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { contradictionsOf, deviationsOf } from '../../src/documentation/contradictions.ts';
import { witnessFromObservation } from '../../src/documentation/witness.ts';
import { readFacts } from './read-facts.ts';
import { pageOf, smallPage } from './small-page.ts';

const thing = { id: 'x', count: 1, 'acl:owner': 'me', colour: 'red', url: 'http://a.test/v3/p/things/x' };
const example = (change: object): string => JSON.stringify({ thing: { ...thing, ...change } }, null, 1);
const facts = (change: object) => readFacts(smallPage(example(change)));
const contradictions = (change: object): string[] => contradictionsOf(facts(change)).map(({ id }) => id);
const seen = (value: unknown) =>
  witnessFromObservation(
    'seen.txt',
    `# seen\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${JSON.stringify(value)}\n`,
  );

suite('one resource in an envelope', () => {
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

  test('an observation deviates as the example contradicts', () => {
    const found = deviationsOf(facts({}), seen({ thing: { ...thing, count: null, more: 1 } }));
    assert.deepEqual(
      found.map(({ id }) => id),
      ['null/count', 'undocumented/more'],
    );
    assert.deepEqual(found[0]?.places[1], { file: 'seen.txt', line: 5 });
  });

  test('without the envelope nothing else is said', () => {
    for (const value of [{}, [], { thing: [] }, { thing: 'x' }, 1, null]) {
      const found = deviationsOf(facts({}), seen(value));
      assert.deepEqual(
        found.map(({ id }) => id),
        ['envelope'],
        JSON.stringify(value),
      );
    }
  });

  test('an object without documented members may have any', () => {
    const free = smallPage('{"thing": {"tags": {"a": 1}}}', [
      ['thing', 'dict', 'T'],
      ['tags', 'dict', 'Whatever you like'],
    ]);
    assert.deepEqual(contradictionsOf(readFacts(free)), []);
  });
});

suite('a list of resources with members beside it', () => {
  const list = (shown: unknown): string =>
    pageOf({
      tables: {
        'Parameter description': [
          ['things', 'list<thing>', 'The things'],
          ['count', 'int', 'How many'],
        ],
        '**thing** field description': [
          ['id', 'string', 'ID'],
          ['things_links', 'list<dict>', 'Where to go on'],
        ],
      },
      example: JSON.stringify(shown, null, 1),
    });
  const links = [{ href: 'http://a.test/v3/things', rel: 'next' }];
  const found = (shown: unknown) => contradictionsOf(readFacts(list(shown)));

  test('what both sides have in the same place is no contradiction', () => {
    assert.deepEqual(found({ things: [{ id: 'x', things_links: links }], count: 1 }), []);
  });

  test('documented in the item, shown beside the list', () => {
    const [one, ...others] = found({ things: [{ id: 'x' }], things_links: links, count: 1 });
    assert.deepEqual(others, []);
    assert.equal(one?.id, 'place/things_links');
    assert.equal(
      one?.statement,
      '`things_links` is documented in the resource, but the answer has it next to the envelope',
    );
    assert.deepEqual([one?.field, one?.places[0].line, one?.places[1].line], ['response/things_links', 29, 42]);
  });

  test('documented beside the list, shown in the item', () => {
    const all = found({
      things: [
        { id: 'x', things_links: links },
        { id: 'y', things_links: links, count: 1 },
      ],
    });
    assert.deepEqual(
      all.map(({ id }) => id),
      ['place/count', 'absent/count'],
    );
    assert.equal(
      all[0]?.statement,
      '`count` is documented next to the envelope, but the answer has it in the resource',
    );
  });

  test('shown in both places, the one beside is undocumented', () => {
    const all = found({ things: [{ id: 'x', things_links: links }], things_links: links, count: 1 });
    assert.deepEqual(
      all.map(({ id }) => id),
      ['undocumented/things_links'],
    );
  });

  test('an observation is compared likewise, and every item of it', () => {
    const facts = readFacts(list({ things: [{ id: 'x', things_links: links }], count: 1 }));
    const observed = seen({ things: [{ id: 'x' }, { id: null }], things_links: links, count: '2', more: 1 });
    assert.deepEqual(
      deviationsOf(facts, observed).map(({ id }) => id),
      ['place/things_links', 'null/id', 'type/count', 'undocumented/more'],
    );
  });
});

suite('a body without an envelope', () => {
  const rows = [
    ['id', 'string', 'ID'],
    ['size', 'int', 'How much'],
  ] as const;
  const page = (example: string): string => pageOf({ tables: { Fields: rows }, example });

  test('is compared as it is', () => {
    const facts = readFacts(page('{"id": "x", "size": null}'));
    assert.deepEqual(
      contradictionsOf(facts).map(({ id }) => id),
      ['null/size'],
    );
    assert.deepEqual(
      deviationsOf(facts, seen([])).map(({ id, statement }) => [id, statement]),
      [['envelope', 'the body is documented as dict, but the answer has another']],
    );
  });

  test('is compared item by item where it is a list', () => {
    const facts = readFacts(page('[{"id": "x", "size": 1}, {"id": "y"}]'));
    assert.deepEqual(
      contradictionsOf(facts).map(({ id }) => id),
      ['absent/size'],
    );
    assert.deepEqual(
      deviationsOf(facts, seen({})).map(({ id }) => id),
      ['envelope'],
    );
  });
});
