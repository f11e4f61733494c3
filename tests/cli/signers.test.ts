import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { signatureOn, sshKeygen } from '../../src/cli/signature.ts';
import { signatureFault, signerFrom } from '../../src/cli/signers.ts';
import { signatureNamespace } from '../../src/statement/submission.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { makeKey } from '../statement/submissions.ts';
import { inNewFolder } from './command.ts';

const text = '{"format": 1}\n';
const day = '2027-06-30';

interface Keys {
  readonly folder: string;
  readonly acme: string;
  readonly mallory: string;
  readonly signature: string;
}

const withKeys = (use: (keys: Keys) => void): Promise<void> =>
  inNewFolder(async folder => {
    const [acme, mallory] = [makeKey(folder, 'acme'), makeKey(folder, 'mallory')];
    use({ folder, acme, mallory, signature: signatureOn(text, 'acme', folder) });
  });

/** Why the signature of these keys does not count by these lines of allowed signers. */
function faultBy(lines: string, { folder, signature }: Keys, principal = 'acme', on = day): string | undefined {
  writeFileSync(path.join(folder, 'signers'), lines);
  return signatureFault(text, signature, signerFrom('signers', principal, folder), on);
}

test('a line with exactly the principal counts, alone or among others', () =>
  withKeys(keys => {
    const { acme, mallory } = keys;
    for (const lines of [
      `acme ${acme}`,
      `acme ${mallory}\n# a comment\n\nbee,acme ${acme}\r\n`,
      `"acme,b ee" ${acme}`,
      `acme namespaces="${signatureNamespace}" ${acme}`,
      // What else stands beside it is nobody's pattern any more.
      `*,acme ${acme}`,
    ])
      assert.equal(faultBy(lines, keys), undefined, lines);
  }));

test('no pattern, no other spelling and no authority counts', () =>
  withKeys(keys => {
    const { acme } = keys;
    for (const lines of [
      '',
      `* ${acme}`,
      `acm? ${acme}`,
      `ACME ${acme}`,
      `*,!mallory ${acme}`,
      `acme cert-authority ${acme}`,
    ])
      assert.equal(faultBy(lines, keys), 'signers has no key of exactly "acme"', lines);
    for (const principal of ['*', 'acm?', 'a,b', '!acme', 'a b', ''])
      assert.throws(() => signerFrom('signers', principal, keys.folder), ConfigurationError, principal);
  }));

test('another key, another text, another purpose and a key that is past do not count', () =>
  withKeys(keys => {
    const { folder, acme, mallory } = keys;
    const refused = /^ssh-keygen finds no valid signature of "acme"/;
    assert.match(faultBy(`acme ${mallory}`, keys) ?? '', refused);
    assert.match(faultBy(`acme namespaces="git" ${acme}`, keys) ?? '', refused);
    assert.equal(faultBy(`acme valid-before="20270701" ${acme}`, keys), undefined);
    assert.match(faultBy(`acme valid-before="20270601" ${acme}`, keys) ?? '', refused);
    const signer = signerFrom('signers', 'acme', folder);
    writeFileSync(path.join(folder, 'signers'), `acme ${acme}`);
    assert.match(signatureFault(`${text} `, keys.signature, signer, day) ?? '', refused);
    const { stdout } = spawnSync('ssh-keygen', ['-Y', 'sign', '-f', 'acme', '-n', 'git'], {
      cwd: folder,
      input: text,
      encoding: 'utf8',
    });
    assert.match(faultBy(`acme ${acme}`, { ...keys, signature: stdout }) ?? '', refused);
    assert.match(faultBy(`acme ${acme}`, { ...keys, signature: 'none' }) ?? '', refused);
  }));

test('a key that is not there, and a machine without ssh-keygen, are sentences', () =>
  inNewFolder(async folder => {
    assert.throws(() => signatureOn(text, 'no-key', folder), /--key: ssh-keygen does not sign with no-key: /);
    assert.throws(() => signerFrom('no-file', 'acme', folder), /no-file is not there; --signers names/);
    const before = process.env.PATH;
    process.env.PATH = folder;
    try {
      assert.throws(() => sshKeygen([], '', folder), /ssh-keygen cannot be run \(ENOENT\); install OpenSSH/);
    } finally {
      process.env.PATH = before;
    }
  }));

test('a program that refuses before it has read the text has still run', () =>
  inNewFolder(async folder => {
    const before = process.env.PATH;
    process.env.PATH = `${folder}:${before}`;
    try {
      for (const [status, ended] of [
        [3, 3],
        [0, null],
      ] as const) {
        writeFileSync(path.join(folder, 'ssh-keygen'), `#!/bin/sh\necho refused >&2\nexit ${status}\n`, {
          mode: 0o755,
        });
        const { stderr, status: found } = sshKeygen([], 'x'.repeat(10_000_000), folder);
        assert.deepEqual([stderr, found], ['refused\n', ended]);
      }
    } finally {
      process.env.PATH = before;
    }
  }));
