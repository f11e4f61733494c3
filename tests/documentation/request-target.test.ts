import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { requestTarget } from '../../src/documentation/request-target.ts';

function target(shown: string): readonly [string, readonly string[]] {
  const { path, query } = requestTarget({ method: 'GET', path: shown, line: 1, column: 1 });
  return [path, [...query]];
}

suite('the target of a request', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['/a/{id}', '/a/{id}', []],
    ['/a?limit={limit}&offset={offset}', '/a', ['limit', 'offset']],
    ['/a?usage=True', '/a', ['usage']],
    ['/a?all', '/a', ['all']],
    ['/a?b=c=d&&b=?e', '/a', ['b']],
    ['/a?', '/a', []],
    ['https://{endpoint}/a?b={b}', '/a', ['b']],
    ['https://{endpoint}?next=/a', '', ['next']],
  ];
  for (const [shown, path, query] of cases) {
    test(shown, () => assert.deepEqual(target(shown), [path, query]));
  }
});
