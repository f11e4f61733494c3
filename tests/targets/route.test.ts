import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routeTo } from '../../src/targets/route.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { told } from './telling.ts';

const proxy = 'http://proxy.test:3128';
const route = (endpoint: string, env: Readonly<Record<string, string>>) => routeTo(new URL(endpoint), env);

test('the variable for the scheme applies, in either case', () => {
  assert.equal(route('https://vbs.test', { HTTPS_PROXY: proxy }), proxy);
  assert.equal(route('https://vbs.test', { https_proxy: proxy }), proxy);
  assert.equal(route('http://vbs.test', { HTTP_PROXY: proxy }), proxy);
  assert.equal(route('http://vbs.test', { HTTPS_PROXY: proxy }), undefined);
  assert.equal(route('https://vbs.test', {}), undefined);
});

test('loopback and what NO_PROXY names are reached directly', () => {
  const env = (list: string) => ({ HTTPS_PROXY: proxy, NO_PROXY: list });
  for (const host of ['localhost', '127.0.0.1:8776', '[::1]'])
    assert.equal(route(`https://${host}`, env('')), undefined);
  for (const list of ['*', 'vbs.test', 'other, vbs.test', '.test', 'test', '*.test', 'VBS.test', 'vbs.test:443']) {
    assert.equal(route('https://vbs.test', env(list)), undefined, list);
  }
  for (const list of ['', 'bs.test', 'vbs.test:8443', 'vbs.test.example']) {
    assert.equal(route('https://vbs.test', env(list)), proxy, list);
  }
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
      told(/^HTTPS_PROXY has a broken escape in its name or password; set it again with %25 for %\.$/),
    );
  }
  assert.equal(route('https://vbs.test', { HTTPS_PROXY: 'http://n:p%40@proxy.test' }), 'http://n:p%40@proxy.test');
});
