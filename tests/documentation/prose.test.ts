import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readPage } from '../../src/documentation/reader.ts';
import { BODY, problemsOf, readBody } from './sample-page.ts';

suite('titles', () => {
  test('any adornment; levels rank in the order in which they appear; overlines make another level', () => {
    const page = readPage(
      'a.rst',
      [
        '#####\nTop\n#####\n',
        'URI\n~~~\n\nGET /a\n',
        'Deep\n^^^^\n\n::\n\n  1\n',
        'Next\n~~~~\n\n::\n\n  2\n',
        '漢字\n~~~~\n\n::\n\n  3\n',
      ].join('\n'),
    );
    assert.deepEqual(page.problems, []);
    assert.equal(page.title, 'Top');
    assert.deepEqual(
      page.examples.map(example => example.section),
      [
        ['Top', 'URI', 'Deep'],
        ['Top', 'Next'],
        ['Top', '漢字'],
      ],
    );
  });

  test('markup in a title is removed', () => {
    assert.equal(readPage('a.rst', 'A **b** \\_c\n===========\n').title, 'A b _c');
  });

  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['a short underline', ['A longer title', '~~~~~~'], 2, /shorter than its title/],
    ['a title inside a list', ['- Title', '  ====='], 1, /a section title stands inside a list/],
    ['an overline without underline', ['=====', 'Title'], 1, /this line adorns no title/],
    ['two adornments without title', ['-----', '', '-----'], 1, /this line adorns no title/],
    ['an underline without title', ['', '-----', '', 'text'], 2, /this line adorns no title/],
    ['a level that was skipped', ['Deep', '^^^^', '', 'Same', '----', '', 'Deeper', '""""""'], 7, /skips a level/],
  ];
  for (const [name, lines, line, message] of cases) {
    test(`${name} is a problem`, () => {
      const [first] = problemsOf(readBody(...lines));
      assert.equal(first?.[0], line);
      assert.match(first?.[1] ?? '', message);
    });
  }

  test('a page without title has a problem', () => {
    assert.match(readPage('a.rst', 'text').problems[0]?.message ?? '', /no title; expected one/);
  });
});

suite('paragraphs and literal blocks', () => {
  test('"::" announces code', () => {
    const page = readBody(
      'An example::',
      '',
      '   {',
      '     "a": 1',
      '   }',
      '',
      'Another ::',
      '',
      '  2',
      '',
      '::',
      '',
      ' 3',
    );
    assert.deepEqual(page.problems, []);
    assert.deepEqual(
      page.examples.map(({ line, title, text, json }) => ({ line: line - BODY + 1, title, text, json })),
      [
        { line: 3, title: 'An example:', text: '{\n  "a": 1\n}', json: { a: 1 } },
        { line: 9, title: 'Another', text: '2', json: 2 },
        { line: 13, title: 'Another', text: '3', json: 3 },
      ],
    );
  });

  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['"::" without code', ['Example::', '', 'text'], 1, /no code follows the "::"/],
    ['code that ends abruptly', ['::', '', '  1', 'text'], 4, /follows a literal block immediately/],
    ['indentation that grows', ['one', 'two', '   three'], 3, /grows unexpectedly/],
    ['a quote that ends abruptly', ['  quote', 'text'], 2, /follows a block quote immediately/],
    ['a definition that ends abruptly', ['term', '  definition', 'text'], 3, /follows a definition immediately/],
    ['a row outside of a table', ['text', '| a | b |'], 2, /a piece of a table/],
    ['bold without end', ['one', '', 'a **b'], 3, /"\*\*" opens markup that never ends/],
  ];
  for (const [name, lines, line, message] of cases) {
    test(`${name} is a problem`, () => {
      const [first] = problemsOf(readBody(...lines));
      assert.equal(first?.[0], line);
      assert.match(first?.[1] ?? '', message);
    });
  }
});
