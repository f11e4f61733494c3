import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linkSlots } from '../../src/probes/link-slots.ts';
import { isSent, type Sending, type Unsent } from '../../src/probes/sending.ts';
import { followUp } from '../../src/probing/follow-ups.ts';
import { assertAllowed } from '../../src/wire/allow-list.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { sampleTarget } from '../targets/sample-target.ts';
import { anyUrl } from '../text/any-text.ts';

const target = sampleTarget();
const contract = sampleContract();

/** The requests that the slots of the contract become. */
const followUps = (backup: unknown, of = contract): (Sending | Unsent)[] =>
  linkSlots(of).flatMap(slot => followUp(slot, of, target, backup));

/** Of each follow-up its name, and its URL or why there is none. */
function followed(backup: unknown): string[][] {
  return followUps(backup).map(one => [one.name, isSent(one) ? one.url : one.reason]);
}

const self = (href: unknown): unknown => ({ links: [{ rel: 'self', href }] });

test("the endpoint's own links are followed, with its token", () => {
  const href = 'https://vbs.test/volume/v3/p1/backups/b1';
  assert.deepEqual(followUps(self(href)), [
    {
      kind: 'ordinary',
      name: 'sample/follow/self',
      operation: 'sample',
      method: 'GET',
      url: href,
      headers: { Accept: 'application/json', 'User-Agent': target.userAgent, 'X-Auth-Token': 'member-canary' },
    },
  ]);
});

test('self and what promises more, the first of each; no other link', () => {
  const link = (rel: string, step: string): unknown => ({ rel, href: `https://vbs.test/${step}` });
  const links = [link('bookmark', '0'), link('next', '1'), link('self', '2'), link('self', '3'), link('next', '4')];
  assert.deepEqual(followed({ links }), [
    ['sample/follow/self', 'https://vbs.test/2'],
    ['sample/follow/next', 'https://vbs.test/1'],
  ]);
});

test('a link that leads elsewhere is not followed', () => {
  const elsewhere: Readonly<Record<string, string>> = {
    'http://vbs.test/v3': 'the link leads to another origin (http://vbs.test)',
    'https://vbs.test:8776/v3': 'the link leads to another origin (https://vbs.test:8776)',
    'https://vbs.test.evil/': 'the link leads to another origin (https://vbs.test.evil)',
    'https://vbs.test@evil.test/': 'the link leads to another origin (https://evil.test)',
    'file:///etc/passwd': 'the link is not an http or https URL',
    'javascript:alert(1)': 'the link is not an http or https URL',
    '/v3/p1/backups/b1': 'the link is not an absolute URL',
    '//vbs.test/v3': 'the link is not an absolute URL',
    '': 'the link is not an absolute URL',
    'https://name:pw@vbs.test/v3': 'the link contains credentials',
    'https://:pw@vbs.test/v3': 'the link contains credentials',
    [`https://vbs.test/${'x'.repeat(9000)}`]: 'the link has more than 8000 characters',
  };
  for (const [href, reason] of Object.entries(elsewhere)) {
    assert.deepEqual(followed(self(href)), [['sample/follow/self', reason]], href.slice(0, 80));
  }
});

test('what is no link yields nothing to follow', () => {
  const nothing = [
    undefined,
    null,
    'x',
    1,
    [],
    {},
    { links: null },
    { links: {} },
    { links: [] },
    { links: [null, 1, 'x'] },
  ];
  for (const backup of [...nothing, self(1), self(null), { links: [{ rel: 1, href: 'https://vbs.test/' }] }]) {
    assert.deepEqual(followed(backup), []);
  }
});

test('a page without links has nothing to follow', () => {
  assert.deepEqual(followUps(self('https://vbs.test/'), sampleContract([200], [])), []);
});

test('whatever a service links to, the sender lets it pass and it goes to the endpoint', () => {
  const hosts = fc.constantFrom(
    'https://vbs.test',
    'https://vbs.test:443',
    'https://VBS.TEST',
    'https:vbs.test',
    'https:\\\\vbs.test',
  );
  const hrefs = fc.oneof(
    fc.string(),
    anyUrl,
    fc.tuple(hosts, fc.string()).map(parts => parts.join('/')),
  );
  fc.assert(
    fc.property(hrefs, href => {
      for (const one of followUps(self(href))) {
        if (!isSent(one)) continue;
        assertAllowed(one, 'https://vbs.test');
        assert.equal(new URL(one.url).origin, 'https://vbs.test');
      }
    }),
  );
});
