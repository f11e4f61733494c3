import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { factsOf } from '../../src/documentation/facts.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { findingsIn, readFacts } from './read-facts.ts';
import { pageOf, smallPage } from './small-page.ts';

const thing = { id: 'x', count: 1, 'acl:owner': 'me', colour: 'red', url: 'http://a.test/v3/p/things/x' };
const whole = smallPage(JSON.stringify({ thing }, null, 1));

test('facts have their file and line', () => {
  const { body, operation, parameters, statuses, success, example: witness } = readFacts(whole);
  assert.equal(operation.path, '/v3/{project_id}/things/{thing_id}');
  assert.deepEqual(
    parameters.map(({ id, mandatory }) => [id, mandatory]),
    [
      ['request/project_id', true],
      ['request/thing_id', true],
    ],
  );
  assert.deepEqual([body.root.id, body.root.name, body.envelope?.id], ['response', '', 'response/envelope']);
  assert.deepEqual(body.root.members, [body.envelope]);
  assert.deepEqual(
    body.envelope?.members.map(({ id }) => id),
    ['id', 'count', 'acl:owner', 'colour', 'url'].map(name => `response/${name}`),
  );
  assert.deepEqual(
    body.envelope?.members.map(({ place }) => place.line),
    [19, 21, 23, 25, 27],
  );
  assert.equal(success, 200);
  assert.deepEqual(
    statuses.map(({ code, normal, phrase }) => [code, normal, phrase]),
    [
      [200, true, ''],
      [404, false, 'Not Found'],
    ],
  );
  assert.equal(witness.placeOf('/thing/count').line, 37);
});

test('success is the first normal status from 200 to 299', () => {
  const page = (normal: string): string => whole.replace('   200\n', `   ${normal}\n`);
  assert.equal(readFacts(page('300\n\n   202\n\n   200')).success, 202);
  assert.deepEqual(findingsIn(page('300')), ['49:4 facts/no-success-status']);
});

test('scheme and host of a URL are not part of the path', () => {
  const { operation, parameters } = readFacts(whole.replace('GET /v3', 'GET https://{endpoint}/v3'));
  assert.equal(operation.path, '/v3/{project_id}/things/{thing_id}');
  assert.equal(parameters.length, 2);
});

suite('what is essential and missing is a finding, and there are no facts', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['an operation', whole.replace(/^GET.*$/m, ''), ['4:1 page/no-operation']],
    ['a read operation', whole.replace('GET', 'PUT'), ['7:1 facts/no-read-operation']],
    ['an example', whole.replace(/\.\. code-block::[\s\S]*?(?=Status)/, '\n'), ['1:1 facts/no-example']],
    ['an example in JSON', whole.replace('"count": 1', '"count": one'), ['34:7 facts/no-json-example']],
    [
      'an example of success',
      smallPage('{"error": {"code": "404", "message": "gone"}}'),
      ['34:7 facts/no-success-example'],
    ],
    ['a table of fields', whole.replace('| Type ', '| Kind '), ['34:7 facts/no-response-table']],
    ['a section about the response', whole.replace(/Response\n-+/, ''), ['1:1 facts/no-example']],
    [
      'the name of a field',
      pageOf({ tables: { T: [['\\ ', 'int', 'x']] }, example: '{}' }),
      ['17:6 facts/nameless-field'],
    ],
  ];
  for (const [what, text, findings] of cases) {
    test(what, () => {
      assert.deepEqual(findingsIn(text), findings);
      assert.equal(factsOf(readPage('thing.rst', text)).facts, undefined);
    });
  }
});

test("a page's own findings are among those of its facts", () => {
  assert.deepEqual(findingsIn(whole.replace('404 Not Found  Gone', '40 Not Found   Gone')), [
    '56:4 page/bad-status-code',
  ]);
});

test('a query is not part of the path', () => {
  const { operation, query } = readFacts(whole.replace('{thing_id}\n', '{thing_id}?limit={limit}\n'));
  assert.equal(operation.path, '/v3/{project_id}/things/{thing_id}');
  assert.deepEqual(
    query.map(({ id }) => id),
    ['request/limit'],
  );
});

test('an operation in two lines has facts like any other', () => {
  const pair = whole.replace('GET /v3', 'Method: GET\n\nPATH: /v3');
  const { operation, parameters } = readFacts(pair);
  assert.deepEqual([operation.method, operation.path], ['GET', '/v3/{project_id}/things/{thing_id}']);
  assert.deepEqual([operation.place.line, parameters.length], [7, 2]);
});

test('several operations are a finding', () => {
  assert.deepEqual(findingsIn(whole.replace('{thing_id}\n', '{thing_id}\nGET /v3/more\n')), [
    '8:1 facts/several-operations',
  ]);
});
