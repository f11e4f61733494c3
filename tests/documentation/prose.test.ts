import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readPage } from '../../src/documentation/reader.ts';
import { assertFirst, BODY, readBody } from './sample-page.ts';

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
    assert.deepEqual(page.findings, []);
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

  const cases: readonly (readonly [string, readonly string[], string, RegExp])[] = [
    ['a short underline', ['A longer title', '~~~~~~'], '2:1 rst/short-underline', /shorter than its title/],
    ['a title inside a list', ['- Title', '  ====='], '1:3 rst/nested-title', /there is a section title inside a list/],
    ['an overline without underline', ['=====', 'Title'], '1:1 rst/stray-adornment', /this line belongs to no title/],
    [
      'two adornments without title',
      ['-----', '', '-----'],
      '1:1 rst/stray-adornment',
      /this line belongs to no title/,
    ],
    [
      'an underline without title',
      ['', '-----', '', 'text'],
      '2:1 rst/stray-adornment',
      /this line belongs to no title/,
    ],
    [
      'a level that was skipped',
      ['Deep', '^^^^', '', 'Same', '----', '', 'Deeper', '""""""'],
      '7:1 page/skipped-level',
      /skips a level/,
    ],
  ];
  for (const [name, lines, finding, sentence] of cases) {
    test(`${name} is a finding`, () => {
      assertFirst(readBody(...lines), finding, sentence);
    });
  }

  test('a page without title has a finding', () => {
    assert.match(readPage('a.rst', 'text').findings[0]?.sentence ?? '', /no title; expected one/);
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
    assert.deepEqual(page.findings, []);
    assert.deepEqual(
      page.examples.map(({ line, title, text, json }) => ({ line: line - BODY + 1, title, text, json })),
      [
        { line: 3, title: 'An example:', text: '{\n  "a": 1\n}', json: { a: 1 } },
        { line: 9, title: 'Another', text: '2', json: 2 },
        { line: 13, title: 'Another', text: '3', json: 3 },
      ],
    );
  });

  const cases: readonly (readonly [string, readonly string[], string, RegExp])[] = [
    ['"::" without code', ['Example::', '', 'text'], '1:1 rst/no-code', /no code follows the "::"/],
    [
      'code that ends abruptly',
      ['::', '', '  1', 'text'],
      '4:1 rst/missing-blank-line',
      /follows a literal block immediately/,
    ],
    [
      'indentation that grows',
      ['one', 'two', '   three'],
      '3:1 rst/growing-indentation',
      /is indented more than the line above/,
    ],
    [
      'a quote that ends abruptly',
      ['  quote', 'text'],
      '2:1 rst/missing-blank-line',
      /follows a block quote immediately/,
    ],
    [
      'a definition that ends abruptly',
      ['term', '  definition', 'text'],
      '3:1 rst/missing-blank-line',
      /follows a definition immediately/,
    ],
    ['a row outside of a table', ['text', '| a | b |'], '2:1 rst/piece-of-table', /a part of a table/],
    ['bold without end', ['one', '', 'a **b'], '3:1 rst/endless-markup', /"\*\*" begins markup that does not end/],
  ];
  for (const [name, lines, finding, sentence] of cases) {
    test(`${name} is a finding`, () => {
      assertFirst(readBody(...lines), finding, sentence);
    });
  }
});
