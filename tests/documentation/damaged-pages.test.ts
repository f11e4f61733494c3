import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Page } from '../../src/documentation/page.ts';
import { readPage } from '../../src/documentation/reader.ts';
import { missing, sharedPages } from './shared-pages.ts';

/** A page with one of everything. */
const PAGE = `:original_name: x.html

.. _label:

Show a Thing
============

URI
---

-  URI format

   GET /v1/things/{id}

-  Parameter description

   ========= =========
   Parameter Mandatory
   ========= =========
   id        Yes
   name      No
   ========= =========

Response
--------

-  Parameter description

   +-----------+--------+--------------------------------+
   | Parameter | Type   | Description                    |
   +===========+========+================================+
   | id        | string | Its **id**. See :ref:\`a <b>\`.  |
   +-----------+--------+--------------------------------+
   | kind      | string | One of these:                  |
   |           |        |                                |
   |           |        | -  \`\`one\`\`                     |
   |           |        | -  *two*                       |
   |           |        |                                |
   |           |        | .. note::                      |
   |           |        |                                |
   |           |        |    Text \\_ here.               |
   +-----------+--------+--------------------------------+

   -  #. .. table:: **Table 1** Deep

            === ====
            Key Text
            === ====
            a   one
            === ====

-  Example

   .. code-block:: json

      {"id": "1"}

   or::

      text

Status Codes
------------

-  Normal

   200

-  Abnormal

   =========== ====
   Status Code Text
   =========== ====
   404         None
   =========== ====
`;

const RUNS = 1000;
const snippets = fc.constantFrom(
  ...[
    '**',
    '*',
    '`',
    '``',
    '|',
    '+',
    '-',
    '=',
    ':',
    '::',
    '\\',
    '_',
    ' ',
    '   ',
    '\t',
    '\n',
    '\n\n',
    '- ',
    '1. ',
    '.. ',
  ],
  ...[
    '+---+---+\n',
    '=== ===\n',
    '.. note::\n',
    '.. table:: x\n',
    '.. code-block::\n',
    ':ref:`',
    '漢',
    'e\u0301',
    '\0',
    '\u{1F600}',
  ],
);

/** One damage to a text, told by a position between 0 and 1. */
type Damage = (text: string, position: number) => string;

const damages: fc.Arbitrary<Damage> = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map<Damage>(length => (text, position) => {
    const at = Math.floor(position * text.length);
    return text.slice(0, at) + text.slice(at + length);
  }),
  fc.oneof(snippets, fc.string({ unit: 'binary', maxLength: 3 })).map<Damage>(snippet => (text, position) => {
    const at = Math.floor(position * text.length);
    return text.slice(0, at) + snippet + text.slice(at);
  }),
  fc
    .constantFrom<'delete' | 'double' | 'indent' | 'outdent'>('delete', 'double', 'indent', 'outdent')
    .map<Damage>(what => (text, position) => {
      const lines = text.split('\n');
      const at = Math.floor(position * lines.length);
      const line = lines[at] ?? '';
      const changed = { delete: [], double: [line, line], indent: [` ${line}`], outdent: [line.slice(1)] };
      return lines.toSpliced(at, 1, ...changed[what]).join('\n');
    }),
);

const damagesAt = fc.array(fc.tuple(damages, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), {
  minLength: 1,
  maxLength: 4,
});

function damage(text: string, all: readonly (readonly [Damage, number])[]): string {
  return all.reduce((damaged, [change, position]) => change(damaged, position), text);
}

/** What holds for every text there is. */
function assertSound(page: Page, text: string): void {
  const lines = text.split(/\r\n|\r|\n/).length;
  const places = [
    page.tables,
    page.examples,
    page.operations,
    page.problems,
    page.tables.flatMap(table => table.rows.flat(2)),
  ];
  for (const { line } of places.flat()) assert.ok(Number.isInteger(line) && line >= 1 && line <= lines);
  for (const { header, rows } of page.tables) {
    assert.ok(header.length > 0 && rows.length > 0);
    for (const row of rows) assert.equal(row.length, header.length);
  }
  for (const { message } of page.problems) assert.match(message, /expected .+\.$/s);
}

/** Deletes some characters of a border, but not all of it: no line of a table disappears. */
function withoutPartOfBorder(text: string, choice: number, from: number, length: number): string {
  const lines = text.split('\n');
  const borders = lines.flatMap((line, index) => (/^ *(?:\+[-=]|=+ +=)/.test(line) ? [index] : []));
  const at = borders[Math.floor(choice * borders.length)] ?? 0;
  const border = lines[at] ?? '';
  const indent = border.search(/\S/);
  const start = indent + Math.floor(from * (border.length - indent));
  const part = border.slice(start, start + Math.min(length, border.length - indent - 1));
  return lines.toSpliced(at, 1, border.slice(0, start) + border.slice(start + part.length)).join('\n');
}

function rowsOf(page: Page): number {
  return page.tables.reduce((sum, table) => sum + table.rows.length, 0);
}

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

suite('damaged pages', () => {
  test('the undamaged page has no problem', () => {
    const page = readPage('thing.rst', PAGE);
    assert.deepEqual(page.problems, []);
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

  test('never have a shorter table without a problem when a part of a border is gone', () => {
    const whole = readPage('thing.rst', PAGE);
    fc.assert(
      fc.property(fraction, fraction, fc.integer({ min: 1, max: 60 }), (choice, from, length) => {
        const page = readPage('thing.rst', withoutPartOfBorder(PAGE, choice, from, length));
        assert.ok(page.problems.length > 0 || rowsOf(page) >= rowsOf(whole));
        assert.ok(page.problems.length > 0, 'and indeed a border with a part missing is always a problem');
      }),
      { numRuns: RUNS },
    );
  });

  test('any text at all is read to its end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(snippets, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 60 }),
        parts => {
          const text = parts.join('');
          assertSound(readPage('any.rst', text), text);
        },
      ),
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

  test('have a problem when a part of a border is gone', () => {
    fc.assert(
      fc.property(anyPage, fraction, fraction, fc.integer({ min: 1, max: 60 }), (whole, choice, from, length) => {
        fc.pre(/^ *(?:\+[-=]|=+ +=)/m.test(whole));
        const page = readPage('shared.rst', withoutPartOfBorder(whole, choice, from, length));
        assert.ok(page.problems.length > 0);
      }),
      { numRuns: RUNS / 4 },
    );
  });
});
