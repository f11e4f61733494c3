import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Facts } from '../../src/documentation/fact.ts';
import type { Page } from '../../src/documentation/page.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { readFacts } from './read-facts.ts';
import { pageOf } from './small-page.ts';

/** Pages so large that whatever is quadratic, or recursive in their size, does not come to an end. */
const MANY = 100_000;

function read(text: string): Page {
  return readPage('large.rst', text);
}

function factsOn(path: string, query: readonly (readonly string[])[]): Facts {
  return readFacts(pageOf({ path, query, tables: { Fields: [['id', 'string', '']] }, example: '{"id": "x"}' }));
}

suite('large pages come to an end', () => {
  test('lines of bold without end', () => {
    const page = read(`Title\n=====\n\n${'**bold\n'.repeat(MANY)}`);
    assert.equal(page.findings.filter(({ sentence }) => sentence.includes('does not end')).length, MANY);
  });

  test('every mark without end in one paragraph', () => {
    const marks = '**a *b `c ``d |e _`f :ref:`g ';
    assert.ok(read(marks.repeat(MANY / 10)).findings.length > MANY / 10);
  });

  test('markup that ends', () => {
    const cell = '**a** *b* ``c`` :ref:`d <e>` f\\_ '.repeat(MANY / 10);
    assert.deepEqual(read(`Title\n=====\n\nURI\n---\n\nGET /a\n\n${cell}\n`).findings, []);
  });

  test('bullets on one line, and bullets on many', () => {
    assert.equal(read(`${'- '.repeat(MANY)}x`).findings.at(-1)?.rule, 'rst/nested-too-deep');
    assert.equal(read(`T\n=\n\n${'- - x\n'.repeat(MANY)}`).title, 'T');
  });

  test('growing indentation', () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `${' '.repeat(index)}- x\n`);
    assert.ok(read(lines.join('\n')).findings.length > 0);
  });

  test('tables of many rows, grid and simple', () => {
    const rows = 25_000;
    const grid = `+---+---+\n| a | b |\n+===+===+\n${'| a | b |\n+---+---+\n'.repeat(rows)}\n`;
    const simple = `=== ===\na   b\n=== ===\n${'a   b\n'.repeat(rows)}=== ===\n`;
    assert.deepEqual(
      read(grid + simple).tables.map(table => table.rows.length),
      [rows, rows],
    );
  });

  test('tables of many columns and of one long cell', () => {
    const columns = 10_000;
    const border = `+${'---+'.repeat(columns)}`;
    const row = `|${' x |'.repeat(columns)}`;
    const wide = [border, row, border.replaceAll('-', '='), row, border].join('\n');
    const long = `+---+\n| a |\n+===+\n${'| a |\n'.repeat(MANY)}+---+`;
    const page = read(`${wide}\n\n${long}\n`);
    assert.deepEqual(
      page.tables.map(table => [table.header.length, table.rows.length]),
      [
        [columns, 1],
        [1, 1],
      ],
    );
  });

  test('a simple table of many rows and columns, whose cells are mostly empty', () => {
    const border = '= '.repeat(1000).trimEnd();
    const name = 'a '.repeat(1000).trimEnd();
    const page = read([border, name, border, ...Array<string>(MANY).fill('a'), border, ''].join('\n'));
    assert.equal(page.findings[0]?.rule, 'rst/table-too-large');
    assert.deepEqual(page.tables, []);
  });

  test('tables that never end', () => {
    assert.equal(read('=== ===\na   b\n\n'.repeat(MANY)).tables.length, 0);
    assert.equal(read(`+---+---+\n${'| a | b |\n'.repeat(MANY)}`).tables.length, 0);
    assert.equal(read('+---+\n'.repeat(MANY)).tables.length, 0);
  });

  test('long lines of white space, adornment, escapes and colons', () => {
    for (const part of [' ', '=', '= ', '-', '+-', '\\', ':a', ':a ', 'a_', 'a_ ', 'i', '[', '"\\', '.. ', '`x`y']) {
      assert.ok(
        read(`a${part.repeat(MANY)}b::\n\n  ${part.repeat(MANY)}\n\n${part.repeat(MANY)}. c\n`).findings.length > 0,
      );
    }
  });

  test('operations in two lines, and halves of operations', () => {
    const uri = (lines: string): Page => read(`T\n=\n\nURI\n---\n\n${lines.repeat(MANY)}`);
    assert.equal(uri('Method: GET\nPATH: /a\n').operations.length, MANY);
    assert.equal(uri('Method: GET\n').findings.length, MANY + 1);
  });

  test('parameters in the path, in the query and in a table', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `p${index}`);
    const path = `/${names.map(name => `{${name}}`).join('/')}?${names.map(name => `q${name}=1`).join('&')}`;
    const { parameters, query } = factsOn(
      path,
      names.map(name => [`r${name}`, 'No', 'string', '']),
    );
    assert.deepEqual([parameters.length, query.length], [names.length, 2 * names.length]);
  });

  test('a parameter that is added again and again', () => {
    const { query } = factsOn('/a', [['p', 'No', 'string', 'added '.repeat(MANY)]]);
    assert.equal(query[0]?.since, undefined);
  });

  test('directives and comments without end', () => {
    assert.ok(read('.. note::\n'.repeat(MANY)).findings.length >= MANY);
    assert.equal(read('..\n'.repeat(MANY)).tables.length, 0);
  });
});
