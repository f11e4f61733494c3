import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopback, type ProxyVariables, proxyFor } from '../../src/network/forward-proxy.ts';

const proxy = 'http://proxy.test:3128';
const route = (address: string, env: ProxyVariables) => proxyFor(new URL(address), env);

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

test('hosts in either spelling of NO_PROXY are reached directly, so that no token goes through the proxy', () => {
  const env = { HTTPS_PROXY: proxy, NO_PROXY: 'other.test', no_proxy: 'vbs.test' };
  for (const host of ['vbs.test', 'other.test']) assert.equal(route(`https://${host}`, env), undefined);
  assert.equal(route('https://third.test', env), proxy);
});

test('the value of a variable is given as it stands there', () => {
  for (const value of ['proxy:3128', 'http://name:p%zz@proxy.test', 'x'])
    assert.equal(route('http://vbs.test', { HTTP_PROXY: value, NO_PROXY: 'other' }), value);
  assert.equal(route('http://vbs.test', { HTTP_PROXY: '', http_proxy: proxy }), proxy);
});

test('loopback is what the addresses and the name of this machine are', () => {
  for (const host of ['localhost', '127.0.0.1', '127.8.0.1', '[::1]']) assert.equal(isLoopback(host), true, host);
  for (const host of ['localhost.test', '127.0.0.1.test', '128.0.0.1', '[::2]'])
    assert.equal(isLoopback(host), false, host);
});
