import assert from 'node:assert/strict';
import { test } from 'node:test';
import { against } from '../../src/matrix/against.ts';
import { matrixOf } from '../../src/matrix/join.ts';
import { findingAt } from '../../src/matrix/matrix.ts';
import { parseQuery } from '../../src/matrix/query.ts';
import { selector } from '../../src/matrix/selection.ts';
import { releases } from './release-entries.ts';

const matrix = matrixOf(releases, [], 'test');
const select = selector(matrix);
const selected = (query: string) => select(parseQuery(query));
/** The ids of the selected rows, below the API's version. */
const ids = (query: string): string[] =>
  selected(query).rows.map(row => (matrix.rows[row]?.id ?? '').replace('vbs/v3/', ''));

test('without a query everything is selected', () => {
  const { rows, columns, isMet } = selected('');
  assert.equal(rows.length, matrix.rows.length);
  assert.deepEqual(columns, [0, 1, 2]);
  assert.equal(isMet, undefined);
});

test('a row is selected if one of its cells meets all conditions on cells', () => {
  const { rows, isMet } = selected('verdict:failed evidence:observed');
  assert.ok(rows.length > 0 && rows.length < matrix.rows.length);
  for (const [index, row] of matrix.rows.entries()) {
    const met = [0, 1, 2].map(column => {
      const finding = findingAt(matrix, row, column);
      return finding?.verdict === 'failed' && finding.evidence === 'observed';
    });
    assert.deepEqual(
      [0, 1, 2].map(column => isMet?.(index, column)),
      met,
      row.id,
    );
    assert.equal(rows.includes(index), met.includes(true), row.id);
  }
});

test('a condition that is turned round selects all other cells', () => {
  const [has, hasNot] = [selected('verdict:passed').isMet, selected('-verdict:passed').isMet];
  for (const index of matrix.rows.keys())
    for (const column of [0, 1, 2]) assert.notEqual(has?.(index, column), hasNot?.(index, column));
});

test('Victoria shows backups to a user without a role, and later releases do not', () => {
  assert.deepEqual(ids('is:different verdict:failed op:show-backup'), [
    'show-backup/status/403',
    'show-backup/refusal/no-role',
    'show-backup/refusal/no-data',
  ]);
  assert.deepEqual(ids('is:different is:same'), []);
  assert.deepEqual(ids('is:different vendor:zed'), []);
  assert.deepEqual(selected('vendor:zed,2025').columns, [1, 2]);
  assert.deepEqual(selected('-vendor:zed').columns, [0, 2]);
});

test('kinds, levels, profiles and operations select rows', () => {
  assert.ok(ids('kind:links op:list-backups').every(id => id.startsWith('list-backups/links/')));
  assert.deepEqual(ids('profile:front op:show-backup kind:statuses'), [
    'show-backup/status/407',
    'show-backup/status/408',
    'show-backup/status/501',
  ]);
  assert.equal(ids('level:must').length + ids('level:should,may').length, matrix.rows.length);
});

test('a text is looked for in facts, citations and findings', () => {
  assert.ok(ids('"show-backup/status/404"').includes('show-backup/status/404'));
  assert.ok(ids('"got 200, which proves nothing"').length > 0);
  assert.deepEqual(ids('"no release says this"'), []);
});

test('changes are selected where columns are compared', () => {
  const { changes } = against(matrix, 0, 1);
  const chosen = { columns: [0, 1], changes };
  assert.equal(select(parseQuery('is:changed'), chosen).rows.length, changes.size);
  const fixes = select(parseQuery('change:fix'), chosen).rows;
  assert.ok(fixes.length > 0 && fixes.length < changes.size);
  assert.deepEqual(select(parseQuery('is:changed')).rows, []);
});
