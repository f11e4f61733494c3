import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remarksOn } from '../../src/comparison/comparable.ts';
import { changesBetween } from '../../src/comparison/comparison.ts';
import { writtenRun } from '../../src/comparison/conformance-content.ts';
import { against } from '../../src/matrix/against.ts';
import { matrixOf } from '../../src/matrix/join.ts';
import type { MatrixEntry } from '../../src/matrix/matrix-entry.ts';
import { releases } from './release-entries.ts';

const [victoria, zed] = releases as readonly [MatrixEntry, MatrixEntry];

/** A release without the first of its checks. */
const part: MatrixEntry = { ...zed, report: { ...zed.report, checks: zed.report.checks.slice(1) } };

for (const [name, baseline, current] of [
  ['Zed after Victoria', victoria, zed],
  ['Victoria after Zed', zed, victoria],
  ['a release after itself', zed, zed],
  ['a new check', part, zed],
  ['a removed check', zed, part],
] as const) {
  test(`${name}: one column against another says what a comparison of the runs says`, () => {
    const matrix = matrixOf([baseline, current], [], 'test');
    const pair = { baseline: writtenRun(baseline.report), current: writtenRun(current.report) };
    const expected = changesBetween(pair, { scope: 'all' });
    const found = against(matrix, 0, 1);
    const byId = (changes: readonly { readonly id: string }[]) =>
      changes.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    assert.deepEqual(byId([...found.changes.values()]), byId(expected.changes));
    assert.equal(found.unchanged, expected.unchanged);
    assert.deepEqual(found.remarks, remarksOn(pair));
    assert.equal(
      found.sums.reduce((sum, [, number]) => sum + number, 0),
      expected.changes.length,
    );
  });
}

test('that runs cannot be compared is said', () => {
  const simulated = { ...zed.report, target: { ...zed.report.target, name: 'mock', simulated: true } };
  const matrix = matrixOf([zed, { ...zed, report: simulated }], [], 'test');
  assert.match(
    against(matrix, 0, 1).remarks[0] ?? '',
    /^CURRENT is of the embedded service and BASELINE of a live one/,
  );
});
