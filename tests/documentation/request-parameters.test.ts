import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
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
