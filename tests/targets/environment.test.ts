import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasIdleCredentials, liveTarget, runSettings, targetSettings } from '../../src/targets/environment.ts';
import { ConfigurationError, type Target } from '../../src/targets/target.ts';
import type { Environment } from '../../src/targets/variables.ts';

const canary = 'gAAAAA-canary';

const complete: Environment = {
  VBS_ENDPOINT: 'https://vbs.example.com',
  OS_TOKEN: canary,
  OS_PROJECT_ID: 'e8a1',
  VBS_BACKUP_ID: '1f3b-44',
};

function targetOf(change: Environment = {}): Target {
  const target = liveTarget({ ...complete, ...change });
  assert.ok(target);
  return target;
}

/** Asserts that the message begins with the variable, says what to do, and shows no secret. */
function assertRefused(read: () => unknown, variable: string): void {
  assert.throws(read, (error: unknown) => {
    assert.ok(error instanceof ConfigurationError, String(error));
    assert.match(error.message, new RegExp(`^${variable}\\b[^]*(?:set it|leave it|use ")`));
    assert.doesNotMatch(error.message, /canary/);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
}

test('a complete environment is a live target with the documented defaults', () => {
  assert.deepEqual(targetOf(), {
    name: 'vbs.example.com',
    simulated: false,
    endpoint: 'https://vbs.example.com',
    project: 'e8a1',
    token: canary,
    backup: '1f3b-44',
    admin: false,
    otherToken: undefined,
    otherProject: undefined,
    noRoleToken: undefined,
    proxy: undefined,
    route: undefined,
    faults: 'none',
    microversion: undefined,
    timeout: 15_000,
    unfinishedWait: 15_000,
    rate: 5,
    optIn: [],
  });
});

test('every variable finds its place', () => {
  const target = targetOf({
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
  });
  assert.deepEqual(
    [target.admin, target.otherToken, target.otherProject, target.noRoleToken, target.proxy],
    [true, 'other-token', 'p2', 'norole-token', 'http://proxy.example.com:3128/'],
  );
  assert.deepEqual(
    [target.faults, target.microversion, target.timeout, target.unfinishedWait, target.rate],
    ['prefer', '3.70', 2500, 7000, 0.5],
  );
});

test('without VBS_ENDPOINT there is no live target, whatever else is set', () => {
  const { VBS_ENDPOINT: _, ...rest } = complete;
  assert.equal(liveTarget(rest), undefined);
  assert.equal(liveTarget({ ...rest, VBS_ENDPOINT: '' }), undefined);
});

test('credentials that lie about are noticed, unless an endpoint uses them', () => {
  for (const variable of ['OS_TOKEN', 'OS_AUTH_URL', 'OS_CLOUD']) {
    assert.equal(hasIdleCredentials({ [variable]: 'x' }), true);
    assert.equal(hasIdleCredentials({ [variable]: 'x', VBS_ENDPOINT: 'https://vbs.example.com' }), false);
    assert.equal(hasIdleCredentials({ [variable]: '' }), false);
  }
});

test('what a live target needs is asked for by name', () => {
  for (const variable of ['OS_TOKEN', 'OS_PROJECT_ID', 'VBS_BACKUP_ID']) {
    for (const value of ['', undefined]) {
      assertRefused(() => liveTarget({ ...complete, [variable]: value }), `${variable} is not set`);
    }
  }
});

test('an empty optional variable counts as unset', () => {
  const optional = ['VBS_ADMIN', 'VBS_OTHER_TOKEN', 'VBS_OTHER_PROJECT_ID', 'VBS_NOROLE_TOKEN', 'VBS_HTTP_PROXY'];
  const settings = ['VBS_FAULTS', 'VBS_MICROVERSION', 'VBS_TIMEOUT', 'VBS_UNFINISHED_WAIT', 'VBS_RATE'];
  const empty = Object.fromEntries([...optional, ...settings].map(variable => [variable, '']));
  assert.deepEqual(targetOf(empty), targetOf());
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
  VBS_HTTP_PROXY: [
    'proxy.example.com',
    'https://proxy.example.com',
    'socks5://user:canary@proxy.example.com',
    'http://',
  ],
};

const malformedSettings: Readonly<Record<string, readonly string[]>> = {
  VBS_ADMIN: ['yes', 'true', '2', ' 1'],
  VBS_FAULTS: ['hooks', 'all', 'None'],
  VBS_TIMEOUT: ['0', '-1', 'soon', '15s', 'NaN', 'Infinity', '86401', '1e99'],
  VBS_UNFINISHED_WAIT: ['0', 'x'],
  VBS_RATE: ['0', '-5', 'unbounded'],
  VBS_MICROVERSION: ['3.70\r\nX-Evil: 1', 'volume 3.70', '3,70', '\u0433'],
};

test('a malformed value is refused by the name of its variable', () => {
  for (const [variable, values] of Object.entries({ ...malformed, ...malformedSettings })) {
    for (const value of values) assertRefused(() => liveTarget({ ...complete, [variable]: value }), variable);
  }
});

test('settings that hold for the embedded service are refused there too', () => {
  for (const [variable, values] of Object.entries(malformedSettings)) {
    for (const value of values) assertRefused(() => targetSettings({ [variable]: value }), variable);
  }
});

test('whatever a secret is set to, no message repeats it', () => {
  const variables = ['OS_TOKEN', 'VBS_OTHER_TOKEN', 'VBS_NOROLE_TOKEN', 'VBS_ENDPOINT', 'VBS_HTTP_PROXY'];
  fc.assert(
    fc.property(fc.constantFrom(...variables), fc.string(), fc.string(), (variable, before, after) => {
      try {
        liveTarget({ ...complete, [variable]: `${before}canary${after}` });
      } catch (error) {
        assert.ok(error instanceof ConfigurationError);
        assert.doesNotMatch(error.message, /canary/);
      }
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
    assert.equal(targetOf({ VBS_ENDPOINT: given }).endpoint, root, given);
});

test('on loopback requests come as they may, elsewhere five a second', () => {
  for (const host of ['localhost:1', '127.0.0.1:1', '127.8.9.1', '[::1]:1', '2130706433']) {
    assert.equal(targetOf({ VBS_ENDPOINT: `http://${host}` }).rate, undefined, host);
  }
  for (const host of ['vbs.example.com', '10.0.0.1', '127.example.com', 'localhost.example.com', '[::2]']) {
    assert.equal(targetOf({ VBS_ENDPOINT: `http://${host}` }).rate, 5, host);
  }
  assert.equal(targetOf({ VBS_ENDPOINT: 'http://127.0.0.1', VBS_RATE: '3' }).rate, 3);
});

test('the wait for the 408 is the time-out unless set', () => {
  assert.equal(targetOf({ VBS_TIMEOUT: '4' }).unfinishedWait, 4000);
  assert.equal(targetSettings({ VBS_TIMEOUT: '4' }).unfinishedWait, undefined);
  assert.equal(targetSettings({ VBS_UNFINISHED_WAIT: '0.3' }).unfinishedWait, 300);
});

test('strictness and folder of a run', () => {
  assert.deepEqual(runSettings({}), { strictness: 'ruled', reportsDir: 'reports' });
  assert.deepEqual(runSettings({ STRICTNESS: '', REPORTS_DIR: '' }), { strictness: 'ruled', reportsDir: 'reports' });
  assert.deepEqual(runSettings({ STRICTNESS: 'literal', REPORTS_DIR: 'a b' }), {
    strictness: 'literal',
    reportsDir: 'a b',
  });
  assertRefused(() => runSettings({ STRICTNESS: 'strict' }), 'STRICTNESS');
});
