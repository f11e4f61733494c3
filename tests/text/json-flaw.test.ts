import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonFlaw } from '../../src/text/json-flaw.ts';
import { anyText } from './any-text.ts';

const bounds = { depth: 100, values: 1000 };

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('what JSON.parse reads has no flaw, and what it refuses has one', () => {
  const pieces = fc.constantFrom(...'{}[]:,"\\ \n\t-0.1eEu', 'true', 'null', '"a"', '"\\u00e4"', '1.5e3', '\u007f');
  const texts = fc.oneof(
    fc.json(),
    anyText(),
    fc.array(pieces).map(all => all.join('')),
  );
  fc.assert(
    fc.property(texts, text => assert.equal(jsonFlaw(text, { depth: 1e6, values: 1e6 }) === undefined, isJson(text))),
    { numRuns: 2000 },
  );
});

test('each character that is left out or put in is noticed as by JSON.parse', () => {
  const text = '{"a": [1, -2.5e+3, "x\\u0041\\n"], "b": {"c": null, "d": [], "e": {}}, "f": true}';
  for (let index = 0; index < text.length; index += 1) {
    const cut = text.slice(0, index) + text.slice(index + 1);
    assert.equal(jsonFlaw(cut, bounds) === undefined, isJson(cut), cut);
    for (const more of '",:]}1\\') {
      const longer = text.slice(0, index) + more + text.slice(index);
      assert.equal(jsonFlaw(longer, bounds) === undefined, isJson(longer), longer);
    }
  }
});

test('a flaw has its line', () => {
  const flawOf = (text: string): string => {
    const { line, what } = jsonFlaw(text, bounds) ?? { line: 0, what: '' };
    return `${line}: ${what}`;
  };
  assert.equal(flawOf('{\n"a": 1'), '2: the text ends too early');
  assert.equal(flawOf('{\n"a": "x'), '2: this is no JSON value');
  assert.equal(flawOf('{\n"a" 1}'), '2: this is not JSON, a colon is missing');
  assert.equal(flawOf('[1\n\n2]'), '3: this is not JSON, a comma is missing');
  assert.equal(flawOf('{}\n{}'), '2: this is not JSON, the end is missing');
  assert.equal(flawOf('{1}'), '1: this is no name of a member');
  assert.equal(flawOf(''), '1: the text ends too early');
});

test('a member that an object has twice is a flaw: readers differ in which of both they take', () => {
  const flawOf = (text: string) => jsonFlaw(text, bounds);
  assert.deepEqual(flawOf('{"a": 1,\n"b": 2,\n"a": 1}'), { line: 3, what: 'this object has a member "a" twice' });
  assert.deepEqual(flawOf('[{"x": {"ä": 1, "\\u00e4": 2}}]'), { line: 1, what: 'this object has a member "ä" twice' });
  assert.match(flawOf(`{"${'k'.repeat(1e6)}": 1, "${'k'.repeat(1e6)}": 1}`)?.what ?? '', /^.{1,150}$/);
  for (const text of ['{"a": {"a": {"a": 1}}, "b": {"a": 1}}', '[{"a": 1}, {"a": 1}]', '{"a": "a", "b": "a"}'])
    assert.equal(flawOf(text), undefined, text);
  const many = Array.from({ length: 50_000 }, (_, index) => `"${index}": 0`).join();
  assert.equal(jsonFlaw(`{${many}}`, { depth: 1, values: 1e6 }), undefined);
});

test('a text that is too deep, or of too many values, has a flaw, however large it is', () => {
  assert.match(jsonFlaw('['.repeat(5_000_000), bounds)?.what ?? '', /deeper than 100/);
  assert.match(jsonFlaw(`[${'0,'.repeat(5_000_000)}0]`, bounds)?.what ?? '', /more than 1000 values/);
  assert.equal(jsonFlaw(`${'['.repeat(100)}${']'.repeat(100)}`, bounds), undefined);
  const long = JSON.stringify('a\n'.repeat(10_000_000) + 'b'.repeat(30_000_000));
  assert.equal(jsonFlaw(long, bounds), undefined);
});
