import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { factsOf } from '../../src/documentation/facts.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { findingsIn, readFacts } from './read-facts.ts';
import { pageOf } from './small-page.ts';

const tables = {
  Fields: [
    ['things', 'list<dict>', 'T'],
    ['id', 'string', 'I'],
  ],
} as const;
const page = (...query: readonly (readonly string[])[]): string =>
  pageOf({ query, tables, example: '{"things": [{"id": "x"}]}' });

suite('parameters of the query', () => {
  test('are those that the path does not have', () => {
    const { parameters, query } = readFacts(
      page(
        ['project_id', 'Yes', 'string', 'Whose things'],
        ['limit', 'No', 'int', 'At most so many, as in **limit=10**'],
        ['state', 'Yes', 'string', 'Either **new** or **old**. See **limit**.'],
      ),
    );
    assert.deepEqual(
      parameters.map(({ name, mandatory, prose, place }) => [name, mandatory, prose, place.line]),
      [['project_id', true, 'Whose things', 14]],
    );
    const [limit, state] = query;
    assert.deepEqual(limit, {
      id: 'request/limit',
      name: 'limit',
      documentedType: 'int',
      type: 'integer',
      mandatory: false,
      since: undefined,
      prose: 'At most so many, as in limit=10',
      words: ['limit=10'],
      place: { file: 'thing.rst', line: 16 },
    });
    assert.deepEqual([state?.mandatory, state?.words], [true, ['new', 'old']]);
  });

  test('say from which version on they are there', () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['Fuzzy. This was added in version 3.31.', '3.31'],
      ['It is first available in version 3.45.', '3.45'],
      ['It is available in the 3.45 version.', '3.45'],
      ['It is introduced with version 3.7', '3.7'],
      ['Not available. Version 3.7 is old.', undefined],
      ['Version 3.1 is old. It was added in some version of 2020, in version 3.2.', '3.2'],
      ['It was added in 3.2. Use version 3.3.', undefined],
      ['At most 3.45 of them', undefined],
    ];
    const { query } = readFacts(page(...cases.map(([prose], index) => [`p${index}`, 'No', 'string', prose])));
    assert.deepEqual(
      query.map(({ since }) => since),
      cases.map(([, since]) => since),
    );
  });

  test('are not the fields of a header', () => {
    const text = page(['X-Auth-Token', 'Yes', 'string', 'A token']).replace('Request filter', 'Request header');
    assert.deepEqual(readFacts(text).query, []);
  });
});

suite('parameters that the operation shows in its query', () => {
  const shown = (path: string, ...query: readonly (readonly string[])[]): string =>
    pageOf({ path, query, tables, example: '{"things": [{"id": "x"}]}' });

  test('are there even when no table has them', () => {
    const { query } = readFacts(shown('/v2/{project_id}/things?limit={limit}&offset={offset}'));
    assert.deepEqual(
      query.map(({ name }) => name),
      ['limit', 'offset'],
    );
    assert.deepEqual(query[0], {
      id: 'request/limit',
      name: 'limit',
      documentedType: 'string',
      type: 'string',
      mandatory: false,
      since: undefined,
      prose: '',
      words: [],
      place: { file: 'thing.rst', line: 7 },
    });
  });

  test('are as their row says', () => {
    const text = shown('/v3/things?limit={limit}&all=1', ['state', 'No', 'string', 'S'], ['limit', 'Yes', 'int', 'L']);
    assert.deepEqual(
      readFacts(text).query.map(({ name, type, mandatory, place }) => [name, type, mandatory, place.line]),
      [
        ['state', 'string', false, 14],
        ['limit', 'integer', true, 16],
        ['all', 'string', false, 7],
      ],
    );
  });

  test('are strings where their row has no type', () => {
    const text = shown('/v3/things?limit={limit}', ['limit', 'Yes', 'int', 'L']).replace('| Type ', '| Kind ');
    assert.deepEqual(
      readFacts(text).query.map(({ name, documentedType, mandatory, prose }) => [
        name,
        documentedType,
        mandatory,
        prose,
      ]),
      [['limit', 'string', true, 'L']],
    );
  });

  test('are left out where their row cannot be read', () => {
    const text = shown('/v3/things?limit={limit}', ['limit', 'Yes', 'odd', 'L']);
    assert.deepEqual(findingsIn(text), ['14:30 facts/unknown-type']);
    assert.deepEqual(factsOf(readPage('thing.rst', text)).facts?.query, []);
  });

  test('are parameters of the path alone where the path has them, too', () => {
    const { parameters, query } = readFacts(shown('/v3/{project_id}/things/{id}?id={id}'));
    assert.deepEqual([parameters.map(({ name }) => name), query], [['project_id', 'id'], []]);
  });
});

suite('parameters that cannot be placed', () => {
  test('one of an unknown type', () => {
    assert.deepEqual(findingsIn(page(['limit', 'No', 'odd', 'L'])), ['14:30 facts/unknown-type']);
  });
  test('one that is documented twice', () => {
    assert.deepEqual(findingsIn(page(['limit', 'No', 'int', 'L'], ['limit', 'No', 'int', 'L'])), [
      '16:6 facts/repeated-parameter',
    ]);
  });
  test('one without type that the path lacks', () => {
    const text = page(['thing_id', 'No', 'int', 'L']).replace('| Type ', '| Kind ');
    assert.deepEqual(findingsIn(text), ['14:6 facts/no-parameter-type']);
  });
  test('a table below "Request"', () => {
    const text = page(['limit', 'No', 'int', 'L']).replace(
      'Response\n',
      'Request\n-------\n\n=== =========\nKey Parameter\n=== =========\na   b\n=== =========\n\nResponse\n',
    );
    assert.deepEqual(findingsIn(text), ['20:1 facts/unread-request']);
  });
});
