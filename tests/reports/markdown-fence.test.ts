import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fenceFor } from '../../src/reports/markdown-fence.ts';

test('a fence is as long as asked for, and longer than any row of backticks in the text', () => {
  assert.deepEqual([fenceFor('plain', 1), fenceFor('a `b` c', 1), fenceFor('``` x', 3)], ['`', '``', '````']);
  fc.assert(
    fc.property(fc.stringMatching(/^[a`]*$/), fc.integer({ min: 1, max: 3 }), (text, least) => {
      const fence = fenceFor(text, least);
      assert.ok(/^`+$/.test(fence) && fence.length >= least && !text.includes(fence));
    }),
  );
});
