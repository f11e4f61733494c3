import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signatureNamespace } from '../statement/submission.ts';
import { ConfigurationError } from '../targets/target.ts';
import { settingsText } from './machine-files.ts';
import { sshKeygen } from './signature.ts';

/** Who has to have signed, and with which keys. */
export interface Signer {
  readonly principal: string;
  /** The lines of the file of allowed signers that name exactly this principal, and no other. */
  readonly lines: readonly string[];
  /** The file as the user wrote it. */
  readonly file: string;
}

/** Kibibytes that a file of allowed signers may have. */
const largestSigners = 1024;

/**
 * Reads who has to have signed. ssh-keygen takes the names in its file as patterns, by which `*` would be everybody. So only
 * those of its lines are used that have the very name.
 * @param file a file of allowed signers, as the user wrote it
 * @throws ConfigurationError when it is not there, or the name could be a pattern
 */
export function signerFrom(file: string, principal: string, folder: string): Signer {
  if (principal === '' || /[\s,"*?!#]/.test(principal))
    throw new ConfigurationError('--principal is no exact name; write one without blanks, commas, "*", "?" and "!".');
  const text = settingsText(path.resolve(folder, file), file, largestSigners);
  if (text === undefined) throw new ConfigurationError(`${file} is not there; --signers names the allowed signers.`);
  const lines = text.split(/\r?\n/).flatMap(line => lineFor(principal, line) ?? []);
  return { principal, lines, file };
}

/** A line of allowed signers for this principal alone; undefined where it does not name it, or names an authority. */
function lineFor(principal: string, line: string): string | undefined {
  const [, quoted, plain, rest = ''] = /^\s*(?:"([^"]*)"|([^\s"#]+))\s+(.*)$/.exec(line) ?? [];
  const names = (quoted ?? plain ?? '').split(',');
  // An authority may sign certificates for any name.
  if (!names.includes(principal) || /\bcert-authority\b/i.test(rest)) return undefined;
  return `${principal} ${rest}`;
}

/**
 * Why a signature does not show that this principal signed a text; undefined where it does.
 * @param day the day on which the key has to be valid, where its line says when it is
 * @throws ConfigurationError where there is no ssh-keygen
 */
export function signatureFault(
  text: string,
  signature: string,
  { principal, lines, file }: Signer,
  day: string,
): string | undefined {
  if (lines.length === 0) return `${file} has no key of exactly "${principal}"`;
  const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
  try {
    writeFileSync(path.join(folder, 'signers'), `${lines.join('\n')}\n`);
    writeFileSync(path.join(folder, 'signature'), signature);
    const time = `verify-time=${day.replaceAll('-', '')}120000`;
    const args = ['-f', 'signers', '-I', principal, '-n', signatureNamespace, '-s', 'signature', '-O', time];
    const { status } = sshKeygen(['-Y', 'verify', ...args], text, folder);
    return status === 0 ? undefined : `ssh-keygen finds no valid signature of "${principal}" on statement.json`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
