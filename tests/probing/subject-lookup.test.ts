import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lookupsFor } from '../../src/probes/subjects.ts';
import { firstFitting, lookupRequest } from '../../src/probing/subject-lookup.ts';
import { assertAllowed } from '../../src/wire/allow-list.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { anyPath } from '../text/any-text.ts';

const [lookup] = lookupsFor([sampleContract()], {});
assert.ok(lookup);

test('available backups are asked for beside the one that is shown, as the same user', () => {
  const sending = lookupRequest(lookup, sampleTarget({ microversion: '3.45' }));
  assert.deepEqual(sending, {
    kind: 'ordinary',
    name: 'sample/list',
    operation: 'sample',
    method: 'GET',
    url: 'https://vbs.test/volume/v3/p1/backups/detail?status=available&limit=100',
    headers: {
      Accept: 'application/json',
      'User-Agent': 'vbs-conformance/0.0.0',
      'OpenStack-API-Version': 'volume 3.45',
      'X-Auth-Token': 'member-canary',
    },
  });
  assertAllowed(sending, 'https://vbs.test');
});

test('a list is signed where requests are signed', () => {
  const keys = { accessKey: 'access-canary', secretKey: 'secret-canary' };
  const sending = lookupRequest(lookup, sampleTarget({ token: undefined, keys }));
  assert.deepEqual(sending.keys, keys);
  assert.equal(sending.headers['X-Project-Id'], 'p1');
  assert.equal(sending.headers['X-Auth-Token'], undefined);
});

const good = { id: 'b2', status: 'available' };

/** What a service may answer, and the backup that is taken of it. */
const answers: readonly (readonly [what: string, body: unknown, found: string | undefined])[] = [
  ['one that is available', { backups: [good] }, 'b2'],
  ['the first of several', { backups: [good, { id: 'b3', status: 'available' }] }, 'b2'],
  ['others before it', { backups: [{ id: 'b1', status: 'error' }, { id: 'b0' }, good] }, 'b2'],
  ['its own links before the list', { backups_links: [{ rel: 'next', href: 'x' }], backups: [good] }, 'b2'],
  ['a count before the list', { count: 1, backups: [good] }, 'b2'],
  ['what is no backup in the list', { backups: [null, 1, 'x', [good], {}, good] }, 'b2'],
  ['ids that cannot stand in a path', { backups: ['..', '../x', '', 'a/b', 'a b', '.'].map(bad) }, undefined],
  ['an id that is longer than any', { backups: [bad('x'.repeat(300)), good] }, 'b2'],
  ['ids that are no text', { backups: [1, null, { id: 'x' }, ['x']].map(bad) }, undefined],
  ['none that is available', { backups: [{ id: 'b1', status: 'AVAILABLE' }] }, undefined],
  ['an empty list', { backups: [] }, undefined],
  ['no list', { backups: {} }, undefined],
  ['a list at the top', [good], undefined],
  ['nothing', {}, undefined],
  ['no JSON', undefined, undefined],
  ['null', null, undefined],
];

function bad(id: unknown): unknown {
  return { id, status: 'available' };
}

test('the first available backup of an answer is taken, wherever it stands, and nothing that is none', () => {
  for (const [what, body, found] of answers) assert.equal(firstFitting(body, lookup), found, what);
});

test('whatever is answered, what is taken can stand in a path as it is', () => {
  const item = fc.record({ id: fc.oneof(fc.string(), anyPath, fc.anything()), status: fc.constant('available') });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.array(item), fc.anything())), body => {
      const found = firstFitting(body, lookup);
      if (found === undefined) return;
      assert.equal(encodeURIComponent(found).replaceAll('%3A', ':'), found);
      assert.equal(new URL(`https://vbs.test/v3/p/backups/${found}`).pathname, `/v3/p/backups/${found}`);
    }),
  );
});
