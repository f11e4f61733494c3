import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ConfiguredTarget, endpointTarget, faultsFor } from '../../src/targets/configured-target.ts';
import { openSession } from '../../src/targets/session.ts';
import type { Environment } from '../../src/targets/variables.ts';
import { sourcesOf } from './target-sources.ts';
import { messageOf, told } from './telling.ts';

const canary = 'gAAAAA-canary';

const complete: Environment = {
  VBS_ENDPOINT: 'https://vbs.example.com',
  OS_TOKEN: canary,
  OS_PROJECT_ID: 'e8a1',
  VBS_BACKUP_ID: '1f3b-44',
};

function planWith(change: Environment = {}): ConfiguredTarget {
  const plan = endpointTarget({ ...complete, ...change }, sourcesOf());
  assert.ok(plan);
  return plan;
}

/** The rate and route that a session of the plan has; nobody asks Keystone. */
async function openedWith(change: Environment) {
  const nobody = () => Promise.reject(new Error('nobody asks Keystone'));
  const session = await openSession(planWith(change), nobody, () => new Date(0));
  return session.withTokensFor(0);
}

/** Asserts that the environment is refused by this variable, with what to do, and shows no secret. */
function assertRefused(change: Environment, variable: string): void {
  const pattern = new RegExp(`^${variable}\\b.*(?:set it|leave it|use ")`);
  assert.throws(() => planWith(change), told(pattern), JSON.stringify(change));
}

test('a complete environment is a live target with the documented defaults', () => {
  assert.deepEqual(planWith(), {
    name: 'vbs.example.com',
    simulated: false,
    identifiedBy: 'token',
    settings: { endpoint: 'VBS_ENDPOINT', user: 'OS_TOKEN', subjects: {} },
    endpoint: 'https://vbs.example.com',
    access: { kind: 'token', token: canary, project: 'e8a1' },
    other: undefined,
    otherProject: undefined,
    noRole: undefined,
    subjects: { backup_id: '1f3b-44' },
    hookVariables: [],
    waivers: [],
    allowsHttp: false,
    admin: false,
    proxy: undefined,
    front: undefined,
    proxies: {
      HTTP_PROXY: undefined,
      HTTPS_PROXY: undefined,
      NO_PROXY: undefined,
      http_proxy: undefined,
      https_proxy: undefined,
      no_proxy: undefined,
    },
    trust: { ca: undefined, isInsecure: false },
    faults: 'none',
    hooks: [],
    microversion: undefined,
    userAgent: 'vbs-conformance/0.0.0',
    timeout: 15_000,
    patience: 12_000,
    unfinishedWait: 15_000,
    rate: undefined,
    optIn: [],
    without: [],
  });
});

test('every variable finds its place', () => {
  const plan = planWith({
    VBS_ADMIN: '1',
    VBS_OTHER_TOKEN: 'other-token',
    VBS_OTHER_PROJECT_ID: 'p2',
    VBS_NOROLE_TOKEN: 'norole-token',
    VBS_HTTP_PROXY: 'http://proxy.example.com:3128',
    VBS_FAULTS: 'prefer',
    VBS_MICROVERSION: '3.70',
    VBS_TIMEOUT: '2.5',
    VBS_UNFINISHED_WAIT: '7',
    VBS_RATE: '0.5',
    OS_INSECURE: '1',
  });
  assert.deepEqual(
    [plan.admin, plan.otherProject, plan.proxy, plan.trust.isInsecure],
    [true, 'p2', 'http://proxy.example.com:3128/', true],
  );
  assert.deepEqual(plan.other, { kind: 'token', token: 'other-token', project: undefined });
  assert.deepEqual(plan.noRole, { kind: 'token', token: 'norole-token', project: undefined });
  assert.deepEqual(
    [plan.faults, plan.microversion, plan.timeout, plan.unfinishedWait, plan.rate],
    ['prefer', '3.70', 2500, 7000, 0.5],
  );
});

test('without VBS_ENDPOINT there is no live target, whatever else is set', () => {
  const { VBS_ENDPOINT: _, ...rest } = complete;
  assert.equal(endpointTarget(rest, sourcesOf()), undefined);
  assert.equal(endpointTarget({ ...rest, VBS_ENDPOINT: '' }, sourcesOf()), undefined);
});

test('what a live target needs is asked for by name', () => {
  for (const variable of ['OS_TOKEN', 'OS_PROJECT_ID']) {
    for (const value of ['', undefined]) assertRefused({ [variable]: value }, `${variable} is not set`);
  }
});

test('the endpoint is looked at first: without it nothing else is needed', () => {
  const pattern = /^VBS_ENDPOINT is not an http or https URL/;
  assert.throws(() => endpointTarget({ VBS_ENDPOINT: 'foo' }, sourcesOf()), told(pattern));
});

test('a user with a cloud and no token is shown how to choose the cloud', () => {
  for (const variable of ['OS_CLOUD', 'OS_AUTH_URL']) {
    for (const lacking of ['OS_TOKEN', 'OS_PROJECT_ID']) {
      const change = { [lacking]: '', [variable]: 'x' };
      assert.throws(() => planWith(change), told(/ is not set, .*, or choose your cloud with --target cloud/));
    }
  }
  assert.doesNotMatch(messageOf(() => planWith({ OS_TOKEN: '' })) ?? '', /--target/);
});

test('a backup that is not named is found in the list of the service', () => {
  for (const value of ['', undefined]) assert.deepEqual(planWith({ VBS_BACKUP_ID: value }).subjects, {});
});

test('an empty optional variable counts as unset', () => {
  const optional = ['VBS_ADMIN', 'VBS_OTHER_TOKEN', 'VBS_OTHER_PROJECT_ID', 'VBS_NOROLE_TOKEN', 'VBS_HTTP_PROXY'];
  const settings = ['VBS_FAULTS', 'VBS_MICROVERSION', 'VBS_TIMEOUT', 'VBS_UNFINISHED_WAIT', 'VBS_RATE'];
  const others = [
    'OS_CACERT',
    'OS_INSECURE',
    'VBS_OTHER_CLOUD',
    'VBS_NOROLE_CLOUD',
    'VBS_ACCESS_KEY',
    'VBS_SECRET_KEY',
  ];
  const empty = Object.fromEntries([...optional, ...settings, ...others].map(variable => [variable, '']));
  assert.deepEqual(planWith(empty), planWith());
});

const malformed: Readonly<Record<string, readonly string[]>> = {
  VBS_ENDPOINT: [
    'vbs.example.com',
    'https://',
    'http://[::1',
    'https://vbs.example.com:99999',
    'file:///etc/passwd',
    'ftp://vbs.example.com',
    'https://user:canary@vbs.example.com',
    'https://:canary@vbs.example.com',
    'https://canary@vbs.example.com',
    'https://vbs.example.com/?token=canary',
    'https://vbs.example.com/#canary',
  ],
  OS_TOKEN: ['canary token', 'canary\n', 'canary\u0000', 'c\u00e4nary-canary', '\ufeffcanary'],
  VBS_OTHER_TOKEN: ['canary', 'canary token', 'canary\r\nX-Evil: 1'],
  VBS_NOROLE_TOKEN: ['canary\ttoken'],
  OS_PROJECT_ID: ['a/b', 'a b', '..', '.', '../admin', 'a?b', 'a%2fb', 'a\n'],
  VBS_BACKUP_ID: ['a/b', 'a b', '..', 'a#b', '\u200ba'],
  VBS_OTHER_PROJECT_ID: ['a/b', '..'],
  VBS_HTTP_PROXY: ['proxy.example.com', 'https://proxy.example.com', 'socks5://user:canary@proxy.test', 'http://'],
  VBS_ADMIN: ['yes', 'true', '2', ' 1'],
  VBS_FAULTS: ['hooks', 'all', 'None'],
  VBS_TIMEOUT: ['0', '-1', 'soon', '15s', 'NaN', 'Infinity', '86401', '1e99'],
  VBS_UNFINISHED_WAIT: ['0', 'x'],
  VBS_RATE: ['0', '-5', 'unbounded'],
  VBS_MICROVERSION: ['3.70\r\nX-Evil: 1', 'volume 3.70', '3,70', '\u0433'],
  OS_INSECURE: ['true', 'yes'],
  OS_CACERT: ['missing.pem', '~/missing.pem'],
};

test('a malformed value is refused by the name of its variable', () => {
  for (const [variable, values] of Object.entries(malformed)) {
    for (const value of values) assertRefused({ [variable]: value }, variable);
  }
});

test('whatever a secret is set to, no message repeats it', () => {
  const tokens = ['OS_TOKEN', 'VBS_OTHER_TOKEN', 'VBS_NOROLE_TOKEN', 'VBS_ACCESS_KEY', 'VBS_SECRET_KEY'];
  const variables = [...tokens, 'VBS_ENDPOINT', 'VBS_HTTP_PROXY'];
  fc.assert(
    fc.property(fc.constantFrom(...variables), fc.string(), fc.string(), (variable, before, after) => {
      assert.doesNotMatch(messageOf(() => planWith({ [variable]: `${before}canary${after}` })) ?? '', /canary/);
    }),
  );
});

test("the endpoint is the service's root: a version and a project at its end are cut, a prefix is kept", () => {
  const roots: Readonly<Record<string, string>> = {
    'https://vbs.example.com': 'https://vbs.example.com',
    'https://vbs.example.com/': 'https://vbs.example.com',
    'https://VBS.example.com:443/v3': 'https://vbs.example.com',
    'https://vbs.example.com/v3/': 'https://vbs.example.com',
    'https://vbs.example.com//v3//': 'https://vbs.example.com',
    'https://vbs.example.com:8776/v3/e8a1': 'https://vbs.example.com:8776',
    'https://vbs.example.com/v3/e8a1/': 'https://vbs.example.com',
    'https://vbs.example.com/volume': 'https://vbs.example.com/volume',
    'https://vbs.example.com/volume/': 'https://vbs.example.com/volume',
    'https://vbs.example.com/volume/v3': 'https://vbs.example.com/volume',
    'https://vbs.example.com/a/b/v3/e8a1': 'https://vbs.example.com/a/b',
    'https://vbs.example.com/v3x': 'https://vbs.example.com/v3x',
    'https://vbs.example.com/v2': 'https://vbs.example.com/v2',
    'http://[::1]:8776/v3': 'http://[::1]:8776',
  };
  for (const [given, root] of Object.entries(roots))
    assert.equal(planWith({ VBS_ENDPOINT: given }).endpoint, root, given);
});

test('on loopback requests come as they may, elsewhere five a second', async () => {
  for (const host of ['localhost:1', '127.0.0.1:1', '127.8.9.1', '[::1]:1', '2130706433']) {
    assert.equal((await openedWith({ VBS_ENDPOINT: `http://${host}` })).rate, undefined, host);
  }
  for (const host of ['vbs.example.com', '10.0.0.1', '127.example.com', 'localhost.example.com', '[::2]']) {
    assert.equal((await openedWith({ VBS_ENDPOINT: `http://${host}` })).rate, 5, host);
  }
  assert.equal((await openedWith({ VBS_ENDPOINT: 'http://127.0.0.1', VBS_RATE: '3' })).rate, 3);
});

test('the wait for the 408 is the time-out unless set', () => {
  assert.equal(planWith({ VBS_TIMEOUT: '4' }).unfinishedWait, 4000);
  assert.equal(planWith({ VBS_TIMEOUT: '4', VBS_UNFINISHED_WAIT: '6' }).unfinishedWait, 6000);
});

test('faults come about as is said, else by the hooks that there are, else as they do otherwise', () => {
  const hooks = [{ code: 503, enter: ['a'], leave: ['b'], timeout: 1 }] as const;
  assert.equal(faultsFor(undefined, [], 'prefer'), 'prefer');
  assert.equal(faultsFor(undefined, hooks, 'prefer'), 'hooks');
  assert.equal(faultsFor('none', hooks, 'prefer'), 'none');
  assert.equal(faultsFor('hooks', hooks, 'none'), 'hooks');
  assert.throws(
    () => faultsFor('hooks', [], 'none'),
    told(/^VBS_FAULTS is "hooks", but no fault hooks are configured; add them to a target profile, /),
  );
});
