import { spawnSync } from 'node:child_process';
import { signatureNamespace } from '../statement/submission.ts';
import { ConfigurationError } from '../targets/target.ts';

/**
 * Signs a text by OpenSSH with the user's own key, which this program neither reads nor keeps.
 * @param key the file of the key, as ssh-keygen finds it: a private key, or a public one whose private key an agent has
 * @throws ConfigurationError when there is no ssh-keygen, or it does not sign
 */
export function signatureOn(text: string, key: string, folder: string): string {
  const { status, stdout, stderr } = sshKeygen(['-Y', 'sign', '-f', key, '-n', signatureNamespace], text, folder);
  if (status === 0) return stdout;
  throw new ConfigurationError(`--key: ssh-keygen does not sign with ${key}: ${lastLine(stderr)}`);
}

/** How a program ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `ssh-keygen` on a text.
 * @throws ConfigurationError where it is not on this machine
 */
export function sshKeygen(args: readonly string[], input: string, folder: string): Ended {
  const { error, status, stdout, stderr } = spawnSync('ssh-keygen', args, { input, cwd: folder, encoding: 'utf8' });
  if (error && status === null)
    throw new ConfigurationError(
      `ssh-keygen cannot be run (${String((error as NodeJS.ErrnoException).code)}); install OpenSSH 8.8 or newer, which signs, and verifies as of a day.`,
    );
  // A program that refuses may end before it has read the text (EPIPE). One that has not read it has not signed or verified it.
  return { status: error && status === 0 ? null : status, stdout, stderr };
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
