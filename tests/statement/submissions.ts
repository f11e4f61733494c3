import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';
import { writeReports } from '../../src/cli/report-files.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording } from '../../src/recording/recording-file.ts';
import { command, type Finished } from '../cli/command.ts';
import { recordSmall, resultOn } from './small-service.ts';

/** A product, as `PRODUCT.yaml` says it. */
export const productText = (name: string): string => `vendor: Acme
name: ${name}
version: "1.4"
type: hosted platform
description: Backups of volumes.
website_url: https://acme.example
documentation_url: https://acme.example/docs
contact_email_address: conformance@acme.example
`;

/** Writes the reports of a run, as the run does. */
export function writeRun(folder: string, recording: Recording): void {
  mkdirSync(folder);
  writeReports(folder, recording, resultOn(recording), sentence => {
    throw new Error(sentence);
  });
}

/** Of a service that does all that the pages say, of one that was not asked for everything, and of one that does not. */
export const runs = {
  conformant: () => recordSmall(),
  unproven: () =>
    recordSmall({
      target: { faults: 'none', hooks: [], proxy: undefined, noRoleToken: undefined, otherToken: undefined },
    }),
  violating: async () =>
    parseRecording(readFileSync(path.join(packageRoot(), 'products/openstack-victoria/recording.json'), 'utf8')),
} as const;

/** Makes a key pair in a folder, without a passphrase. Returns the public key. */
export function makeKey(folder: string, name: string): string {
  const { status, stderr } = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', name], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return readFileSync(path.join(folder, `${name}.pub`), 'utf8').trim();
}

/** Makes the submission of a run, signed by the key "acme". Returns its folder, below `out`. */
export async function submit(folder: string, run: string, out: string, ...args: readonly string[]): Promise<string> {
  writeFileSync(path.join(folder, `${out}.yaml`), productText(out));
  const { status, stdout, stderr } = await command(
    ['statement', run, '--product', `${out}.yaml`, '--out', out, '--key', 'acme', ...args],
    {},
    folder,
  );
  if (status !== 0) throw new Error(stdout + stderr);
  const [, at] = /^(\S+): edition /.exec(stdout) ?? [];
  if (at === undefined) throw new Error(stdout);
  return at;
}

/** Verifies a submission by the file `signers`, as of a day of the year after the runs. */
export const verified = (folder: string, submission: string, ...args: readonly string[]): Promise<Finished> =>
  command(['verify', submission, '--signers', 'signers', '--principal', 'acme', ...args], {}, folder);

/** Writes the right digests into a statement, and signs it by a key. */
export function signAnew(folder: string, submission: string, key = 'acme'): void {
  const at = path.join(folder, submission);
  const file = path.join(at, 'statement.json');
  const digests = readFileSync(file, 'utf8').replace(
    /"([\w.]+\.(?:yaml|md|json|xml))": "[0-9a-f]{64}"/g,
    (before, name: string) => {
      const text = textIn(path.join(at, name));
      return text === undefined ? before : `"${name}": "${createHash('sha256').update(text).digest('hex')}"`;
    },
  );
  writeFileSync(file, digests);
  const args = ['-Y', 'sign', '-f', key, '-n', 'vbs-conformance-statement'];
  const { status, stdout, stderr } = spawnSync('ssh-keygen', args, { cwd: folder, input: digests, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  writeFileSync(path.join(at, 'statement.json.sig'), stdout);
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
