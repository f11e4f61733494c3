import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertNoTable, findingsOf, readBody, withLines } from '../sample-page.ts';

const TABLE = [
  '+-----+------+',
  '| Key | Text |',
  '+=====+======+',
  '| a   | one  |',
  '+-----+------+',
  '| b   | two  |',
  '+-----+------+',
] as const;

const broken = (replacements: Readonly<Record<number, string | undefined>>) => withLines(TABLE, replacements);

suite('grid tables that are left out', () => {
  const cases: readonly (readonly [string, readonly string[], string, RegExp])[] = [
    [
      'a broken top border',
      broken({ 1: '+-----+--- --+' }),
      '1:1 rst/broken-top-border',
      /top border .* expected "-" between "\+"/,
    ],
    ['a top border of "="', broken({ 1: '+=====+======+' }), '1:1 rst/broken-top-border', /top border/],
    ['a deleted top border', broken({ 1: undefined }), '1:1 rst/piece-of-table', /a part of a table/],
    [
      'a line that is too short',
      broken({ 4: '| a   | one |' }),
      '4:1 rst/uneven-table-line',
      /has 13 columns; expected 14/,
    ],
    [
      'a line that is too long',
      broken({ 4: '| a   | one   |' }),
      '4:1 rst/uneven-table-line',
      /has 15 columns; expected 14/,
    ],
    [
      'a cell that is misaligned',
      broken({ 4: '| a  |  one  |' }),
      '4:7 rst/column-span',
      /misaligned; expected "\|" in column 7/,
    ],
    [
      'a column span',
      broken({ 4: '| a     one  |', 5: '+------------+' }),
      '4:7 rst/column-span',
      /spans columns .* column 7/,
    ],
    [
      'a border with other corners',
      broken({ 5: '+----+-------+' }),
      '5:1 rst/column-span',
      /spans columns or this border is misaligned/,
    ],
    ['a row span', broken({ 5: '|     +------+' }), '5:7 rst/row-span', /spans rows .* column 7/],
    [
      'a row span on the right',
      broken({ 5: '+-----+      |' }),
      '5:1 rst/row-span',
      /spans rows or this border is broken/,
    ],
    ['a broken border', broken({ 5: '+-----+--x---+' }), '5:1 rst/row-span', /this border is broken/],
    [
      'a border without its corner',
      broken({ 5: '------+------+' }),
      '5:1 rst/broken-table-line',
      /starts with neither "\|" nor "\+"/,
    ],
    [
      'a deleted bottom border',
      broken({ 7: undefined }),
      '6:1 rst/unclosed-table',
      /is not closed; expected its bottom border/,
    ],
    ['a deleted last row', broken({ 6: undefined }), '6:1 rst/empty-table-row', /has no row above it/],
    [
      'text below it without blank line',
      [...TABLE, 'text'],
      '8:1 rst/broken-table-line',
      /expected one of them, or a blank line/,
    ],
    [
      'no header row',
      broken({ 3: '+-----+------+' }),
      '1:1 rst/no-header-row',
      /no header row; expected a border of "="/,
    ],
    ['a second header row', broken({ 5: '+=====+======+' }), '5:1 rst/late-header-border', /below the first row only/],
    [
      'a header at the end',
      broken({ 3: '+-----+------+', 7: '+=====+======+' }),
      '7:1 rst/late-header-border',
      /below the first row only/,
    ],
    ['no rows', TABLE.slice(0, 3), '1:1 rst/no-rows', /only a header row; expected rows/],
    ['a top border alone', TABLE.slice(0, 1), '1:1 rst/unclosed-table', /is not closed/],
    ['a tab', broken({ 4: '| a\t|one   |' }), '4:1 rst/tab-in-table', /a tab in a table; expected spaces/],
    [
      'a wide character across a border',
      broken({ 4: '| a  漢 one  |' }),
      '4:7 rst/column-span',
      /expected "\|" in column 7/,
    ],
  ];
  for (const [name, lines, finding, sentence] of cases) {
    test(name, () => assertNoTable(lines, finding, sentence));
  }

  test('the page goes on below it', () => {
    const page = readBody(...broken({ 4: '| a   |' }), '', ...TABLE);
    assert.equal(page.tables.length, 1);
    assert.equal(page.findings.length, 1);
  });

  test('a blank line inside it', () => {
    const page = readBody(...TABLE.slice(0, 5), '', ...TABLE.slice(5));
    assert.deepEqual(findingsOf(page), ['7:1 rst/piece-of-table']);
  });
});
