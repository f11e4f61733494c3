import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keystonePlace, type Named, wordsFor } from '../../../src/targets/openstack/keystone-access.ts';
import { sampleAccess } from './sample-access.ts';

test('a user or project in words is its id, or its name with the domain in which that is unique', () => {
  const words: readonly (readonly [Named, string])[] = [
    [{ id: 'e8a1' }, 'e8a1'],
    [{ name: 'demo', domain: { id: 'default' } }, '"demo" of the domain "default"'],
    [{ name: 'demo', domain: { name: 'Some Company' } }, '"demo" of the domain "Some Company"'],
  ];
  for (const [named, text] of words) assert.equal(wordsFor(named), text);
});

test('Keystone in words is its URL, with the variable of the proxy on the way', () => {
  const route = 'http://name:canary@proxy.test:3128';
  assert.equal(keystonePlace(sampleAccess()), 'Keystone at https://k.test/v3');
  for (const [authUrl, variable] of [
    ['https://k.test/v3', 'HTTPS_PROXY'],
    ['http://k.test/v3', 'HTTP_PROXY'],
  ] as const) {
    const words = `Keystone at ${authUrl} (through the proxy in ${variable})`;
    assert.equal(keystonePlace(sampleAccess({ authUrl, route })), words);
  }
});
