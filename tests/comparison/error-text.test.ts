import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorText } from '../../src/comparison/error-text.ts';

const text = (body: string, ...asked: readonly string[]): string =>
  errorText({ status: 404, reason: '', headers: [], body: Buffer.from(body) }, asked);
const fault = (message: string): string => JSON.stringify({ itemNotFound: { code: 404, message } });

test('ids and times are left out of a message, whatever their form', () => {
  for (const id of ['0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f', '0a1b2c3d0a1b4a1b8a1b0a1b2c3d4e5f', '123456789']) {
    assert.equal(text(fault(`Backup ${id} could not be found.`)), 'Backup <id> could not be found.');
  }
  assert.equal(text(fault('Request req-0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f')), 'Request <id>');
  assert.equal(text(fault('at 2026-01-02T03:04:05.678Z')), 'at <time>');
  assert.equal(text(fault('no project demo-7'), 'demo-7'), 'no project <id>');
});

test('numbers that mean something stay', () => {
  assert.equal(text(fault('the maximum is 3.62')), 'the maximum is 3.62');
});

test('a page is its text without tags, and a long text is cut', () => {
  assert.equal(text('<html><b>Not</b>\n found</html>'), 'Not found');
  assert.equal(text(fault('a '.repeat(1_000_000))).length, 300);
});
