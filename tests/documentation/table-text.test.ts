import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readBody, textsOf } from './sample-page.ts';

/** What docutils 0.19 gives as `astext()` of each cell, with one line end between texts where docutils has two. */
suite('code in a cell is a text of its own, as it stands', () => {
  test('between paragraphs, in a list item and in a note', () => {
    const page = readBody(
      '+-----+----------------------------+',
      '| Key | Text                       |',
      '+=====+============================+',
      '| a   | One of **these**, as in::  |',
      '|     |                            |',
      '|     |    {                       |',
      '|     |      "key":  "value"       |',
      '|     |                            |',
      '|     |    }                       |',
      '|     |                            |',
      '|     | -  An item:                |',
      '|     |                            |',
      '|     |    .. code-block:: json    |',
      '|     |                            |',
      '|     |       {"a":  \\_1}          |',
      '|     |                            |',
      '|     | .. note::                  |',
      '|     |                            |',
      '|     |    ::                      |',
      '|     |                            |',
      '|     |      **no** ``markup``     |',
      '|     |                            |',
      '|     | The end.                   |',
      '+-----+----------------------------+',
    );
    const code = '{\n  "key":  "value"\n\n}';
    const text = `One of these, as in:\n${code}\nAn item:\n{"a":  \\_1}\n**no** \`\`markup\`\`\nThe end.`;
    assert.deepEqual(page.findings, []);
    assert.deepEqual(textsOf(page.tables)[0]?.[1], ['a', text]);
    assert.deepEqual(page.tables[0]?.rows[0]?.[1]?.bold, ['these']);
    assert.deepEqual(page.examples, []);
  });

  test('and nothing beside it', () => {
    const page = readBody(
      '+------+-----------+',
      '| Key  | Text      |',
      '+======+===========+',
      '| ::   | .. code:: |',
      '|      |           |',
      '|   a  |    x      |',
      '+------+-----------+',
    );
    assert.deepEqual(page.findings, []);
    assert.deepEqual(textsOf(page.tables)[0]?.[1], ['a', 'x']);
  });

  test('in a simple table', () => {
    const page = readBody(
      '=== =======',
      'Key Text',
      '=== =======',
      'a   One::',
      '',
      '      x',
      '        y',
      'b   two',
      '=== =======',
    );
    assert.deepEqual(page.findings, []);
    assert.deepEqual(textsOf(page.tables)[0]?.slice(1), [
      ['a', 'One:\nx\n  y'],
      ['b', 'two'],
    ]);
  });
});
