import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { BODY, problemsOf, readBody, textsOf } from '../sample-page.ts';

const TABLE = ['=== ====', 'Key Text', '=== ====', 'a   one', '=== ===='] as const;

function indent(lines: readonly string[]): readonly string[] {
  return lines.map(line => `   ${line}`);
}

suite('directives', () => {
  test('a captioned table, with options and a caption of two lines', () => {
    const page = readBody('.. table:: **Table 1** The', '   things', '   :widths: 1 2', '', ...indent(TABLE));
    assert.deepEqual(page.problems, []);
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
    assert.deepEqual(page.problems, []);
    assert.deepEqual(page.examples, [
      { line: BODY + 4, title: 'Answer', section: ['Show a Thing', 'Response'], text: '[1,\n 2]', json: [1, 2] },
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
    assert.deepEqual(page.problems, []);
    assert.equal(textsOf(page.tables).length, 1);
    assert.equal(page.tables[0]?.title, 'lead');
    assert.deepEqual(page.examples[0]?.json, {});
  });

  test('note-like directives of every name hold text', () => {
    for (const name of ['note', 'important', 'caution', 'warning', 'tip', 'hint', 'danger', 'error', 'attention']) {
      assert.deepEqual(readBody(`.. ${name}:: text`, '', '   more').problems, []);
    }
    assert.deepEqual(readBody('.. admonition:: Title', '', '   more').problems, []);
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
    assert.deepEqual(page.problems, []);
    assert.deepEqual([page.tables, page.examples], [[], []]);
  });
});

suite('directives with problems', () => {
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['an unknown directive', ['.. image:: a.png'], 1, /^unknown directive "image"; expected one of note, /],
    ['a misspelt directive', ['.. tabel:: x', '', ...indent(TABLE)], 1, /^unknown directive "tabel"/],
    ['a single colon', ['.. table: x', '', ...indent(TABLE)], 1, /makes this a comment; expected two colons/],
    ['a strange name', ['.. t\u00e4ble::', '', ...indent(TABLE)], 1, /^unknown directive/],
    ['a label without colon', ['.. _label'], 1, /the label has no colon at its end/],
    ['a footnote', ['.. [1] text'], 1, /footnotes, citations and substitutions are not read/],
    ['a substitution', ['.. |x| replace:: y'], 1, /footnotes, citations and substitutions are not read/],
    ['an empty note', ['.. note::'], 1, /the directive is empty/],
    ['an untitled admonition', ['.. admonition::', '', '   x'], 1, /has no title/],
    ['an empty code block', ['.. code-block::', '', 'text'], 1, /the code block is empty/],
    [
      'code beside its directive',
      ['.. code-block:: json', '   {}', '', '   {}'],
      2,
      /follows the directive immediately/,
    ],
    ['an empty table directive', ['.. table:: x', '', 'text'], 1, /the table directive is empty/],
    ['a table beside its caption', ['.. table:: x', ...indent(TABLE)], 2, /follows its caption immediately/],
    ['two tables', ['.. table:: x', '', ...indent([...TABLE, '', ...TABLE])], 1, /expected one table and nothing else/],
    ['text for a table', ['.. table:: x', '', '   text'], 1, /expected one table and nothing else/],
    ['a broken table', ['.. table:: x', '', ...indent(TABLE.slice(0, 4))], 3, /is not closed/],
    ['text below it', ['.. note:: x', 'text'], 2, /follows a directive or label immediately/],
  ];
  for (const [name, lines, line, message] of cases) {
    test(name, () => {
      const page = readBody(...lines);
      assert.deepEqual(page.tables, []);
      assert.deepEqual(
        problemsOf(page).map(([number]) => number),
        [line],
      );
      assert.match(page.problems[0]?.message ?? '', message);
    });
  }
});
