import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readInline } from '../../../src/documentation/rst/inline.ts';

interface Told {
  readonly text: string;
  readonly bold: readonly string[];
  readonly told: readonly string[];
}

function read(source: string): Told {
  const told: string[] = [];
  const { text, bold } = readInline(source, (rule, sentence) => told.push(`${rule}: ${sentence}`));
  return { text, bold, told };
}

function textOf(source: string): string {
  const { text, told } = read(source);
  assert.deepEqual(told, []);
  return text;
}

suite('inline markup that is removed', () => {
  test('bold, which is kept apart too', () => {
    assert.deepEqual(read('either **on** or **off now**.'), {
      text: 'either on or off now.',
      bold: ['on', 'off now'],
      told: [],
    });
  });
  test('italic and literal', () => assert.equal(textOf('*a* and ``b *c*``'), 'a and b *c*'));
  test('a reference shows its title', () => assert.equal(textOf('see :ref:`the codes <id_1>`.'), 'see the codes.'));
  test('a reference without title shows its target', () => assert.equal(textOf(':ref:`id_1`'), 'id_1'));
  test('a role behind its text', () => assert.equal(textOf('`H2O`:sub:'), 'H2O'));
  test('links show their title', () => assert.equal(textOf('`one <https://a.example/>`__ `two`_'), 'one two'));
  test('plain interpreted text keeps angle brackets', () => assert.equal(textOf('`list <int>`'), 'list <int>'));
  test('inline targets', () => assert.equal(textOf('an _`anchor` here'), 'an anchor here'));
  test('markup across line ends', () => assert.equal(textOf('**a\nb**   c'), 'a b c'));
});

suite('characters that are no markup', () => {
  test('stars with white space around them', () => assert.equal(textOf('2 * 3 ** 4'), '2 * 3 ** 4'));
  test('stars inside words', () => assert.equal(textOf('a*b*c'), 'a*b*c'));
  test('quoted start-strings', () => assert.equal(textOf('"*" (*) <`>'), '"*" (*) <`>'));
  test('underscores inside words', () => assert.equal(textOf('a_b __c__d'), 'a_b __c__d'));
  test('bars', () => assert.equal(textOf('a | b || c'), 'a | b || c'));
});

suite('escapes', () => {
  test('an escaped character stands for itself', () => assert.equal(textOf('\\*a\\* \\_b x\\_ \\\\'), '*a* _b x_ \\'));
  test('an escaped space vanishes', () => assert.equal(textOf('**a**\\ b'), 'ab'));
  test('literals know no escapes', () => assert.equal(textOf('``\\d\\\\``'), '\\d\\\\'));
  test('bold with an escape inside', () => assert.deepEqual(read('**\\__x**').bold, ['__x']));
  test('a backslash at the very end is dropped', () => assert.equal(textOf('a\\'), 'a'));
});

suite('what cannot be read keeps its text', () => {
  test('markup without end', () => {
    for (const mark of ['**', '*', '``', '`', '_`', '|', ':ref:`']) {
      const { text, told } = read(`one ${mark}two three`);
      assert.equal(text, `one ${mark}two three`);
      assert.deepEqual(told, [
        `rst/endless-markup: ${JSON.stringify(mark)} begins markup that does not end; expected its end in the same paragraph.`,
      ]);
    }
  });
  test('a mark alone', () => assert.equal(read('a **').told.length, 1));
  test('empty bold', () => assert.equal(read('****').text, '****'));
  test('an end that does not count', () => assert.equal(read('**a**b').text, '**a**b'));
  test('what follows markup without end is read', () => assert.deepEqual(read('`a **b**').bold, ['b']));
  test('an unknown role', () => {
    const { text, told } = read(':pep:`8`');
    assert.equal(text, '8');
    assert.match(told[0] ?? '', /^rst\/unknown-role: unknown role "pep"; expected one of code, /);
  });
  test('a substitution', () => {
    const { text, told } = read('the |name| of');
    assert.equal(text, 'the |name| of');
    assert.match(told[0] ?? '', /^rst\/substitution: "\|name\|" is a substitution/);
  });
  test('a word that is a reference', () => {
    for (const word of ['name_', 'my-name__', 'a/name_', 'a.b_']) {
      const { text, told } = read(`the ${word} of`);
      assert.equal(text, `the ${word} of`);
      assert.deepEqual(told, ['rst/reference-word: a word ends in "_", which makes it a reference; expected "\\_".']);
    }
  });
});
