import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { BODY, readBody, textsOf, withLines } from '../sample-page.ts';

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
    assert.deepEqual(page.findings, []);
    assert.deepEqual(textsOf(page.tables), [
      [
        ['Key', 'Text'],
        ['a', 'one'],
        ['b', 'two'],
      ],
    ]);
    assert.equal(page.tables[0]?.line, BODY);
    assert.deepEqual(page.tables[0]?.rows[1]?.[1], { line: BODY + 5, column: 9, text: 'two', bold: [] });
  });

  test('cells hold paragraphs, lists, notes and code, each text on its own line', () => {
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
      '|     |    {"too": true}  |',
      '+-----+-------------------+',
    );
    assert.deepEqual(page.findings, []);
    assert.deepEqual(page.tables[0]?.rows, [
      [
        { line: BODY + 4, column: 3, text: 'a', bold: [] },
        {
          line: BODY + 3,
          column: 9,
          text: 'one more of it\nx\ndeep\nbeware\n{"too": true}',
          bold: ['more', 'beware'],
        },
      ],
    ]);
    assert.deepEqual(page.examples, []);
  });

  test('an empty cell stands where its row starts', () => {
    const page = readBody(...broken({ 4: '|     | one  |' }));
    assert.deepEqual(page.tables[0]?.rows[0]?.[0], { line: BODY + 3, column: 2, text: '', bold: [] });
  });

  test('bars and plus signs inside a cell are text', () => {
    const page = readBody(...broken({ 4: '| a|b | +-1  |' }));
    assert.deepEqual(textsOf(page.tables)[0]?.[1], ['a|b', '+-1']);
  });

  test('wide characters take two columns', () => {
    const page = readBody(...broken({ 4: '| 漢  | 字字 |' }));
    assert.deepEqual(textsOf(page.tables)[0]?.[1], ['漢', '字字']);
    assert.deepEqual(page.findings, []);
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
