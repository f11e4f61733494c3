import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { factsOf } from '../../src/documentation/facts.ts';
import type { Page } from '../../src/documentation/page.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { anyText } from '../text/any-text.ts';
import { damage, damagesAt, PAGE, snippets, withoutPartOfBorder } from './damages.ts';
import { missing, sharedPages } from './shared-pages.ts';

const RUNS = 1000;

/** Asserts what is true of every text. */
function assertSound(page: Page, text: string): void {
  const lines = text.split(/\r\n|\r|\n/).length;
  const places = [
    page.tables,
    page.examples,
    page.operations,
    page.findings,
    page.tables.flatMap(table => table.rows.flat(2)),
  ];
  for (const { line, column } of places.flat()) {
    assert.ok(Number.isInteger(line) && line >= 1 && line <= lines);
    assert.ok(Number.isInteger(column) && column >= 1);
  }
  for (const { header, rows } of page.tables) {
    assert.ok(header.length > 0 && rows.length > 0);
    for (const row of rows) assert.equal(row.length, header.length);
  }
  for (const { rule, sentence } of factsOf(page).findings) {
    assert.match(rule, /^(?:rst|page|facts)\/[a-z]+(?:-[a-z]+)*$/);
    assert.match(sentence, /expected .+\.$/s);
  }
}

function rowsOf(page: Page): number {
  return page.tables.reduce((sum, table) => sum + table.rows.length, 0);
}

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

suite('damaged pages', () => {
  test('the undamaged page has no finding', () => {
    const page = readPage('thing.rst', PAGE);
    assert.deepEqual(page.findings, []);
    assert.equal(page.tables.length, 4);
    assertSound(page, PAGE);
  });

  test('are read to their end', () => {
    fc.assert(
      fc.property(damagesAt, all => {
        const text = damage(PAGE, all);
        assertSound(readPage('thing.rst', text), text);
      }),
      { numRuns: RUNS },
    );
  });

  test('never have a shorter table without a finding when a part of a border is gone', () => {
    const whole = readPage('thing.rst', PAGE);
    fc.assert(
      fc.property(fraction, fraction, fc.integer({ min: 1, max: 60 }), (choice, from, length) => {
        const page = readPage('thing.rst', withoutPartOfBorder(PAGE, choice, from, length));
        assert.ok(page.findings.length > 0 || rowsOf(page) >= rowsOf(whole));
        assert.ok(page.findings.length > 0, 'and indeed a border with a part missing is always a finding');
      }),
      { numRuns: RUNS },
    );
  });

  test('any text at all is read to its end', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(snippets, anyText({ maxLength: 5 })), { maxLength: 60 }), parts => {
        const text = parts.join('');
        assertSound(readPage('any.rst', text), text);
      }),
      { numRuns: RUNS },
    );
  });
});

suite('damaged shared pages', { skip: missing }, () => {
  const pages = sharedPages();
  const anyPage = fc.integer({ min: 0, max: Math.max(0, pages.length - 1) }).map(index => pages[index]?.text ?? '');

  test('are read to their end', () => {
    fc.assert(
      fc.property(anyPage, damagesAt, (whole, all) => {
        const text = damage(whole, all);
        assertSound(readPage('shared.rst', text), text);
      }),
      { numRuns: RUNS / 4 },
    );
  });

  test('have a finding when a part of a border is gone', () => {
    fc.assert(
      fc.property(anyPage, fraction, fraction, fc.integer({ min: 1, max: 60 }), (whole, choice, from, length) => {
        fc.pre(/^ *(?:\+[-=]|=+ +=)/m.test(whole));
        const page = readPage('shared.rst', withoutPartOfBorder(whole, choice, from, length));
        assert.ok(page.findings.length > 0);
      }),
      { numRuns: RUNS / 4 },
    );
  });
});
