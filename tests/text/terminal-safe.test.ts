import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { terminalSafe } from '../../src/text/terminal-safe.ts';
import { anyText } from './any-text.ts';

test('nothing that a terminal or page would obey is left, and everything else is as it was', () => {
  assert.equal(terminalSafe('été 備份 \u001b[31m\u202e'), 'été 備份 \\u{1b}[31m\\u{202e}');
  fc.assert(
    fc.property(anyText(), text => {
      assert.doesNotMatch(terminalSafe(text), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      if (/^[\p{L}\p{N} ]*$/u.test(text)) assert.equal(terminalSafe(text), text);
    }),
  );
});
