import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  bareUrl,
  headerValue,
  identifier,
  isDecodable,
  isOn,
  isToken,
  missing,
  positive,
  proxyUrl,
  requestRate,
  webUrl,
  wholeNumber,
} from '../../src/targets/values.ts';
import { messageOf, told } from './telling.ts';

test('what is missing is told by its variable, why it is needed, and what to set it to', () => {
  assert.throws(
    () => missing('OS_TOKEN', 'somebody has to ask', 'a token'),
    told(/^OS_TOKEN is not set, but somebody has to ask; set it to a token\.$/),
  );
});

test('an id is one segment of a path, as it stands', () => {
  for (const id of ['e8a1', '1f3b-44', 'a.b:c_d', 'A', '0']) assert.equal(identifier({ ID: id }, 'ID', 'an id'), id);
  for (const none of ['', undefined]) assert.equal(identifier({ ID: none }, 'ID', 'an id'), undefined);
  for (const bad of ['a/b', 'a b', '..', '.', '-a', 'a%2fb', 'a\n', '\u200ba', 'ä', 'a?canary', 'a#canary']) {
    assert.throws(() => identifier({ ID: bad }, 'ID', 'an id'), told(/^ID contains characters .* set it to an id\.$/));
  }
});

test('a token is what a header field can hold, and long enough to be found again', () => {
  assert.equal(headerValue({ T: 'gAAAA-B_c=' }, 'T'), 'gAAAA-B_c=');
  assert.equal(headerValue({ T: '' }, 'T'), undefined);
  for (const bad of [
    'canary token',
    'canary-canary\n',
    'c\u00e4nary-canary',
    '\ufeffcanary-canary',
    'canary\u0000ry',
  ]) {
    assert.equal(isToken(bad), false, JSON.stringify(bad));
    assert.throws(
      () => headerValue({ T: bad }, 'T'),
      told(/^T contains spaces or other characters .* without them\.$/),
    );
  }
  assert.throws(() => headerValue({ T: 'canary7' }, 'T'), told(/^T is too short to be a token; set it to the whole/));
  assert.deepEqual(['1234567', '12345678'].map(isToken), [false, true]);
});

test('a URL is http or https and has a host; the example is one of its kind', () => {
  assert.equal(webUrl('U', 'HTTP://Example.com').href, 'http://example.com/');
  for (const bad of [
    '',
    'canary.example.com',
    'https://',
    'http://[::1',
    'https://canary:99999',
    'file:///canary',
    ' ',
  ]) {
    assert.throws(
      () => webUrl('U', bad),
      told(/^U is not an http or https URL; set it to one such as https:\/\/vbs\.example\.com\.$/),
    );
  }
  assert.throws(() => webUrl('U', 'x', 'http://other.test'), told(/ set it to one such as http:\/\/other\.test\.$/));
});

test('an address has no credentials, query, fragment or broken escape', () => {
  assert.equal(bareUrl('U', 'https://vbs.test/a%20b', 'it').pathname, '/a%20b');
  const rest = ['?token=canary', '#canary', '/%zz', '/%'];
  const bad = ['https://user:canary@vbs.test', 'https://canary@vbs.test', 'https://:canary@vbs.test'];
  for (const url of [...bad, ...rest.map(one => `https://vbs.test${one}`)]) {
    assert.throws(
      () => bareUrl('U', url, "Keystone's URL"),
      told(/^U contains credentials, .*; set it to Keystone's URL only/),
    );
  }
  assert.throws(
    () => bareUrl('U', 'x', 'it', 'http://other.test'),
    told(/ set it to one such as http:\/\/other\.test\.$/),
  );
});

test('an escape is two hexadecimal digits that make a character', () => {
  assert.deepEqual(['', 'a', '%40', '%C3%A4'].map(isDecodable), [true, true, true, true]);
  assert.deepEqual(['%', '%4', '%zz', '%C3'].map(isDecodable), [false, false, false, false]);
});

test('the proxy that demands credentials is spoken to without TLS', () => {
  assert.equal(proxyUrl({ P: 'http://name:secret@proxy.test:3128' }, 'P'), 'http://name:secret@proxy.test:3128/');
  assert.equal(proxyUrl({}, 'P'), undefined);
  for (const bad of ['proxy.test', 'https://name:canary@proxy.test', 'socks5://name:canary@proxy.test', 'http://']) {
    assert.throws(
      () => proxyUrl({ P: bad }, 'P'),
      told(/^P is not an http.* URL; set it to one such as http:\/\/proxy\.example\.com:3128\.$/),
    );
  }
});

test('a number is above 0 and at most what a day has seconds', () => {
  assert.deepEqual(
    ['0.5', '86400', '1e2'].map(text => positive({ N: text }, 'N', 'seconds')),
    [0.5, 86_400, 100],
  );
  assert.equal(positive({ N: '' }, 'N', 'seconds'), undefined);
  for (const bad of ['0', '-1', 'soon', '15s', 'NaN', 'Infinity', '86401', '1e99', '1,5']) {
    assert.throws(
      () => positive({ N: bad }, 'N', 'seconds'),
      told(/^N is ".*"; set it to a number of seconds above 0/),
    );
  }
});

test('a rate is at least one request a day', () => {
  assert.deepEqual(
    ['5', '0.00002', '86400', ''].map(text => requestRate({ R: text }, 'R')),
    [5, 0.00002, 86_400, undefined],
  );
  for (const bad of ['1e-300', '5e-324', '0.00001']) {
    assert.throws(
      () => requestRate({ R: bad }, 'R'),
      told(/^R is ".*", which is less than one request a day; set it to a larger/),
    );
  }
  for (const bad of ['0', '1e-400', '-1', 'x']) {
    assert.throws(() => requestRate({ R: bad }, 'R'), told(/; set it to a number of requests per second above 0/));
  }
});

test('a switch is 1 or 0', () => {
  assert.deepEqual(
    ['1', '0', '', undefined].map(text => isOn({ S: text }, 'S', 'to do it')),
    [true, false, false, false],
  );
  for (const bad of ['yes', 'true', '2', ' 1']) {
    assert.throws(() => isOn({ S: bad }, 'S', 'to do it'), told(/^S is ".*"; set it to 1 to do it, or remove it\.$/));
  }
});

test('whatever a secret or an address is set to, no message repeats it', () => {
  const readers = [
    (text: string) => headerValue({ V: text }, 'V'),
    (text: string) => identifier({ V: text }, 'V', 'an id'),
    (text: string) => bareUrl('V', text, 'an address'),
    (text: string) => proxyUrl({ V: text }, 'V'),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...readers), fc.string(), fc.string(), (read, before, after) => {
      assert.doesNotMatch(messageOf(() => read(`${before}canary${after}`)) ?? '', /canary/);
    }),
  );
});

test('a whole number is one from 1 to the largest that is allowed', () => {
  assert.equal(wholeNumber({ '--jobs': '64' }, '--jobs', 64), 64);
  assert.equal(wholeNumber({}, '--jobs', 64), undefined);
  for (const bad of ['0', '65', '1.5', '-1', 'four', 'NaN'])
    assert.throws(
      () => wholeNumber({ '--jobs': bad }, '--jobs', 64),
      told(new RegExp(`^--jobs is "${bad}"; set it to a whole number from 1 to 64\\.$`)),
    );
});
