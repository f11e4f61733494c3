import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citesFile } from '../../src/contract/citation.ts';
import { matrixOf } from '../../src/matrix/join.ts';
import { findingAt, isOfOtherEdition, operationOfPage } from '../../src/matrix/matrix.ts';
import type { MatrixEntry } from '../../src/matrix/matrix-entry.ts';
import { releases } from './release-entries.ts';

const [victoria, zed] = releases as readonly [MatrixEntry, MatrixEntry];
const matrix = matrixOf(releases, [], 'test');

test('each verdict of each run is in its cell', () => {
  for (const [column, { report }] of releases.entries()) {
    const found = new Map(matrix.rows.map(row => [row.id, findingAt(matrix, row, column)?.verdict]));
    assert.equal(found.size, report.checks.length);
    for (const { id, verdict } of report.checks) assert.equal(found.get(id), verdict, id);
  }
});

test('rows are grouped by page and kind, in the order of the report', () => {
  const groups = matrix.rows.map(({ page, kind }) => `${operationOfPage(page)} ${kind}`);
  const begun = groups.filter((group, index) => group !== groups[index - 1]);
  assert.deepEqual(begun, [...new Set(begun)]);
  assert.equal(begun[0], 'list-backups statuses');
  assert.ok(matrix.rows.every(({ kind }) => kind !== 'others'));
});

test('only what did not pass brings its exchanges, bounded, and each once', () => {
  for (const [column, { exchanges }] of matrix.columns.entries()) {
    const named = new Set(matrix.rows.flatMap(row => findingAt(matrix, row, column)?.exchanges ?? []));
    assert.deepEqual(Object.keys(exchanges).sort(), [...named].sort());
    for (const { request, response, repeat } of Object.values(exchanges)) {
      for (const text of [request, response, repeat]) assert.ok(text.length < 16_000);
    }
  }
  const passed = matrix.findings.filter(({ verdict }) => verdict === 'passed');
  assert.ok(passed.every(({ exchanges }) => exchanges.length === 0));
});

test('each cited line is in a text of the matrix', () => {
  for (const { texts } of matrix.columns) {
    for (const { cites } of matrix.rows) {
      for (const { source, line } of cites.filter(cite => cite.line !== undefined && citesFile(cite))) {
        const lines = matrix.texts[texts[source] ?? -1]?.text.split('\n') ?? [];
        assert.ok((line ?? 0) <= lines.length, `${source}:${line}`);
      }
    }
  }
  assert.equal(matrix.texts.length, 6);
});

test('the latest edition of the columns is that of the matrix, and another one is marked', () => {
  const [old, today] = [
    { name: '2025-1', sha256: 'a'.repeat(64) },
    { name: '2026.1', sha256: 'b'.repeat(64) },
  ];
  const entries = [
    { ...victoria, edition: old },
    { ...victoria, edition: old },
    { ...zed, edition: today },
  ];
  const mixed = matrixOf(entries, [old, today, { name: 'later', sha256: 'c'.repeat(64) }], 'test');
  assert.equal(mixed.edition.name, '2026.1');
  assert.deepEqual(
    mixed.columns.map(one => isOfOtherEdition(mixed, one)),
    [true, true, false],
  );
  const unnamed = [old, old, today].map(
    (edition, index) =>
      ({ ...victoria, edition: { sha256: edition.sha256 }, judged: index ? 'as written' : 'by this suite' }) as const,
  );
  assert.equal(matrixOf(unnamed, [], 'test').edition.sha256, old.sha256);
});

test('a fact that one column alone was judged by is a row, and empty in the others', () => {
  const [first, ...others] = zed.report.checks;
  const joined = matrixOf([{ ...zed, report: { ...zed.report, checks: others } }, victoria], [], 'test');
  const row = joined.rows.find(({ id }) => id === first?.id);
  assert.deepEqual(
    row?.cells.map(cell => typeof cell),
    ['object', 'number'],
  );
});

test('rows are called as our own checks are, whatever a report calls them', () => {
  const checks = zed.report.checks.map(one => ({ ...one, title: 'all is well', level: 'MAY' as const, cites: [] }));
  const named = matrixOf([{ ...zed, report: { ...zed.report, checks } }, victoria], [], 'test');
  assert.deepEqual(
    named.rows.map(({ title, level, cites }) => ({ title, level, cites })),
    matrix.rows.map(({ title, level, cites }) => ({ title, level, cites })),
  );
});

test('a cell has the waivers of its check, and what they are not about', () => {
  const waiver = { id: 'no-405', reason: 'Unknown methods get 404.', owner: 'storage team', until: '2027-06-30' };
  const deviation = { place: 'status/405/patch', kind: 'status', expected: '405', got: '404' } as const;
  const checks = zed.report.checks.map(one => {
    if (!one.id.endsWith('/status/405')) return one;
    return {
      ...one,
      verdict: 'failed',
      deviations: [deviation, deviation],
      unwaived: [deviation],
      waivers: [waiver],
    } as const;
  });
  const waived = matrixOf([{ ...zed, report: { ...zed.report, checks } }], [], 'test');
  const row = waived.rows.find(({ id }) => id.endsWith('/show-backup/status/405'));
  const finding = row && findingAt(waived, row, 0);
  assert.deepEqual(finding?.waivers, ['no-405, storage team, until 2027-06-30: Unknown methods get 404.']);
  assert.match(finding?.unwaived ?? '', /^1 of 2 deviations: status\/405\/patch: status, expected 405, got 404/);
});

test('under --strict a column has the verdicts without it', () => {
  const checks = zed.report.checks.map(one =>
    one.verdict === 'unproven' ? ({ ...one, verdict: 'failed', withoutStrict: 'unproven' } as const) : one,
  );
  const strict = matrixOf([{ ...zed, report: { ...zed.report, checks } }, zed], [], 'test');
  for (const row of strict.rows)
    assert.equal(findingAt(strict, row, 0)?.verdict, findingAt(strict, row, 1)?.verdict, row.id);
});

test('what a vendor wrote cannot turn or hide what is around it', () => {
  const hostile = '\u202eevil\u001b[31m';
  const { report } = zed;
  const checks = report.checks.map(one => ({ ...one, message: hostile }));
  const joined = matrixOf(
    [{ ...zed, product: { vendor: hostile, name: hostile, version: '1' }, report: { ...report, checks } }],
    [],
    'test',
  );
  const { texts: _, ...own } = joined;
  assert.doesNotMatch(JSON.stringify(own).replaceAll('\\n', ''), /\\u00[01]|\u202e|\u001b/);
  assert.match(joined.columns[0]?.label ?? '', /^\\u\{202e\}evil/);
});
