import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertNoTable, BODY, readBody, textsOf, withLines } from '../sample-page.ts';

const TABLE = ['=== ====', 'Key Text', '=== ====', 'a   one', 'b   two', '=== ===='] as const;

const broken = (replacements: Readonly<Record<number, string | undefined>>) => withLines(TABLE, replacements);

suite('simple tables', () => {
  test('header, rows and the lines where they stand', () => {
    const page = readBody(...TABLE);
    assert.deepEqual(page.findings, []);
    assert.deepEqual(textsOf(page.tables), [
      [
        ['Key', 'Text'],
        ['a', 'one'],
        ['b', 'two'],
      ],
    ]);
    assert.deepEqual(page.tables[0]?.rows[1]?.[0], { line: BODY + 4, column: 1, text: 'b', bold: [] });
  });

  test('a blank first column continues the row; the last column is open to the right', () => {
    const page = readBody(
      '=== ====',
      'Key Text',
      '=== ====',
      'a   -  longer than its border',
      '',
      '    -  **second**',
      '',
      '\\   third row',
      '=== ====',
    );
    assert.deepEqual(page.findings, []);
    assert.deepEqual(page.tables[0]?.rows, [
      [
        { line: BODY + 3, column: 1, text: 'a', bold: [] },
        { line: BODY + 3, column: 5, text: 'longer than its border\nsecond', bold: ['second'] },
      ],
      [
        { line: BODY + 7, column: 1, text: '', bold: [] },
        { line: BODY + 7, column: 5, text: 'third row', bold: [] },
      ],
    ]);
  });

  test('wide characters take two columns', () => {
    const page = readBody(...broken({ 4: '漢  字' }));
    assert.deepEqual(textsOf(page.tables)[0]?.[1], ['漢', '字']);
  });
});

suite('simple tables that are left out', () => {
  const cases: readonly (readonly [string, readonly string[], string, RegExp])[] = [
    ['a deleted bottom border', broken({ 6: undefined }), '1:1 rst/unclosed-table', /is not closed; expected a border/],
    [
      'a deleted header border',
      broken({ 3: undefined }),
      '1:1 rst/no-header-row',
      /no header row; expected a border below its first row/,
    ],
    ['a deleted top border', broken({ 1: undefined }), '2:1 rst/piece-of-table', /a part of a table/],
    [
      'a header border with other columns',
      broken({ 3: '==== ===' }),
      '3:1 rst/uneven-border',
      /differs from the top border of its table/,
    ],
    [
      'a bottom border that is too short',
      broken({ 6: '=== ===' }),
      '6:1 rst/uneven-border',
      /differs from the top border of its table/,
    ],
    ['a broken bottom border', broken({ 6: '=== ==x=' }), '1:1 rst/unclosed-table', /is not closed/],
    ['text in the margin', broken({ 4: 'abcdef' }), '4:4 rst/text-in-margin', /across the margin in column 4/],
    [
      'a wide character in the margin',
      broken({ 4: 'ab漢one' }),
      '4:4 rst/text-in-margin',
      /across the margin in column 4/,
    ],
    [
      'a column span',
      broken({ 4: '--------' }),
      '4:1 rst/column-span',
      /span columns in a simple table; expected no spans/,
    ],
    [
      'text below it without blank line',
      [...TABLE, 'text'],
      '7:1 rst/text-below-table',
      /follows a simple table immediately/,
    ],
    [
      'a first row without first cell',
      broken({ 4: '    one' }),
      '4:1 rst/blank-first-cell',
      /blank first column; expected text/,
    ],
    ['two header rows', broken({ 2: 'Key Text\nOther One' }), '3:4 rst/text-in-margin', /across the margin/],
    [
      'two short header rows',
      broken({ 2: 'Key Text\nX   Y' }),
      '1:1 rst/not-one-header-row',
      /has 2 header rows; expected one/,
    ],
    ['no header', broken({ 2: undefined }), '1:1 rst/not-one-header-row', /has 0 header rows; expected one/],
    ['no rows', broken({ 4: undefined, 5: undefined }), '1:1 rst/no-rows', /only a header row; expected rows/],
    ['a tab', broken({ 4: 'a\tone' }), '4:1 rst/tab-in-table', /a tab in a table/],
  ];
  for (const [name, lines, finding, sentence] of cases) {
    test(name, () => assertNoTable(lines, finding, sentence));
  }

  test('the page goes on below it', () => {
    const page = readBody(...broken({ 4: 'abcdef' }), '', ...TABLE);
    assert.equal(page.tables.length, 1);
    assert.equal(page.findings.length, 1);
  });
});
