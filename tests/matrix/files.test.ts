import assert from 'node:assert/strict';
import { test } from 'node:test';
import { badgeSvg } from '../../src/matrix/badge.ts';
import { matrixOf } from '../../src/matrix/join.ts';
import { type MatrixColumn, validityWords } from '../../src/matrix/matrix.ts';
import { csvField, matrixCsv } from '../../src/matrix/matrix-csv.ts';
import { matrixMarkdown } from '../../src/matrix/matrix-markdown.ts';
import { hostileEntry } from './hostile-entry.ts';
import { releases } from './release-entries.ts';

const edition = releases[0]?.edition ?? { sha256: '' };
const matrix = matrixOf(releases, [edition], 'test');
const hostile = matrixOf([hostileEntry(), ...releases], [edition], 'test');

/** The fields of a file in CSV (RFC 4180) whose fields all have quotation marks. */
const fieldsOf = (csv: string): string[][] =>
  csv
    .split('\r\n')
    .slice(0, -1)
    .map(line =>
      Array.from(line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g), ([, field = '']) => field.replaceAll('""', '"')),
    );

test('CSV has a line for each fact, and a column for each product', () => {
  const [head = [], dates = [], , , core = [], ...rest] = fieldsOf(matrixCsv(matrix));
  assert.deepEqual(head.slice(6), ['OpenStack Cinder victoria', 'OpenStack Cinder zed', 'OpenStack Cinder 2025-1']);
  assert.deepEqual(dates.slice(6), Array(3).fill('2026-11-26'));
  assert.equal(core[0], 'profile core');
  const lines = rest.slice(2);
  assert.equal(lines.length, matrix.rows.length);
  const forbidden = lines.find(([id]) => id === 'vbs/v3/show-backup/status/403');
  assert.deepEqual(forbidden?.toSpliced(0, 2), [
    'MUST',
    'core',
    'specs/vbs/v3/show-backup.rst',
    forbidden?.[5],
    'failed (observed)',
    'passed (observed)',
    'passed (observed)',
  ]);
});

test('no field of the CSV is a formula, or has characters that control anything', () => {
  for (const line of fieldsOf(matrixCsv(hostile))) {
    assert.equal(line.length, 6 + hostile.columns.length);
    for (const field of line) assert.doesNotMatch(field, /^\s*[=+\-@\t\r]|[\u0000-\u001f\u202e]/);
  }
  for (const [text, field] of [
    ['=1+1', '"\'=1+1"'],
    ['  @x', '"\'  @x"'],
    ['\t=1', '"\'\\u{9}=1"'],
    ['＝1', '"\'＝1"'],
    // Where a comma is the sign of decimals, spreadsheets take semicolons for the ends of fields, and then also quotation marks.
    ['x";=1+1', '"x"";\'=1+1"'],
    ['x; @y;z', '"x; \'@y;z"'],
    ['a "b", c', '"a ""b"", c"'],
  ] as const) {
    assert.equal(csvField(text), field);
  }
});

test('Markdown has products with their profiles, and the facts that differ', () => {
  const lines = matrixMarkdown(matrix).split('\n');
  assert.match(
    lines[2] ?? '',
    /^\| `OpenStack Cinder victoria` \| 2026-11-26 \| `\S+` \| ✗ violations \(20\) \| \? unproven \(9\) \| \? unproven \(15\) \|$/,
  );
  assert.ok(lines.includes('403 facts; on 385 of them all products got the same verdict.'));
  assert.ok(lines.includes('| `show-backup/status/403` | ✗ failed | ✓ passed | ✓ passed |'));
  assert.equal(lines.filter(line => line.startsWith('| `list-backups/')).length, 6);
});

test('Markdown of products that agree has no second table, and another edition gets a star', () => {
  const [, zed] = releases;
  const other = zed && { ...zed, edition: { sha256: 'a'.repeat(64) } };
  const text = matrixMarkdown(matrixOf([...(zed && other ? [zed, other] : [])], [edition], 'test'));
  assert.match(text, /on 403 of them all products got the same verdict\.\n$/);
  assert.match(text, /`unnamed, aaaaaaaa` \\\*/);
  assert.match(text, /\\\* judged by another edition than/);
});

test('in Markdown all that a vendor wrote is in code spans, which it cannot end', () => {
  const text = matrixMarkdown(hostile);
  for (const line of text.split('\n').filter(one => one.startsWith('|'))) {
    const withoutSpans = line.replaceAll('\\|', '').replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    assert.doesNotMatch(withoutSpans, /[<>[\]]|javascript|script/i, line);
  }
});

test('a badge names each profile by sign, colour and words, and never one score', () => {
  const svg = badgeSvg(matrix, matrix.columns[0] as MatrixColumn);
  for (const text of ['core ✗', 'front ?', 'faults ?'])
    assert.match(svg, new RegExp(`>${text.replace('?', '\\?')}</text>`));
  assert.match(
    svg,
    /<title id="title">OpenStack Cinder victoria, edition .*: core violations \(20\), front unproven \(9\)/,
  );
  assert.doesNotMatch(svg, /%/);
});

test('a badge loads and runs nothing, whatever a vendor is called', () => {
  const svg = badgeSvg(hostile, hostile.columns[0] as MatrixColumn);
  assert.doesNotMatch(svg, /<(?:script|img|image|foreignObject|a|use)\b|\bhref=|\u001b/i);
  const tags = Array.from(svg.matchAll(/<(\/?\w+)/g), ([, tag]) => tag);
  const plain = Array.from(
    badgeSvg(matrix, matrix.columns[0] as MatrixColumn).matchAll(/<(\/?\w+)/g),
    ([, tag]) => tag,
  );
  assert.deepEqual(tags, plain);
});

test('a statement whose last day is past has expired', () => {
  assert.equal(validityWords('2027-11-26', '2027-11-26'), 'valid until 2027-11-26');
  assert.equal(validityWords('2027-11-26', '2027-11-27'), 'expired on 2027-11-26');
});
