import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findingsIn, idsBelow, readFacts } from './read-facts.ts';
import { type FieldRow, pageOf } from './small-page.ts';

const bodyOf = (tables: Readonly<Record<string, readonly FieldRow[]>>, example: unknown) =>
  readFacts(pageOf({ tables, example: JSON.stringify(example, null, 1) })).body;

suite('a list in an envelope', () => {
  const item: readonly FieldRow[] = [
    ['id', 'string', 'ID'],
    ['links', 'list<link>', 'Addresses'],
  ];
  const link: readonly FieldRow[] = [
    ['href', 'string', 'An address'],
    ['rel', 'string', 'What **href.** is, **self** for one'],
  ];
  const things: FieldRow = ['things', 'list<dict>', 'The things'];
  const links = [{ href: 'http://a.test/v3/things/x', rel: 'self' }];
  const ids = [
    'response/envelope',
    'response/id',
    'response/links',
    'response/links/item/href',
    'response/links/item/rel',
  ];

  test('with the fields of an item in a table of its own', () => {
    const tables = { Fields: [things], '**thing** field description': item, '**link** field description': link };
    const { root, envelope } = bodyOf(tables, { things: [{ id: 'x', links }] });
    assert.deepEqual([root.type, envelope?.name, envelope?.type], ['object', 'things', 'array']);
    assert.deepEqual(idsBelow(root), ['response', ...ids]);
    assert.deepEqual(envelope?.membersPlace, { file: 'thing.rst', line: 22 });
  });

  test('with the fields of an item flat behind it', () => {
    const tables = { Fields: [things, ...item], '**link** field description': link };
    assert.deepEqual(idsBelow(bodyOf(tables, { things: [{ id: 'x', links }] }).root), ['response', ...ids]);
    assert.deepEqual(idsBelow(bodyOf(tables, { things: [] }).root), ['response', ...ids], 'even of an empty example');
  });

  test('with members beside it, before it and behind it', () => {
    const rows: readonly FieldRow[] = [
      ['count', 'int', 'How many there are'],
      things,
      ...item.slice(0, 1),
      ['things_links', 'list<dict>', 'Where to go on'],
      ...link,
      ['size', 'int', 'How much'],
    ];
    const { root, envelope } = bodyOf(
      { Fields: rows },
      { things: [{ size: 1, id: 'x' }], count: 1, things_links: links },
    );
    assert.deepEqual(
      root.members.map(({ id }) => id),
      ['response/count', 'response/envelope', 'response/things_links'],
    );
    assert.deepEqual(
      envelope?.members.map(({ id }) => id),
      ['response/id', 'response/size'],
    );
    assert.deepEqual(
      root.members[2]?.members.map(({ id }) => id),
      ['response/things_links/item/href', 'response/things_links/item/rel'],
    );
  });

  test('with a member that its table documents in the item, wherever the example has it', () => {
    const tables = {
      Fields: [things],
      '**thing** field description': item.slice(0, 1).concat([['count', 'int', 'C']]),
    };
    const { root } = bodyOf(tables, { things: [{ id: 'x' }], count: 1 });
    assert.deepEqual(idsBelow(root), ['response', 'response/envelope', 'response/id', 'response/count']);
  });

  test('rows that are nowhere in the example are beside an envelope of which the example shows other members', () => {
    const rows: readonly FieldRow[] = [
      ['tags', 'dict', 'Free'],
      ['error', 'dict', 'An error'],
    ];
    assert.deepEqual(
      bodyOf({ Fields: rows }, { tags: { key: 'value' } }).root.members.map(({ name }) => name),
      ['tags', 'error'],
    );
  });

  test('bold words that name a parameter are no values, and a full stop is none of theirs', () => {
    const tables = { Fields: [things, ...item], '**link** field description': link };
    const rel = bodyOf(tables, { things: [{ id: 'x', links }] }).envelope?.members[1]?.members[1];
    assert.deepEqual(rel?.words, ['self']);
  });
});

suite('a body without an envelope', () => {
  const rows: readonly FieldRow[] = [
    ['state', 'string', 'State'],
    ['parts', 'dict', 'Parts'],
    ['name', 'string', 'Name of the part'],
    ['size', 'int', 'Size'],
  ];

  test('is the resource itself, its objects nested', () => {
    const { root, envelope } = bodyOf({ Fields: rows }, { state: 'done', parts: { name: 'n' }, size: 1 });
    assert.equal(envelope, undefined);
    assert.deepEqual([root.type, root.documentedType, root.place.line], ['object', 'dict', 14]);
    assert.deepEqual(idsBelow(root).slice(1), [
      'response/state',
      'response/parts',
      'response/parts/name',
      'response/size',
    ]);
  });

  test('may be a number alone', () => {
    const { root, envelope } = bodyOf({ Fields: [['count', 'int', 'How many']] }, { count: 1 });
    assert.deepEqual([envelope, idsBelow(root)], [undefined, ['response', 'response/count']]);
  });

  test('may be a list', () => {
    const { root, envelope } = bodyOf({ Fields: rows }, [{ state: 'done', parts: { name: 'n' }, size: 1 }]);
    assert.deepEqual([envelope, root.type], [undefined, 'array']);
    assert.deepEqual(
      root.members.map(({ id }) => id),
      ['response/state', 'response/parts', 'response/size'],
    );
  });
});

test('what stands beside the only object or list decides whether it is an envelope', () => {
  const text = (name: string): FieldRow => [name, 'string', 'T'];
  const part: FieldRow = ['part', 'dict', 'P'];
  const parts: FieldRow = ['parts', 'list<dict>', 'P'];
  const cases: readonly (readonly [readonly FieldRow[], unknown, string | undefined])[] = [
    [[part, text('id'), text('name'), text('request')], { part: { id: 'x', name: 'n' }, request: 'r' }, 'part'],
    [[parts, text('id'), text('next_page')], { parts: [{ id: 'x' }], next_page: 'p' }, 'parts'],
    [[text('total'), parts, text('id')], { parts: [{ id: 'x' }], total: 1 }, 'parts'],
    [[part, text('a'), text('state'), text('id')], { part: { a: 'x' }, state: 's', id: 'i' }, undefined],
    [[text('state'), part, text('a'), text('b')], { state: 's', part: { a: 'x', b: 'y' } }, undefined],
    [[text('state'), ['links', 'list<dict>', 'L']], { state: 's', links: [] }, undefined],
    [[part, parts], { part: {}, parts: [] }, undefined],
    [[text('id')], { undocumented: { id: 'x' } }, undefined],
  ];
  for (const [rows, example, envelope] of cases) {
    assert.equal(bodyOf({ Fields: rows }, example).envelope?.name, envelope, JSON.stringify(example));
  }
});

test('a type that a table describes is an object', () => {
  const tables: Readonly<Record<string, readonly FieldRow[]>> = {
    Fields: [['thing', 'thing_resp', 'T']],
    'Table 2 Parameter description of field thing_resp': [['owner', 'list<owner>', 'O']],
    'Parameters in the **owner** field': [['id', 'string', 'I']],
  };
  const { root } = bodyOf(tables, { thing: { owner: [{ id: 'x' }] } });
  assert.deepEqual(idsBelow(root).slice(1), ['response/envelope', 'response/owner', 'response/owner/item/id']);
});

suite('what cannot be placed is a finding', () => {
  const tables = {
    Fields: [
      ['thing', 'dict', 'T'],
      ['id', 'string', 'I'],
    ] as readonly FieldRow[],
  };
  const example = '{"thing": {"id": "x"}}';

  test('an unknown type, whose field is left out', () => {
    const rows: readonly FieldRow[] = [...tables.Fields, ['odd', 'oddity', 'O']];
    assert.deepEqual(findingsIn(pageOf({ tables: { Fields: rows }, example })), ['21:18 facts/unknown-type']);
  });

  test('a table that describes no field', () => {
    const more = { ...tables, '**nothing** field description': tables.Fields };
    assert.deepEqual(findingsIn(pageOf({ tables: more, example })), ['24:4 facts/unplaced-table']);
  });

  test('a field that is documented twice', () => {
    const rows: readonly FieldRow[] = [...tables.Fields, ['id', 'int', 'I']];
    assert.deepEqual(findingsIn(pageOf({ tables: { Fields: rows }, example })), ['21:6 facts/repeated-field']);
  });

  test('a field beside the envelope with the name of one in it', () => {
    const more = {
      Fields: tables.Fields.slice(0, 1).concat([['id', 'int', 'I']]),
      'thing field description': tables.Fields.slice(1),
    };
    assert.deepEqual(findingsIn(pageOf({ tables: more, example })), ['19:6 facts/repeated-field']);
  });
});
