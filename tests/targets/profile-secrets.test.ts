import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { secretsInProfile } from '../../src/targets/profile-secrets.ts';
import type { Environment } from '../../src/targets/variables.ts';
import { parsePrivateYaml } from '../../src/text/private-yaml.ts';

const secretsIn = (text: string, env: Environment = {}): string[] =>
  secretsInProfile('lab.yaml', parsePrivateYaml(text), env);

/** A reference to a variable. */
const to = (variable: string): string => `\${${variable}}`;

/** A hook's command with these arguments, in line 4. */
const hookWith = (...args: readonly string[]): string =>
  `faults:\n  503:\n    leave: [b]\n    enter: ${JSON.stringify(['./enter.sh', ...args])}\n`;

const remedy = 'a profile must not contain secrets; put it into secure.yaml or a variable.';

test('keys that are named like a secret are refused by their name', () => {
  const keys = [
    'password',
    'OS_PASSWORD',
    'passwd',
    'passphrase',
    'token',
    'other-token',
    'secret',
    'api_key',
    'apikey',
  ];
  for (const key of [...keys, 'access-key', 'secretKey', 'private_key', 'application_credential_id']) {
    assert.deepEqual(secretsIn(`cloud: lab\n${key}: canary`), [
      `lab.yaml:2: "${key}" looks like the name of a secret; ${remedy}`,
    ]);
  }
  assert.deepEqual(secretsIn('faults:\n  503:\n    token: canary'), [
    `lab.yaml:3: "token" looks like the name of a secret; ${remedy}`,
  ]);
});

test('probes are named by what they do without, and that is no secret', () => {
  assert.deepEqual(secretsIn('probes: {status/401/no-token: off, status/401/wrong-token: on}'), []);
  assert.equal(secretsIn('probes: {no-token: off}').length, 1);
  assert.equal(secretsIn('status/401/no-token: off').length, 1);
  assert.equal(secretsIn(`probes: {status/401/no-token: "password=canary"}`).length, 1);
});

const fernet = `gAAAAAB${'canary_-'.repeat(10)}`;
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOiJ5ZXMifQ.canarycanary';

test('what a secret looks like is refused wherever it stands, without being shown', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['endpoint: https://user:canary@vbs.test', 'credentials in a URL'],
    ['proxy: http://canary@proxy.test', 'credentials in a URL'],
    [`backup: ${fernet}`, 'a token'],
    [`backup: ${jwt}`, 'a token'],
    [`cloud: ${to('OS_PASSWORD')}`, 'the secret variable OS_PASSWORD'],
    [`cloud: "x${to('MY_SECRET')}"`, 'the secret variable MY_SECRET'],
    [`cloud: ${to('VBS_ACCESS_KEY')}`, 'the secret variable VBS_ACCESS_KEY'],
    ['cloud: password=canary', 'a secret'],
  ];
  for (const [text, what] of texts)
    assert.deepEqual(secretsIn(text), [`lab.yaml:1: this value contains ${what}; ${remedy}`], text);
});

test("a command's arguments hold no secret, however they are written", () => {
  const commands: readonly (readonly string[])[] = [
    ['--password=canary'],
    ['--password', 'canary'],
    ['-password', 'canary'],
    ['--os-token=canary'],
    ['--admin-api-key', 'canary'],
    ['OS_PASSWORD=canary'],
    ['-c', 'export OS_PASSWORD=canary; ./x'],
    ['-c', './x --password canary'],
    ['-H', 'X-Auth-Token: canary'],
    ['-d', 'user=a&password=canary'],
    ['http://a.test/?token=canary'],
    ['http://user:canary@a.test'],
    [`--token=${to('X')}`],
    ['a', 'b', fernet],
  ];
  for (const args of commands) {
    const problems = secretsIn(hookWith(...args));
    assert.equal(problems.length, 1, args.join(' '));
    assert.match(problems[0] ?? '', /^lab\.yaml:4: this value (?:contains|is) /);
    assert.doesNotMatch(problems.join(), /canary/);
  }
});

test('what is no secret is let pass', () => {
  const commands: readonly (readonly string[])[] = [
    ['--password-file=/run/a', '--token-file', '/run/b', 'SECRET_FILE=/run/c', '--secret-path', '/run/d'],
    ['token', 'expired'],
    ['--no-password'],
    ['rotate-tokens'],
    ['http://a.test/path@2', 'user@a.test', 'a:b'],
    [`${to('OPENSTACK_LAB')}/faults.sh`],
    ['gAAAA', 'eyJ.a.b'],
  ];
  for (const args of commands) assert.deepEqual(secretsIn(hookWith(...args)), [], args.join(' '));
  const others = ['cloud: lab', 'endpoint: https://secret-store.test/v3', 'backup: 1f3b', 'rate: 5', 'null', '[]', '7'];
  for (const text of others) assert.deepEqual(secretsIn(text), [], text);
});

/** A profile with one entry of the waivers, in line 2. */
const waiving = (entry: Readonly<Record<string, unknown>>): string => `waivers:\n  - ${JSON.stringify(entry)}\n`;

test('an entry of the waivers speaks of tokens, and that is no secret', () => {
  const entries = [
    { id: 'no-token', check: 'refusal/no-token', deviation: { place: 'status/401/wrong-token', got: 'leak' } },
    { reason: 'token: expired' },
    { reason: 'The front says "X-Auth-Token: required", and password: none, to everybody.' },
    { reason: 'Answers to a wrong token: 403. The owner of the secret: unknown.', owner: 'token team' },
    { ticket: 'https://tracker.test/token/17' },
  ];
  for (const entry of entries) assert.deepEqual(secretsIn(waiving(entry)), [], JSON.stringify(entry));
});

test('a secret in an entry of the waivers is refused as everywhere', () => {
  const entries = [
    { reason: `token: ${fernet}` },
    { reason: 'token: canary17' },
    { reason: 'with X-Auth-Token: can-ary' },
    { reason: 'password=canary' },
    { reason: 'curl --password canary' },
    { ticket: 'https://user:canary@tracker.test/17' },
    { owner: to('OS_PASSWORD') },
    { token: 'canary' },
    { deviation: { password: 'canary' } },
  ];
  for (const entry of entries) assert.equal(secretsIn(waiving(entry)).length, 1, JSON.stringify(entry));
  assert.equal(secretsIn(waiving({ reason: 'a xkcd-canary b' }), { OS_TOKEN: 'xkcd-canary' }).length, 1);
  assert.equal(secretsIn('cloud: "token: expired"').length, 1, 'elsewhere it is no sentence');
});

const variables = [
  'OS_TOKEN',
  'OS_PASSWORD',
  'OS_APPLICATION_CREDENTIAL_SECRET',
  'VBS_OTHER_TOKEN',
  'VBS_NOROLE_TOKEN',
  'VBS_ACCESS_KEY',
  'VBS_SECRET_KEY',
];

test('whatever a secret variable holds is refused, as a value and as a key', () => {
  for (const variable of variables) {
    const env = { [variable]: 'xkcd-canary' };
    const text = `cloud: lab\nbackup: a xkcd-canary b\nxkcd-canary: 1\nprobes:\n  xkcd-canary: on\n`;
    assert.deepEqual(secretsIn(text, env), [
      `lab.yaml:2: this value contains the value of a secret variable; ${remedy}`,
      `lab.yaml:3: this key contains the value of a secret variable; ${remedy}`,
      `lab.yaml:5: this key contains the value of a secret variable; ${remedy}`,
    ]);
  }
  assert.deepEqual(secretsIn('cloud: lab-xyz', { OS_PASSWORD: 'lab-xyz' }), [], 'a short one stands there by chance');
  assert.equal(secretsIn('cloud: lab-xyz1', { OS_PASSWORD: 'lab-xyz1' }).length, 1);
  assert.deepEqual(secretsIn('cloud: long-name', { OS_USERNAME: 'long-name', OS_TOKEN: '' }), []);
});

test('however a profile is made, no problem shows a secret variable', () => {
  const secret = 'xkcd-canary';
  const text = fc.tuple(fc.string(), fc.constantFrom(secret, ''), fc.string()).map(parts => parts.join(''));
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof({ maxDepth: 4 }, text, fc.array(tie('tree')), fc.dictionary(text, tie('tree'))),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom(...variables), (content, variable) => {
      const written = JSON.stringify(content);
      const problems = secretsIn(written, { [variable]: secret });
      assert.doesNotMatch(problems.join('\n'), /canary/);
      assert.ok(problems.length > 0 || !written.includes(secret), 'none is overlooked');
    }),
  );
});
