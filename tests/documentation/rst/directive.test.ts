import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertFirst, BODY, readBody, textsOf } from '../sample-page.ts';

const TABLE = ['=== ====', 'Key Text', '=== ====', 'a   one', '=== ===='] as const;

function indent(lines: readonly string[]): readonly string[] {
  return lines.map(line => `   ${line}`);
}

suite('directives', () => {
  test('a captioned table, with options and a caption of two lines', () => {
    const page = readBody('.. table:: **Table 1** The', '   things', '   :widths: 1 2', '', ...indent(TABLE));
    assert.deepEqual(page.findings, []);
    assert.equal(page.tables[0]?.title, 'Table 1 The things');
    assert.equal(page.tables[0]?.line, BODY + 4);
  });

  test('a code block, with language, caption and options', () => {
    const page = readBody(
      '.. code-block:: json',
      '   :caption: **Answer**',
      '   :linenos:',
      '',
      '     [1,',
      '      2]',
    );
    assert.deepEqual(page.findings, []);
    assert.deepEqual(page.examples, [
      {
        line: BODY + 4,
        column: 6,
        title: 'Answer',
        section: ['Show a Thing', 'Response'],
        text: '[1,\n 2]',
        json: [1, 2],
      },
    ]);
  });

  test('tables and code inside notes and lists', () => {
    const page = readBody(
      '-  lead',
      '',
      '   .. note::',
      '',
      ...indent(indent(TABLE)),
      '',
      '      .. code::',
      '',
      '         {}',
    );
    assert.deepEqual(page.findings, []);
    assert.equal(textsOf(page.tables).length, 1);
    assert.equal(page.tables[0]?.title, 'lead');
    assert.deepEqual(page.examples[0]?.json, {});
  });

  test('note-like directives of every name hold text', () => {
    for (const name of ['note', 'important', 'caution', 'warning', 'tip', 'hint', 'danger', 'error', 'attention']) {
      assert.deepEqual(readBody(`.. ${name}:: text`, '', '   more').findings, []);
    }
    assert.deepEqual(readBody('.. admonition:: Title', '', '   more').findings, []);
  });

  test('labels, comments and a table of contents hold nothing', () => {
    const page = readBody(
      '.. _label:',
      '.. _link: https://a.example/',
      '',
      '.. a comment',
      '   ====',
      '',
      '..',
      '',
      '.. toctree::',
      '   :hidden:',
      '',
      '   a/b',
      '',
      '__ https://b.example/',
    );
    assert.deepEqual(page.findings, []);
    assert.deepEqual([page.tables, page.examples], [[], []]);
  });
});

suite('directives with findings', () => {
  const cases: readonly (readonly [string, readonly string[], string, RegExp])[] = [
    [
      'an unknown directive',
      ['.. image:: a.png'],
      '1:4 rst/unknown-directive',
      /^unknown directive "image"; expected one of note, /,
    ],
    [
      'a misspelt directive',
      ['.. tabel:: x', '', ...indent(TABLE)],
      '1:4 rst/unknown-directive',
      /^unknown directive "tabel"/,
    ],
    [
      'a single colon',
      ['.. table: x', '', ...indent(TABLE)],
      '1:4 rst/single-colon',
      /makes this a comment; expected two colons/,
    ],
    ['a strange name', ['.. t\u00e4ble::', '', ...indent(TABLE)], '1:4 rst/unknown-directive', /^unknown directive/],
    ['a label without colon', ['.. _label'], '1:4 rst/label-without-colon', /the label does not end with a colon/],
    ['a footnote', ['.. [1] text'], '1:4 rst/unread-markup', /footnotes, citations and substitutions are not read/],
    [
      'a substitution',
      ['.. |x| replace:: y'],
      '1:4 rst/unread-markup',
      /footnotes, citations and substitutions are not read/,
    ],
    ['an empty note', ['.. note::'], '1:4 rst/empty-note', /the directive is empty/],
    ['an untitled admonition', ['.. admonition::', '', '   x'], '1:4 rst/no-admonition-title', /has no title/],
    ['an empty code block', ['.. code-block::', '', 'text'], '1:4 rst/empty-code-block', /the code block is empty/],
    [
      'code beside its directive',
      ['.. code-block:: json', '   {}', '', '   {}'],
      '2:4 rst/code-beside-directive',
      /follows the directive immediately/,
    ],
    [
      'an empty table directive',
      ['.. table:: x', '', 'text'],
      '1:4 rst/empty-table-directive',
      /the table directive is empty/,
    ],
    [
      'a table beside its caption',
      ['.. table:: x', ...indent(TABLE)],
      '2:4 rst/table-beside-caption',
      /follows its caption immediately/,
    ],
    [
      'two tables',
      ['.. table:: x', '', ...indent([...TABLE, '', ...TABLE])],
      '1:4 rst/not-one-table',
      /expected one table and nothing else/,
    ],
    [
      'text for a table',
      ['.. table:: x', '', '   text'],
      '1:4 rst/not-one-table',
      /expected one table and nothing else/,
    ],
    ['a broken table', ['.. table:: x', '', ...indent(TABLE.slice(0, 4))], '3:4 rst/unclosed-table', /is not closed/],
    [
      'text below it',
      ['.. note:: x', 'text'],
      '2:1 rst/missing-blank-line',
      /follows a directive or label immediately/,
    ],
  ];
  for (const [name, lines, finding, sentence] of cases) {
    test(name, () => {
      const page = readBody(...lines);
      assert.deepEqual(page.tables, []);
      assert.equal(page.findings.length, 1);
      assertFirst(page, finding, sentence);
    });
  }
});
