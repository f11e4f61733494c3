import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustIn } from '../../src/targets/trust.ts';
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
  assert.throws(() => trustIn({}, filesOf(), '/canary', name), told(/^cacert of .* cannot be used: there is no file/));
});
