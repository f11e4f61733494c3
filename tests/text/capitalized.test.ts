import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capitalized } from '../../src/text/capitalized.ts';

test('the first letter becomes a capital, and nothing else changes', () => {
  const texts = ['the list', 'Über alles', 'os_CLOUD', '404', ''];
  assert.deepEqual(texts.map(capitalized), ['The list', 'Über alles', 'Os_CLOUD', '404', '']);
});
