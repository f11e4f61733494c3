import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePrivateYaml, yamlOfOpenStack } from '../../src/text/private-yaml.ts';

const asClients = (text: string) => parsePrivateYaml(text, yamlOfOpenStack);
const plainly = (text: string) => parsePrivateYaml(text);

test('as the clients have it, what looks like a number is a text, spelt as it stands there', () => {
  const numbers = ['0123', '1e5', '12345678901234567890123456789012', '0x1f', '.inf', '-1', '1.10', '0o17', '1_000'];
  for (const number of numbers) {
    assert.deepEqual(asClients(`a: ${number}`).content, { a: number });
    assert.deepEqual(asClients(`%YAML 1.1\n---\na: ${number}`).content, { a: number });
  }
  assert.deepEqual(asClients('{a: true, b: null, c: ~, d: "1", e: no}').content, {
    a: true,
    b: null,
    c: null,
    d: '1',
    e: 'no',
  });
});

test('else numbers are numbers, and << is a key like any other', () => {
  assert.deepEqual(plainly('a: 0.5\nb: {<<: {c: 1}}').content, { a: 0.5, b: { '<<': { c: 1 } } });
});

test('merge keys take what is not there yet', () => {
  const text = 'base: &base {a: 1, b: 2}\nown: {<<: *base, b: 3}\nboth: {<<: [*base, {c: 4}]}';
  assert.deepEqual(asClients(text).content, {
    base: { a: '1', b: '2' },
    own: { a: '1', b: '3' },
    both: { a: '1', b: '2', c: '4' },
  });
});

test('aliases that cannot be resolved are a problem, not a crash', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level += 1) {
    bomb.push(
      `l${level}: &${'abcdefghi'[level]} [${Array(10)
        .fill(`*${'abcdefghi'[level - 1]}`)
        .join(', ')}]`,
    );
  }
  const texts = ['a: *nowhere', 'a: &a {b: *a}', '&a [*a]', '<<: 5', '<<: [5]', '<<: *nowhere', bomb.join('\n')];
  for (const text of texts) {
    assert.deepEqual([asClients(text).problems[0]?.code, asClients(text).content], ['BAD_ALIAS', undefined], text);
  }
});

test('no problem quotes the text', () => {
  const texts = ['a: "canary', 'canary: [', 'a: canary: b', '*canary', 'a: !canary [', '&canary &canary a', '%canary'];
  for (const text of texts) {
    const { problems } = plainly(text);
    assert.equal(problems.length, 1, text);
    assert.doesNotMatch(JSON.stringify(problems), /canary/);
  }
});

test('nothing of the text reaches the terminal as a warning', async t => {
  const warnings: string[] = [];
  const listen = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', listen);
  t.after(() => process.off('warning', listen));
  for (const text of ['password: {{ canary }}', '? [canary]\n: x', 'a: !canary b', '%CANARY\n---\na: 1']) {
    plainly(text);
    asClients(text);
  }
  await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(warnings, []);
});

test('the line of an entry is that of its key; of one that is not there, that of what should hold it', () => {
  const { lineOf } = plainly('a:\n  b:\n    - x\n    -\n      c: 1\n503:\n  d: *e\n"504": [\n  y]\n');
  const lines: readonly (readonly [readonly (string | number)[], number])[] = [
    [[], 1],
    [['a'], 1],
    [['a', 'b'], 2],
    [['a', 'b', 0], 3],
    [['a', 'b', 1, 'c'], 5],
    [['503'], 6],
    [[503, 'd'], 7],
    [['504'], 8],
    [[504, '0'], 9],
    [['a', 'missing'], 1],
    [['a', 'b', 7], 2],
  ];
  for (const [path, line] of lines) assert.equal(lineOf(path), line, JSON.stringify(path));
});

test('the line below an alias is that of the entry which it stands for', () => {
  const { lineOf } = plainly('a: &a\n  b: 1\nc: *a\n');
  assert.deepEqual([lineOf(['c']), lineOf(['c', 'b'])], [3, 2]);
});
