import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Page, StatusCode, Table } from '../../src/documentation/page.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { everySharedPage, missing, type OraclePage, type OracleTable, sharedPages } from './shared-pages.ts';

const STATUS_SECTION = /^Status Codes?$/;

const pages = sharedPages().map(({ name, text, oracle }) => ({ name, oracle, page: readPage(name, text) }));

/** Each page beside its oracle, each table beside its oracle. */
function tables(): readonly (readonly [string, Table, OracleTable])[] {
  return pages.flatMap(({ name, page, oracle }) =>
    oracle.tables.map((expected, index) => {
      const table = page.tables[index];
      assert.ok(table, `${name}: table ${index + 1} is missing`);
      return [`${name}:${table.line}`, table, expected] as const;
    }),
  );
}

function forEachPage(check: (page: Page, oracle: OraclePage, name: string) => void): void {
  for (const { name, page, oracle } of pages) check(page, oracle, name);
}

suite('the reader reads what docutils reads', { skip: missing }, () => {
  test('on all 204 operation pages, without a finding', () => {
    assert.equal(pages.length, 204);
    forEachPage((page, _, name) => assert.deepEqual(page.findings, [], name));
  });

  test('titles and operations', () => {
    forEachPage((page, oracle, name) => {
      assert.equal(page.title, oracle.title, name);
      assert.deepEqual(
        page.operations.map(({ method, path }) => [method, path]),
        oracle.operations.map(({ method, path }) => [method, path]),
        name,
      );
    });
  });

  test('the shape of every table: as many tables, the same header, rows and columns', () => {
    forEachPage((page, oracle, name) => assert.equal(page.tables.length, oracle.tables.length, name));
    assert.equal(tables().length, 1104);
    for (const [place, table, expected] of tables()) {
      assert.deepEqual([table.header], expected.header, place);
      assert.equal(table.rows.length, expected.rows.length, place);
      for (const row of table.rows) assert.equal(row.length, expected.cols, place);
    }
  });

  test('no cell has code, which the texts of docutils here lack; notes they have', () => {
    const kinds = tables().flatMap(([, , { other = [] }]) => other.map(([, , kind]) => kind));
    assert.deepEqual([...new Set(kinds)], ['note']);
  });

  test('every cell', t => {
    const different: string[] = [];
    let cells = 0;
    for (const [place, table, expected] of tables()) {
      for (const [y, row] of expected.rows.entries()) {
        for (const [x, text] of row.entries()) {
          cells += 1;
          if (table.rows[y]?.[x]?.text !== text) different.push(`${place} row ${y + 1}, column ${x + 1}`);
        }
      }
    }
    t.diagnostic(`${cells} cells, ${different.length} of them different`);
    assert.equal(cells, 13419);
    assert.deepEqual(different, []);
  });

  test('bold words in cells', () => {
    for (const [place, table, expected] of tables()) {
      const bold = table.rows.flatMap((row, y) =>
        row.flatMap((cell, x) => (cell.bold.length > 0 ? [[y, x, cell.bold]] : [])),
      );
      assert.deepEqual(bold, expected.bold ?? [], place);
    }
  });

  test('the title and the section of every table', () => {
    for (const [place, table, expected] of tables()) {
      assert.equal(table.title, expected.caption ?? expected.lead, place);
      assert.deepEqual(table.section, expected.section, place);
    }
  });

  test('code blocks', () => {
    forEachPage((page, oracle, name) => {
      assert.deepEqual(
        page.examples.map(({ section, title, text }) => ({ section, lead: title, text })),
        oracle.code.map(({ section, lead, text }) => ({ section, lead, text })),
        name,
      );
    });
  });

  test('status codes in tables', () => {
    forEachPage((page, oracle, name) => {
      const { normal, abnormal } = page.statusCodes;
      for (const table of oracle.tables.filter(one => STATUS_SECTION.test(one.section.at(-1) ?? ''))) {
        const column = table.header[0]?.findIndex(text => /^(?:Status Codes?|Returned Value)$/.test(text)) ?? -1;
        const expected = table.rows.map(row => row[column]);
        const found =
          table.lead === 'Normal' ? normal : table.lead === 'Abnormal' ? abnormal : [...normal, ...abnormal];
        assert.deepEqual(found.map(shown), expected, name);
      }
    });
  });

  test('status codes on every page but one, which has no section for them', () => {
    const silent = pages.filter(({ page }) => page.statusCodes.normal.length === 0);
    assert.equal(silent.length, 1);
    for (const { name, oracle } of silent) {
      assert.deepEqual(
        oracle.tables.filter(table => STATUS_SECTION.test(table.section.at(-1) ?? '')),
        [],
        name,
      );
    }
  });

  test('pages without operation have that finding and no other', () => {
    const rules = everySharedPage().flatMap(({ text }) => readPage('page.rst', text).findings.map(({ rule }) => rule));
    assert.deepEqual([...new Set(rules)], ['page/no-operation']);
  });
});

function shown({ code, phrase }: StatusCode): string {
  return `${code} ${phrase}`.trim();
}
