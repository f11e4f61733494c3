import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLink } from '../../src/probes/link.ts';

test('a link has a relation and a target, both strings', () => {
  assert.ok(isLink({ rel: 'self', href: 'http://127.0.0.1/' }));
  assert.ok(isLink({ rel: '', href: '', type: 1 }));
  for (const other of [
    null,
    'self',
    [],
    {},
    { rel: 'self' },
    { href: '/' },
    { rel: 1, href: '/' },
    { rel: 'self', href: null },
  ]) {
    assert.ok(!isLink(other), JSON.stringify(other));
  }
});
