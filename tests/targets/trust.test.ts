import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { trustIn } from '../../src/targets/trust.ts';
import type { Environment } from '../../src/targets/variables.ts';
import { certificateFor } from '../wire/certificate.ts';
import { filesOf } from './target-sources.ts';
import { told } from './telling.ts';

test('certificates are those of the file that is named, from the folder of the run or from home', () => {
  const { cert } = certificateFor('127.0.0.1');
  const bundle = `# the company's\r\n${cert.replaceAll('\n', '\r\n')}${cert}`;
  for (const [file, path] of [
    ['ca.pem', '/folder/ca.pem'],
    ['~/ca.pem', '/home/user/ca.pem'],
    ['/ca.pem', '/ca.pem'],
  ]) {
    const trust = trustIn({ OS_CACERT: file }, filesOf({ [String(path)]: bundle }));
    assert.deepEqual(trust, { ca: bundle, isInsecure: false });
  }
  assert.deepEqual(trustIn({}, filesOf()), { ca: undefined, isInsecure: false });
  assert.deepEqual(trustIn({ OS_INSECURE: '1' }, filesOf()), { ca: undefined, isInsecure: true });
});

test('a file without a certificate that can be read is told by its variable', () => {
  const { key } = certificateFor('127.0.0.1');
  const rubbish = '-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----\n';
  for (const text of ['', 'canary', key, rubbish, '-----BEGIN CERTIFICATE-----\ncanary']) {
    const pattern =
      /^OS_CACERT cannot be used: the file "ca\.pem" contains no certificate in PEM; set it to the file with the certificates of your authority/;
    assert.throws(() => trustIn({ OS_CACERT: 'ca.pem' }, filesOf({ 'ca.pem': text })), told(pattern));
  }
  assert.throws(
    () => trustIn({ OS_CACERT: 'ca.pem' }, filesOf()),
    told(/^OS_CACERT cannot be used: there is no file "ca\.pem"/),
  );
  const name = 'cacert of the cloud "lab" in clouds.yaml';
  assert.throws(
    () => trustIn({}, filesOf(), key => ({ file: key === 'cacert' ? '/canary' : undefined, name })),
    told(/^cacert of .* cannot be used: there is no file;/),
  );
});

test('a client certificate has its key in the same file or in another', () => {
  const { cert, key } = certificateFor('127.0.0.1');
  const files = filesOf({ 'own.pem': cert, 'own.key': key, '/home/user/both.pem': cert + key });
  assert.deepEqual(trustIn({ OS_CERT: 'own.pem', OS_KEY: 'own.key' }, files).own, { cert, key });
  assert.deepEqual(trustIn({ OS_CERT: '~/both.pem' }, files).own, { cert: cert + key, key: cert + key });
  assert.equal(trustIn({ OS_KEY: 'own.key' }, files).own, undefined);
});

test('for a client certificate that cannot be used, the variable is named', () => {
  const [own, other] = [certificateFor('127.0.0.1'), certificateFor('127.0.0.2')];
  const locked = createPrivateKey(own.key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });
  const texts = { 'own.pem': own.cert, 'other.key': other.key, 'locked.key': locked.toString(), rubbish: 'canary' };
  const bad: readonly (readonly [env: Environment, pattern: RegExp])[] = [
    [{ OS_CERT: 'own.pem' }, /^OS_CERT cannot be used: there is no certificate with its key in PEM, .*; set OS_KEY to/],
    [{ OS_CERT: 'own.pem', OS_KEY: 'other.key' }, /^OS_CERT and OS_KEY cannot be used: there is no .*; set OS_KEY to/],
    [{ OS_CERT: 'own.pem', OS_KEY: 'locked.key' }, /^OS_CERT and OS_KEY cannot be used: .* the key has a passphrase/],
    [{ OS_CERT: 'rubbish', OS_KEY: 'other.key' }, /^OS_CERT and OS_KEY cannot be used: there is no certificate/],
    [{ OS_CERT: 'gone.pem' }, /^OS_CERT cannot be used: there is no file "gone\.pem"; set it to/],
    [{ OS_CERT: 'own.pem', OS_KEY: 'gone.key' }, /^OS_KEY cannot be used: there is no file "gone\.key"; set it to/],
  ];
  for (const [env, pattern] of bad) assert.throws(() => trustIn(env, filesOf(texts)), told(pattern));
});
