import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type JsonText, maxDepth, maxDuplicates, maxValues, readJson } from '../../src/text/json-text.ts';
import { anyText } from './any-text.ts';

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function duplicatesIn(text: string): readonly string[] {
  const json = readJson(text);
  assert.equal(json.error, undefined, text);
  return json.error === undefined ? json.duplicates : [];
}

const errorOf = (json: JsonText): string | undefined => json.error;

/** Pieces of which JSON texts and what only looks like them are made. */
const piece = fc.constantFrom(
  ...'{}[],:"\\u0/ntrue1-.e \n',
  '"a"',
  '"a":',
  'null',
  'NaN',
  '\\"',
  '\\u0061',
  '\ud800',
  '\ufeff',
);

test('a text is read if and only if JSON.parse reads it, and as the same value', () => {
  const texts = fc.oneof(
    fc.json(),
    anyText(),
    fc.array(piece).map(pieces => pieces.join('')),
    fc.tuple(fc.json(), fc.nat()).map(([text, length]) => text.slice(0, length % (text.length + 1))),
  );
  fc.assert(
    fc.property(texts, text => {
      const json = readJson(text);
      const expected = parsed(text);
      assert.deepEqual(json.error === undefined ? { value: json.value } : undefined, expected);
    }),
    { numRuns: 300 },
  );
});

test('why a text cannot be read', () => {
  const reasons: Readonly<Record<string, string>> = {
    '': 'an empty text',
    ' \n': 'an empty text',
    '{"a":1': 'a text that ends too early',
    '{"a"': 'a text that ends too early',
    '{"a': 'a text that ends too early',
    '[1,': 'a text that ends too early',
    tru: 'a text that ends too early',
    '{"a":NaN}': 'a text that is not JSON',
    'end of JSON': 'a text that is not JSON',
    'x in JSON at position 9': 'a text that is not JSON',
    '<html>': 'a text that is not JSON',
    '\ufeff{}': 'a text that is not JSON',
    "{'a':1}": 'a text that is not JSON',
    '[1] x': 'a text that is not JSON',
  };
  for (const [text, reason] of Object.entries(reasons)) {
    assert.ok(errorOf(readJson(text))?.startsWith(reason), `${JSON.stringify(text)}: ${errorOf(readJson(text))}`);
  }
});

test('the reason never repeats the text', () => {
  for (const text of ['canary', '{"a":canary}', '[canary', '"canary', '{"canary"}', '[1]canary']) {
    assert.doesNotMatch(errorOf(readJson(text)) ?? 'canary', /canary/);
  }
});

test('keys that stand twice in one object, however they are spelled', () => {
  assert.deepEqual(duplicatesIn('{"a":1,"b":2,"a":3}'), ['a']);
  assert.deepEqual(duplicatesIn('{"a":1,"\\u0061":2}'), ['a']);
  assert.deepEqual(duplicatesIn('{"\\/":1,"/":2}'), ['/']);
  assert.deepEqual(duplicatesIn('{"__proto__":1,"__proto__":2}'), ['__proto__']);
  assert.deepEqual(duplicatesIn('{"":1,"":2,"":3}'), ['']);
  assert.deepEqual(duplicatesIn('{"a":[{"b":{},"b":[]}],"a":"x"}'), ['b', 'a']);
  assert.deepEqual(duplicatesIn('{"\\ud800":1,"\\ud800":2}'), ['\ud800']);
});

test('what only looks like a key twice', () => {
  const once = [
    '{"a":"a","b":"a"}',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"x":["a","a","a"],"a":1}',
    '{"a":"\\",\\"a\\":","b":1}',
    '{"a":"{","b":"},","c":"\\\\"}',
    '{"a":1,"A":2}',
    '["a","a"]',
    '"a"',
  ];
  for (const text of once) assert.deepEqual(duplicatesIn(text), [], text);
});

test('no value that is written without repetition has a key twice, and one put in is found', () => {
  fc.assert(
    fc.property(fc.dictionary(anyText(), fc.jsonValue(), { minKeys: 1 }), object => {
      const text = JSON.stringify(object);
      const [key = ''] = Object.keys(object);
      assert.deepEqual(duplicatesIn(text), []);
      assert.deepEqual(duplicatesIn(`${text.slice(0, -1)},${JSON.stringify(key)}:0}`), [key]);
    }),
  );
});

test('repeated keys are told up to a number', () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `"${index}":1`).join(',');
  assert.equal(duplicatesIn(`{${keys},${keys}}`).length, maxDuplicates);
});

test('depth is bounded without recursion', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  assert.equal(errorOf(readJson(nested(maxDepth))), undefined);
  assert.equal(errorOf(readJson(nested(maxDepth + 1))), `a text nested deeper than ${maxDepth} levels`);
  for (const text of [nested(200_000), '['.repeat(200_000), '{"a":'.repeat(200_000), ']'.repeat(200_000)]) {
    assert.equal(typeof errorOf(readJson(text)), 'string');
  }
});

test('the number of values is bounded', () => {
  assert.equal(errorOf(readJson(`[${'1,'.repeat(1000)}1]`)), undefined);
  for (const item of ['1,', '{},', '{"rel":"self"},']) {
    assert.equal(errorOf(readJson(`[${item.repeat(maxValues)}1]`)), `a text with more than ${maxValues} values`);
  }
});

test('a long string, and one of escapes without an end, are read through in one go', () => {
  const long = 'a'.repeat(9_000_000);
  assert.deepEqual(readJson(`"${long}"`), { value: long, duplicates: [] });
  assert.equal(errorOf(readJson(`"${'\\"'.repeat(2_000_000)}`)), 'a text that ends too early');
  assert.equal(errorOf(readJson('"'.repeat(2_000_001))) === undefined, false);
});
