import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { OwnCertificate, Trust } from '../network/tls.ts';
import { absolutePath, type Files } from './files.ts';
import { ConfigurationError } from './target.ts';
import { isOn } from './values.ts';
import type { Environment } from './variables.ts';

/** The path of a file in a setting, if it is set, and the name of the setting, for people. */
interface FileSetting {
  readonly file: string | undefined;
  readonly name: string;
}

/** The settings that name files for TLS: the certificates of an authority, the client certificate, and its key. */
type TlsFiles = (key: 'cacert' | 'cert' | 'key') => FileSetting;

/**
 * Which certificates are trusted: those in the file that `OS_CACERT` names, and any certificate under `OS_INSECURE`. The
 * client certificate is in the file that `OS_CERT` names, and its key in that of `OS_KEY`.
 * @param settings the settings that name the files; missing: these variables
 * @throws ConfigurationError when there is no such file, or when it does not contain what is needed
 */
export function trustIn(env: Environment, files: Files, settings: TlsFiles = variablesIn(env)): Trust {
  const isInsecure = isOn(env, 'OS_INSECURE', 'to switch off the verification of TLS certificates');
  const own = ownCertificate(settings('cert'), settings('key'), files);
  return { ca: authorities(settings('cacert'), files), isInsecure, ...(own ? { own } : {}) };
}

const variablesIn =
  (env: Environment): TlsFiles =>
  key => {
    const name = `OS_${key.toUpperCase()}`;
    return { file: env[name] || undefined, name };
  };

function authorities(setting: FileSetting, files: Files): string | undefined {
  if (setting.file === undefined) return undefined;
  const what = 'the file with the certificates of your authority';
  const ca = textOf(setting, files, what);
  if (hasCertificate(ca)) return ca;
  throw new ConfigurationError(
    `${setting.name} cannot be used: the file${shownPath(setting)} contains no certificate in PEM; set it to ${what}.`,
  );
}

/** The file of the certificate may contain the key, too. Like OpenStack's clients, this ignores a key without a certificate. */
function ownCertificate(certificate: FileSetting, ownKey: FileSetting, files: Files): OwnCertificate | undefined {
  if (certificate.file === undefined) return undefined;
  const cert = textOf(certificate, files, 'the file with your client certificate');
  const key =
    ownKey.file === undefined ? cert : textOf(ownKey, files, 'the file with the key of your client certificate');
  try {
    createSecureContext({ cert, key });
    return { cert, key };
  } catch {
    const where = ownKey.file === undefined ? certificate.name : `${certificate.name} and ${ownKey.name}`;
    throw new ConfigurationError(
      `${where} cannot be used: there is no certificate with its key in PEM, or the key has a passphrase; set ${ownKey.name} to the file with the key of that certificate, without a passphrase.`,
    );
  }
}

function textOf(setting: FileSetting, files: Files, what: string): string {
  const text = files.read(absolutePath(setting.file ?? '', files));
  if (text !== undefined) return text;
  throw new ConfigurationError(
    `${setting.name} cannot be used: there is no file${shownPath(setting)}; set it to ${what}.`,
  );
}

/** A path from a file of secrets is not shown: it may be a secret in the wrong place. */
const shownPath = ({ file, name }: FileSetting): string => (name.startsWith('OS_') ? ` "${file}"` : '');

/** Node silently ignores what it cannot read as a certificate. */
function hasCertificate(pem: string): boolean {
  const [first] = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/s.exec(pem) ?? [];
  if (first === undefined) return false;
  try {
    return new X509Certificate(first).raw.length > 0;
  } catch {
    return false;
  }
}
