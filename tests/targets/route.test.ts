import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routeTo } from '../../src/targets/route.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { told } from './telling.ts';

const proxy = 'http://proxy.test:3128';
const route = (endpoint: string, env: Readonly<Record<string, string>>) => routeTo(new URL(endpoint), env);

test('an address has the proxy that applies to it, or none', () => {
  assert.equal(route('https://vbs.test', { HTTPS_PROXY: proxy }), proxy);
  assert.equal(route('http://vbs.test', { HTTPS_PROXY: 'canary' }), undefined);
});

test('a proxy that is no URL is refused by its variable, without its value', () => {
  for (const value of ['proxy:3128', 'socks5://name:canary@proxy.test', 'canary']) {
    assert.throws(
      () => route('https://vbs.test', { HTTPS_PROXY: value }),
      (error: unknown) =>
        error instanceof ConfigurationError &&
        /^HTTPS_PROXY is no/.test(error.message) &&
        !/canary/.test(error.message),
    );
  }
});

test('credentials of a proxy whose escapes are broken are refused, not sent half', () => {
  for (const value of ['http://name:canary%zz@proxy.test', 'http://canary%@proxy.test']) {
    assert.throws(
      () => route('https://vbs.test', { HTTPS_PROXY: value }),
      told(/^HTTPS_PROXY has a % without two hexadecimal digits in its name or password; write %25 for %\.$/),
    );
  }
  assert.equal(route('https://vbs.test', { HTTPS_PROXY: 'http://n:p%40@proxy.test' }), 'http://n:p%40@proxy.test');
});

test('when NO_PROXY cannot be understood, nothing is sent through the proxy', () => {
  const env = { HTTPS_PROXY: proxy, NO_PROXY: 'vbs.test, https://name:canary@other.test' };
  assert.equal(route('https://vbs.test', env), undefined, 'this one is excluded');
  assert.equal(route('http://third.test', env), undefined, 'no proxy is for this one');
  const pattern = /^NO_PROXY contains "https:\/\/<hidden>@other\.test", and this is not a host name, .*; correct it/;
  assert.throws(() => route('https://third.test', env), told(pattern));
});
