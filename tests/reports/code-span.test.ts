import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellSpan, codeSpan } from '../../src/reports/code-span.ts';

test('no text ends its code span, or its cell, in whichever way a reader of tables counts backslashes', () => {
  assert.equal(codeSpan('a `b` c'), '``a `b` c``');
  assert.equal(cellSpan('a|b'), '`a\\|b`');
  // Some read two backslashes as one that is escaped, and the bar behind them as the end of the cell.
  assert.equal(cellSpan('a\\|b'), '`a\\\\u{7c}b`');
  assert.equal(cellSpan('a\\\\|b'), '`a\\\\\\u{7c}b`');
});
