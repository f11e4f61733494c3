import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertNoTable, BODY, problemsOf, readBody, textsOf, withLines } from '../sample-page.ts';

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

suite('grid tables', () => {
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
    assert.equal(page.tables[0]?.line, BODY);
    assert.deepEqual(page.tables[0]?.rows[1]?.[1], { text: 'two', line: BODY + 5, bold: [] });
  });

  test('cells hold paragraphs, lists and notes, each text on its own line; code is left out', () => {
    const page = readBody(
      '+-----+-------------------+',
      '| Key | Text              |',
      '+=====+===================+',
      '|     | one               |',
      '| a   | **more** of it    |',
      '|     |                   |',
      '|     | -  x              |',
      '|     |                   |',
      '|     |    1. deep        |',
      '|     |                   |',
      '|     | .. note::         |',
      '|     |                   |',
      '|     |    **beware**     |',
      '|     |                   |',
      '|     | .. code-block::   |',
      '|     |                   |',
      '|     |    {"left": "out"}|',
      '+-----+-------------------+',
    );
    assert.deepEqual(page.problems, []);
    assert.deepEqual(page.tables[0]?.rows, [
      [
        { text: 'a', line: BODY + 4, bold: [] },
        { text: 'one more of it\nx\ndeep\nbeware', line: BODY + 3, bold: ['more', 'beware'] },
      ],
    ]);
    assert.deepEqual(page.examples, []);
  });

  test('an empty cell stands where its row starts', () => {
    const page = readBody(...broken({ 4: '|     | one  |' }));
    assert.deepEqual(page.tables[0]?.rows[0]?.[0], { text: '', line: BODY + 3, bold: [] });
  });

  test('bars and plus signs inside a cell are text', () => {
    const page = readBody(...broken({ 4: '| a|b | +-1  |' }));
    assert.deepEqual(textsOf(page.tables)[0]?.[1], ['a|b', '+-1']);
  });

  test('wide characters take two columns', () => {
    const page = readBody(...broken({ 4: '| 漢  | 字字 |' }));
    assert.deepEqual(textsOf(page.tables)[0]?.[1], ['漢', '字字']);
    assert.deepEqual(page.problems, []);
  });

  test('a table inside a cell is a table of its own', () => {
    const page = readBody(
      '+---------------+',
      '| Outer         |',
      '+===============+',
      '| text          |',
      '|               |',
      '| ===== =====   |',
      '| Inner Other   |',
      '| ===== =====   |',
      '| a     b       |',
      '| ===== =====   |',
      '+---------------+',
    );
    assert.deepEqual(textsOf(page.tables), [
      [['Outer'], ['text']],
      [
        ['Inner', 'Other'],
        ['a', 'b'],
      ],
    ]);
    assert.equal(page.tables[1]?.line, BODY + 5);
  });
});

suite('grid tables that are left out', () => {
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['a broken top border', broken({ 1: '+-----+--- --+' }), 1, /top border .* expected "-" between "\+"/],
    ['a top border of "="', broken({ 1: '+=====+======+' }), 1, /top border/],
    ['a deleted top border', broken({ 1: undefined }), 1, /a piece of a table/],
    ['a line that is too short', broken({ 4: '| a   | one |' }), 4, /has 13 columns; expected 14/],
    ['a line that is too long', broken({ 4: '| a   | one   |' }), 4, /has 15 columns; expected 14/],
    ['a cell that is misaligned', broken({ 4: '| a  |  one  |' }), 4, /misaligned; expected "\|" in column 7/],
    ['a column span', broken({ 4: '| a     one  |', 5: '+------------+' }), 4, /spans columns .* column 7/],
    ['a border with other corners', broken({ 5: '+----+-------+' }), 5, /spans columns or this border is misaligned/],
    ['a row span', broken({ 5: '|     +------+' }), 5, /spans rows .* column 7/],
    ['a row span on the right', broken({ 5: '+-----+      |' }), 5, /spans rows or this border is broken/],
    ['a broken border', broken({ 5: '+-----+--x---+' }), 5, /this border is broken/],
    ['a border without its corner', broken({ 5: '------+------+' }), 5, /starts with neither "\|" nor "\+"/],
    ['a deleted bottom border', broken({ 7: undefined }), 6, /is not closed; expected its bottom border/],
    ['a deleted last row', broken({ 6: undefined }), 6, /has no row above it/],
    ['text below it without blank line', [...TABLE, 'text'], 8, /expected either, or a blank line/],
    ['no header row', broken({ 3: '+-----+------+' }), 1, /no header row; expected a border of "="/],
    ['a second header row', broken({ 5: '+=====+======+' }), 5, /below the first row only/],
    ['a header at the end', broken({ 3: '+-----+------+', 7: '+=====+======+' }), 7, /below the first row only/],
    ['no rows', TABLE.slice(0, 3), 1, /a header row only; expected rows/],
    ['a top border alone', TABLE.slice(0, 1), 1, /is not closed/],
    ['a tab', broken({ 4: '| a\t|one   |' }), 4, /a tab in a table; expected spaces/],
    ['a wide character across a border', broken({ 4: '| a  漢 one  |' }), 4, /expected "\|" in column 7/],
  ];
  for (const [name, lines, line, message] of cases) {
    test(name, () => assertNoTable(lines, line, message));
  }

  test('the page goes on below it', () => {
    const page = readBody(...broken({ 4: '| a   |' }), '', ...TABLE);
    assert.equal(page.tables.length, 1);
    assert.equal(page.problems.length, 1);
  });

  test('a blank line inside it', () => {
    const page = readBody(...TABLE.slice(0, 5), '', ...TABLE.slice(5));
    assert.deepEqual(
      problemsOf(page).map(([line]) => line),
      [7],
    );
  });
});
