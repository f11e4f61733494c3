import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cloudTarget } from '../../../src/targets/configured-target.ts';
import { filesOf, sourcesOf } from '../target-sources.ts';
import { messageOf } from '../telling.ts';

/** Secrets as they stand in files: beside a key, in quotation marks, in blocks, behind anchors. */
const block = `# of the lab
x-shared: &shared
  auth_url: https://k.test/v3
  user_domain_name: Default
clouds:
  lab:
    region_name: One
    auth:
      <<: *shared
      username: demo
      password: CANARY
      project_name: demo
  other:
    auth: {auth_url: "https://k.test", username: demo, password: 'CANARY', project_id: 0123}
  credential:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://k.test
      application_credential_id: a1
      application_credential_secret: |
        CANARY
`;

const json = JSON.stringify({
  clouds: { lab: { auth: { auth_url: 'https://k.test', token: 'CANARY-TOKEN', project_id: 'p1' }, verify: true } },
});

/** What a slip of the hand leaves behind. */
const slips = [
  '',
  '\n',
  '\t',
  ' ',
  ':',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '*',
  '&',
  '!',
  '|',
  '>',
  '%',
  '#',
  ',',
  '@',
  '`',
  '<<',
  '---',
  '\r',
  '\u0000',
  '\ufeff',
  '\ud800',
];

/** A text in which a few characters are lost and others came in their place, but the secrets are whole. */
const damaged = (text: string) =>
  fc
    .array(
      fc.record({ at: fc.nat(text.length), lost: fc.nat(3), slip: fc.oneof(fc.constantFrom(...slips), fc.string()) }),
      { minLength: 1, maxLength: 3 },
    )
    .map(edits => edits.reduce((all, { at, lost, slip }) => `${all.slice(0, at)}${slip}${all.slice(at + lost)}`, text));

/** The message, if any, with which a plan for this cloud ends. */
const messageFor = (texts: Readonly<Record<string, string>>, cloud: string): string | undefined =>
  messageOf(() => cloudTarget({ OS_CLOUD: cloud }, sourcesOf({ files: filesOf(texts) })));

test('undamaged, the files are read', () => {
  for (const cloud of ['lab', 'other', 'credential'])
    assert.equal(messageFor({ 'clouds.yaml': block }, cloud), undefined);
  assert.equal(messageFor({ 'clouds.json': json }, 'lab'), undefined);
});

test('however a file is damaged, no error shows its secrets, and nothing but an error for people is thrown', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('lab', 'other', 'credential'),
      fc.oneof(damaged(block), damaged(json)),
      fc.boolean(),
      (cloud, text, isSecure) => {
        const texts = isSecure ? { 'clouds.yaml': block, 'secure.yaml': text } : { 'clouds.yaml': text };
        assert.doesNotMatch(messageFor(texts, cloud) ?? '', /CANARY/);
      },
    ),
    { numRuns: 1000 },
  );
});

test('whatever stands in place of a setting, no error shows it', () => {
  const keys = ['auth_type', 'auth_url', 'password', 'token', 'interface', 'cacert', 'application_credential_secret'];
  const strange = fc.oneof(
    fc.string().map(text => `${text}CANARY`),
    fc.constantFrom('CANARY\nCANARY', '/CANARY', '~/CANARY', 'https://demo:CANARY@k.test', 'https://k.test?CANARY'),
    fc.array(fc.constant('CANARY')),
    fc.dictionary(fc.constant('CANARY'), fc.constant('CANARY')),
  );
  const auth = { auth_url: 'https://k.test', username: 'demo', password: 'x', project_id: 'p1' };
  fc.assert(
    fc.property(fc.constantFrom(...keys), strange, fc.boolean(), (key, value, isBeside) => {
      const entry = isBeside ? { auth, [key]: value } : { auth: { ...auth, [key]: value } };
      const message = messageFor({ 'clouds.yaml': JSON.stringify({ clouds: { lab: entry } }) }, 'lab');
      assert.doesNotMatch(message ?? '', /CANARY/);
    }),
  );
});
