import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Page } from '../../src/documentation/page.ts';
import { readPage } from '../../src/documentation/reader.ts';

function readUri(...lines: readonly string[]): Page {
  return readPage('a.rst', `Title\n=====\n\nURI\n---\n\n${lines.join('\n')}\n\nRequest\n-------\n\nGET /not/here\n`);
}

function operations(...lines: readonly string[]): readonly string[] {
  const page = readUri(...lines);
  assert.deepEqual(page.findings, []);
  return page.operations.map(({ method, path, line }) => `${line} ${method} ${path}`);
}

suite('operations', () => {
  test('in a paragraph', () => assert.deepEqual(operations('GET /v1/a/{id}'), ['7 GET /v1/a/{id}']));
  test('in a list item', () => assert.deepEqual(operations('- URI format', '', '  PUT /a'), ['9 PUT /a']));
  test('as a literal', () => assert.deepEqual(operations('``DELETE /a``'), ['7 DELETE /a']));
  test('with escapes', () => assert.deepEqual(operations('GET /a\\_/{b\\_}'), ['7 GET /a_/{b_}']));
  test('with a query', () => assert.deepEqual(operations('GET /a?usage=True'), ['7 GET /a?usage=True']));
  test('with a host', () => assert.deepEqual(operations('POST https://{host}/a'), ['7 POST https://{host}/a']));
  test('several lines', () => assert.deepEqual(operations('GET /a', 'POST /b'), ['7 GET /a', '8 POST /b']));
  test('in a code block', () => assert.deepEqual(operations('::', '', '  GET /a'), ['9 GET /a']));
  test('not in an example', () => {
    assert.deepEqual(operations('GET /a', '', '- Example request', '', '  ::', '', '    GET /a?limit=10'), [
      '7 GET /a',
    ]);
  });
});

suite('operations in two lines', () => {
  test('the path first', () => {
    assert.deepEqual(operations('- URI format', '', '  PATH: /a/{id}', '', '  Method: GET'), ['9 GET /a/{id}']);
  });
  test('the method first', () => assert.deepEqual(operations('Method: GET', '', 'PATH: /a'), ['7 GET /a']));
  test('in one paragraph', () => assert.deepEqual(operations('Method: GET', 'Path: /a'), ['7 GET /a']));
  test('marked up', () => assert.deepEqual(operations('**METHOD**: GET', '', '**path** : ``/a``'), ['7 GET /a']));
  test('in list items', () => assert.deepEqual(operations('- Method: PUT', '- PATH: /a'), ['7 PUT /a']));
  test('in a code block', () => {
    assert.deepEqual(operations('::', '', '  Method: GET', '  PATH: /a?b={b}'), ['9 GET /a?b={b}']);
  });
  test('several, beside one in a line', () => {
    const lines = ['PATH: /a', 'Method: GET', 'PUT /b', 'PATH: /c', 'Method: POST'];
    assert.deepEqual(operations(...lines), ['7 GET /a', '9 PUT /b', '10 POST /c']);
  });
});

suite('operations with findings', () => {
  test('a page without URI section', () => {
    assert.deepEqual(readPage('a.rst', 'Title\n=====\n\nGET /a\n').findings, [
      {
        line: 1,
        column: 1,
        rule: 'page/no-operation',
        sentence: 'the page names no operation; expected a line such as "GET /v3/{id}" in a section "URI".',
      },
    ]);
  });
  test('a URI section without URI', () => {
    assert.deepEqual(
      readUri('none').findings.map(finding => finding.line),
      [4],
    );
  });
  test('a line without its other half', () => {
    const { operations: read, findings } = readUri(
      'Method: GET',
      'Method: PUT',
      'PATH: /a',
      '',
      'PATH: /b',
      'PATH: /c',
    );
    assert.deepEqual(
      read.map(({ method, path }) => `${method} ${path}`),
      ['PUT /a', 'GET /b'],
    );
    assert.deepEqual(findings, [
      {
        line: 12,
        column: 1,
        rule: 'page/half-operation',
        sentence: '"PATH: /c" is only half of an operation; expected the lines "Method: GET" and "PATH: /v3/{id}".',
      },
    ]);
  });
  test('a URI line that is none', () => {
    const [first] = readUri('GET /a', '', 'GET v1/a b').findings;
    assert.deepEqual([first?.line, first?.column, first?.rule], [9, 1, 'page/bad-uri-line']);
    assert.match(first?.sentence ?? '', /"GET v1\/a b" is not a URI line; expected a method, a space and a path/);
    for (const line of ['Method: any', 'PATH: /a b']) {
      assert.deepEqual(
        readUri(line).findings.map(({ rule }) => rule),
        ['page/no-operation', 'page/bad-uri-line'],
      );
    }
  });
});
