import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertNoTable, BODY, readBody, textsOf, withLines } from '../sample-page.ts';

const TABLE = ['=== ====', 'Key Text', '=== ====', 'a   one', 'b   two', '=== ===='] as const;

const broken = (replacements: Readonly<Record<number, string | undefined>>) => withLines(TABLE, replacements);

suite('simple tables', () => {
  test('header, rows and the lines where they stand', () => {
    const page = readBody(...TABLE);
    assert.deepEqual(page.problems, []);
    assert.deepEqual(textsOf(page.tables), [
      [
        ['Key', 'Text'],
        ['a', 'one'],
        ['b', 'two'],
      ],
    ]);
    assert.deepEqual(page.tables[0]?.rows[1]?.[0], { text: 'b', line: BODY + 4, bold: [] });
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
    assert.deepEqual(page.problems, []);
    assert.deepEqual(page.tables[0]?.rows, [
      [
        { text: 'a', line: BODY + 3, bold: [] },
        { text: 'longer than its border\nsecond', line: BODY + 3, bold: ['second'] },
      ],
      [
        { text: '', line: BODY + 7, bold: [] },
        { text: 'third row', line: BODY + 7, bold: [] },
      ],
    ]);
  });

  test('wide characters take two columns', () => {
    const page = readBody(...broken({ 4: '漢  字' }));
    assert.deepEqual(textsOf(page.tables)[0]?.[1], ['漢', '字']);
  });
});

suite('simple tables that are left out', () => {
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['a deleted bottom border', broken({ 6: undefined }), 1, /is not closed; expected a border/],
    ['a deleted header border', broken({ 3: undefined }), 1, /no header row; expected a border below its first row/],
    ['a deleted top border', broken({ 1: undefined }), 2, /a piece of a table/],
    ['a header border with other columns', broken({ 3: '==== ===' }), 3, /differs from the top of its table/],
    ['a bottom border that is too short', broken({ 6: '=== ===' }), 6, /differs from the top of its table/],
    ['a broken bottom border', broken({ 6: '=== ==x=' }), 1, /is not closed/],
    ['text in the margin', broken({ 4: 'abcdef' }), 4, /across the margin in column 4/],
    ['a wide character in the margin', broken({ 4: 'ab漢one' }), 4, /across the margin in column 4/],
    ['a column span', broken({ 4: '--------' }), 4, /span columns; expected no spans/],
    ['text below it without blank line', [...TABLE, 'text'], 7, /follows a simple table immediately/],
    ['a first row without first cell', broken({ 4: '    one' }), 4, /blank first column; expected text/],
    ['two header rows', broken({ 2: 'Key Text\nOther One' }), 3, /across the margin/],
    ['two short header rows', broken({ 2: 'Key Text\nX   Y' }), 1, /has 2 header rows; expected one/],
    ['no header', broken({ 2: undefined }), 1, /has 0 header rows; expected one/],
    ['no rows', broken({ 4: undefined, 5: undefined }), 1, /a header row only; expected rows/],
    ['a tab', broken({ 4: 'a\tone' }), 4, /a tab in a table/],
  ];
  for (const [name, lines, line, message] of cases) {
    test(name, () => assertNoTable(lines, line, message));
  }

  test('the page goes on below it', () => {
    const page = readBody(...broken({ 4: 'abcdef' }), '', ...TABLE);
    assert.equal(page.tables.length, 1);
    assert.equal(page.problems.length, 1);
  });
});
