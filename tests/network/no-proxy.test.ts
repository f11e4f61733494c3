import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExempt, unknownExemption } from '../../src/network/no-proxy.ts';

const exempt = (address: string, list: string): boolean => isExempt(new URL(address), list);

test('a name includes the names below it, with any case, script, and dots at either end', () => {
  for (const list of [
    'vbs.test',
    '.vbs.test',
    '*.vbs.test',
    'VBS.Test',
    'vbs.test.',
    'test',
    'a,vbs.test b',
    'a\tvbs.test',
  ]) {
    for (const host of ['vbs.test', 'vbs.test.', 'VBS.test', 'a.vbs.test']) {
      assert.ok(exempt(`https://${host}`, list), `${host} in ${list}`);
    }
    for (const host of ['otherhost', 'vbs.test.other'])
      assert.ok(!exempt(`https://${host}`, list), `${host} in ${list}`);
  }
  assert.ok(!exempt('https://evilvbs.test', 'vbs.test'));
  assert.ok(exempt('https://bücher.test', 'bücher.test'));
  assert.ok(exempt('https://bücher.test', 'xn--bcher-kva.test'));
});

test('an entry may be an address or a block of addresses', () => {
  const yes: readonly (readonly [host: string, list: string])[] = [
    ['10.1.2.3', '10.1.2.3'],
    ['10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.1.2.3', '0.0.0.0/0'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]', '[2001:db8::1]'],
    ['[2001:db8::1]', '2001:0DB8:0:0:0:0:0:1'],
    ['[2001:db8::1]', '2001:db8::/32'],
    ['[2001:db8::1]', '[2001:db8::]/32'],
    ['[fe80::1]', 'fe80::/10'],
  ];
  for (const [host, list] of yes) assert.ok(exempt(`https://${host}`, `other, ${list}`), `${host} in ${list}`);
  const no: readonly (readonly [host: string, list: string])[] = [
    ['11.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '2.3'],
    ['10.1.2.30', '10.1.2.3'],
    ['[2001:db9::1]', '2001:db8::/32'],
    ['[::2]', '::1'],
    ['vbs.test', '0.0.0.0/0'],
    ['vbs.test', '::/0'],
  ];
  for (const [host, list] of no) assert.ok(!exempt(`https://${host}`, list), `${host} in ${list}`);
});

test('an entry may have a port', () => {
  assert.ok(exempt('https://vbs.test', 'vbs.test:443'));
  assert.ok(exempt('http://10.1.2.3:8776', '10.1.2.3:8776'));
  assert.ok(exempt('http://[2001:db8::1]:8776', '[2001:db8::1]:8776'));
  assert.ok(!exempt('http://[2001:db8::1]:8777', '[2001:db8::1]:8776'));
  assert.ok(!exempt('https://vbs.test:8443', 'vbs.test:443'));
});

test('all hosts, and none', () => {
  for (const host of ['vbs.test', '10.1.2.3', '[::2]']) {
    assert.ok(exempt(`https://${host}`, '*'));
    for (const list of ['', ' , ,']) assert.ok(!exempt(`https://${host}`, list));
  }
});

test('an entry that cannot be understood is found', () => {
  for (const entry of [
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/255.0.0.0',
    'vbs.test/24',
    '10.*',
    '192.168.',
    '10',
    '300.1.1.1',
    'a*b.test',
    '<local>',
    'https://vbs.test',
  ]) {
    assert.equal(unknownExemption(`vbs.test, ${entry}, ::1`), entry);
  }
  for (const list of [
    '',
    '*',
    '.test',
    'vbs.test:80',
    '::1',
    '[::1]:80',
    '10.0.0.0/8,fd00::/8',
    'a_b.test',
    '*.test.',
  ]) {
    assert.equal(unknownExemption(list), undefined, list);
  }
});
