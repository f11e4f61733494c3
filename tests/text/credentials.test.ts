import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutCredentials } from '../../src/text/credentials.ts';

/** Texts with the credential "canary". */
const written = [
  'curl -u admin:canary https://vbs.test',
  'curl -uadmin:canary https://vbs.test',
  "curl -U 'admin:canary' x",
  'curl --user=admin:canary x',
  'curl --proxy-user admin:canary x',
  'curl -H Authorization: Basic canary',
  'curl -H "Authorization: Bearer canary" x',
  "{'X-Auth-Token': 'canary'}",
  'x-subject-token=canary',
  'Cookie: session=canary; other=canary',
  'failed at https://admin:canary@vbs.test/x',
  'failed at https://canary@vbs.test/x',
  'OS_PASSWORD=canary',
  'mysql --password canary',
  '{"password": "canary", "size": 1}',
];

test('credentials in commands, header fields and URLs are hidden', () => {
  for (const text of written) {
    const open = withoutCredentials(text);
    assert.doesNotMatch(open, /canary/, text);
    assert.match(open, /<hidden>/, text);
  }
  assert.equal(
    withoutCredentials('Runs "curl -u admin:canary http://x" before and "./leave.sh" after it.'),
    'Runs "curl -u admin:<hidden> http://x" before and "./leave.sh" after it.',
  );
});

test('everything else stays as it is', () => {
  for (const text of [
    'sort -u names.txt',
    'systemctl stop cinder-api',
    'as "demo" of the domain "default" for the project "demo" (https://k.test:5000/v3)',
    'no such user: demo',
    'the token has expired: get another',
    'GET https://vbs.test/v3/p1/backups?x=a@b',
    'OS_PASSWORD=<OS_PASSWORD>',
    'with the token in OS_TOKEN',
  ]) {
    assert.equal(withoutCredentials(text), text);
  }
});
