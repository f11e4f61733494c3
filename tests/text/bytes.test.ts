import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withinBytes } from '../../src/text/bytes.ts';

test('a text is cut between two characters, by the bytes that it has in UTF-8', () => {
  assert.equal(withinBytes('abc', 3), 'abc');
  assert.equal(withinBytes('abc', 2), 'ab');
  assert.equal(withinBytes('aé', 2), 'a');
  assert.equal(withinBytes('漢字', 5), '漢');
  assert.equal(withinBytes('\u{20000}\u{20000}', 7), '\u{20000}');
});
