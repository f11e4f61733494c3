import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { contentIn, contentName, isOneResource, nothingToJudge } from '../../src/contract/body.ts';
import { bodySchema } from '../../src/contract/body-schema.ts';
import { checkableFacts } from '../../src/contract/checkable-facts.ts';
import type { Contract, Strictness } from '../../src/contract/contract.ts';
import { derivedFiles } from '../../src/contract/derived-files.ts';
import { contractOf } from '../../src/contract/join.ts';
import { notesOf, parseNotes } from '../../src/contract/notes.ts';
import { openApiOf } from '../../src/contract/openapi.ts';
import { readFacts } from '../documentation/read-facts.ts';
import { type FieldRow, pageOf } from '../documentation/small-page.ts';

const item: readonly FieldRow[] = [
  ['id', 'string', 'ID'],
  ['size', 'int', 'How much'],
  ['things_links', 'list<dict>', 'Where to go on'],
];

const list = pageOf({
  query: [
    ['limit', 'No', 'int', 'At most so many'],
    ['ids', 'Yes', 'list', 'Only these'],
  ],
  tables: { Fields: [['things', 'list<dict>', 'The things']], '**thing** field description': item },
  example: '{"things": [{"id": "x", "size": 1}], "things_links": [{}]}',
  normal: '203',
});
const bare = pageOf({ tables: { Fields: item.slice(0, 2) }, example: '{"id": "x", "size": 1}' });
const bareList = pageOf({ tables: { Fields: item.slice(0, 2) }, example: '[{"id": "x", "size": 1}]' });

const notes = `
rulings:
  - on: [place/things_links]
    decision: other-place
    reason: because
  - on: [null/size]
    decision: nullable
    reason: because
meanings: []
steady: { always: [], while: [] }
confidential: []
media-type: { value: application/json, cites: [] }
`;

const contractFor = (page: string, strictness: Strictness = 'ruled'): Contract =>
  contractOf('a/v3/list-things', readFacts(page), notesOf('thing.yaml', parseNotes('thing.yaml', notes)), strictness);

/** Which of the values the schema accepts, as a stranger's strict ajv compiles it. */
const accepted = (page: string, values: readonly unknown[], strictness?: Strictness): readonly boolean[] => {
  const ajv = new Ajv({ strict: true, strictRequired: true, strictTypes: true, allowUnionTypes: true });
  const validate = ajv.compile(bodySchema(contractFor(page, strictness)));
  return values.map(value => validate(value));
};

suite('schemas', () => {
  test('of a list in an envelope, with a field in the other place as ruled', () => {
    const links = { things_links: [] };
    const values = [
      { things: [{ id: 'x', size: null, more: 1 }], ...links },
      { things: [], ...links },
      { things: [{ id: 'x', size: 1 }] },
      { things: [{ id: 'x' }], ...links },
      { things: ['x'], ...links },
      { things: {}, ...links },
      [],
    ];
    assert.deepEqual(accepted(list, values), [true, true, false, false, false, false, false]);
    assert.deepEqual(accepted(list, [{ things: [{ id: 'x', size: 1, ...links }] }], 'literal'), [true]);
  });

  test('of a body without an envelope', () => {
    assert.deepEqual(accepted(bare, [{ id: 'x', size: null }, { id: 'x' }, [], { id: 1, size: 1 }]), [
      true,
      false,
      false,
      false,
    ]);
  });

  test('of a body that is a list', () => {
    assert.deepEqual(accepted(bareList, [[], [{ id: 'x', size: 2 }], [{ id: 'x' }], [[]], {}]), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('have the status of success in title, id and path', () => {
    const contract = contractFor(list);
    const { $id, title } = bodySchema(contract);
    assert.deepEqual(
      [$id, title],
      ['urn:vbs-conformance:a/v3/list-things:203', 'Showing a Thing: the answer with status 203'],
    );
    assert.equal(derivedFiles(contract)[0]?.path, 'a/v3/list-things.203.schema.json');
  });
});

suite('bodies', () => {
  const found = (page: string, value: unknown): unknown => contentIn(contractFor(page).body, value);

  test('with a list in an envelope', () => {
    const { body } = contractFor(list);
    assert.deepEqual(
      [isOneResource(body), contentName(body), nothingToJudge(body)],
      [false, 'things', 'no things list to judge'],
    );
    assert.deepEqual(
      [found(list, { things: [1] }), found(list, { things: {} }), found(list, [])],
      [[1], undefined, undefined],
    );
    assert.deepEqual(
      body.root.members.map(({ names }) => names),
      [['things'], ['things_links']],
    );
    assert.equal(body.root.members[1]?.cites[1]?.clause, 'because', 'the ruling is cited');
  });

  test('without an envelope', () => {
    const { body } = contractFor(bare);
    assert.deepEqual([isOneResource(body), contentName(body), body.envelope], [true, 'resource', undefined]);
    assert.equal(body.root.cites[0]?.clause, 'the body is documented as dict');
    assert.deepEqual([found(bare, { id: 1 }), found(bare, [])], [{ id: 1 }, undefined]);
  });

  test('that are a list', () => {
    assert.equal(isOneResource(contractFor(bareList).body), false);
    assert.deepEqual([found(bareList, [1]), found(bareList, {})], [[1], undefined]);
  });

  test('whose content has no documented members', () => {
    const free = (word: string): string =>
      pageOf({ tables: { Fields: [['tags', word, 'Free']] }, example: '{"tags": {}}' });
    assert.equal(isOneResource(contractFor(free('dict')).body), true);
    assert.deepEqual(found(free('dict'), { tags: { a: 1 } }), { a: 1 });
    assert.deepEqual(found(free('list'), { tags: ['a'] }), ['a']);
  });
});

test('checkable facts are the fields of every shape, and no parameters of a query', () => {
  const ids = (page: string): readonly string[] => checkableFacts(contractFor(page)).map(({ id }) => id);
  const around = (...fields: readonly string[]) => ['operation', 'request/project_id', ...fields, 'status/404'];
  assert.deepEqual(
    ids(list).filter(id => id !== 'status/203'),
    around('response/envelope', 'response/id', 'response/size', 'response/things_links'),
  );
  for (const page of [bare, bareList]) {
    assert.deepEqual(
      ids(page).filter(id => id !== 'status/200'),
      around('response', 'response/id', 'response/size'),
    );
  }
});

test('the OpenAPI document of every shape is valid, parameters of the query included', async () => {
  for (const page of [list, bare, bareList]) {
    const { valid, errors } = await new Validator().validate(openApiOf(contractFor(page)));
    assert.equal(valid, true, JSON.stringify(errors));
  }
  const parameters = openApiOf(contractFor(list)).paths?.['/v3/{project_id}/things']?.get?.parameters;
  assert.deepEqual(
    parameters?.map(one => ('in' in one ? [one.in, one.name, one.required, one.schema] : one)),
    [
      ['path', 'project_id', true, { type: 'string' }],
      ['query', 'limit', false, { type: 'integer' }],
      ['query', 'ids', true, { type: 'array', items: {} }],
    ],
  );
});
