import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Output, terminalOf } from '../../src/cli/terminal-of-process.ts';

const pipe: Output = { isTTY: false, columns: 0, hasColors: () => false, write: () => {} };
const screen: Output = { isTTY: true, columns: 100, hasColors: () => true, write: () => {} };

test('lines are wrapped on a terminal, and never in a pipe', () => {
  assert.equal(terminalOf(screen, {}).columns, 100);
  assert.equal(terminalOf({ ...screen, columns: 0 }, {}).columns, 80, 'a terminal without a window');
  assert.equal(terminalOf(pipe, {}).columns, Number.POSITIVE_INFINITY);
});

test('colours are shown on a terminal that has them, where FORCE_COLOR asks for them, and never with NO_COLOR', () => {
  const isColoured = (stream: Output, env: Record<string, string>): boolean =>
    terminalOf(stream, env).paint('failed', 'x') !== 'x';
  assert.equal(isColoured(screen, {}), true);
  assert.equal(isColoured({ ...screen, hasColors: () => false }, {}), false);
  assert.equal(isColoured(pipe, {}), false);
  assert.equal(isColoured(pipe, { FORCE_COLOR: '1' }), true);
  assert.equal(isColoured(pipe, { FORCE_COLOR: '' }), true);
  assert.equal(isColoured(screen, { FORCE_COLOR: '0' }), false);
  assert.equal(isColoured(screen, { NO_COLOR: '1' }), false);
});
