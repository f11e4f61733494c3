import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { OwnCertificate, Trust } from '../network/tls.ts';
import { absolutePath, type Files } from './files.ts';
import { ConfigurationError } from './target.ts';
import { isOn } from './values.ts';
import type { Environment } from './variables.ts';

/** The path of a file in a setting, if it is set, and what the setting is called, for people. */
interface FileSetting {
  readonly file: string | undefined;
  readonly name: string;
}

/** The settings that name files for TLS: the certificates of an authority, the own one, and its key. */
type TlsFiles = (key: 'cacert' | 'cert' | 'key') => FileSetting;

/**
 * Whose certificates are believed: those in the file that `OS_CACERT` names, and any at all under `OS_INSECURE`; and which
 * one is shown in return, that of `OS_CERT` with the key in `OS_KEY`.
 * @param settings what names the files; left out: these variables
 * @throws ConfigurationError when there is no such file, or not in it what has to be
 */
export function trustIn(env: Environment, files: Files, settings: TlsFiles = variablesIn(env)): Trust {
  const isInsecure = isOn(env, 'OS_INSECURE', 'to do without the verification of TLS certificates');
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
  const what = "the file of your authority's certificates";
  const ca = textOf(setting, files, what);
  if (hasCertificate(ca)) return ca;
  throw new ConfigurationError(`${placeOf(setting)} where there is no certificate in PEM; set it to ${what}.`);
}

/** A file may have the key behind the certificate. A key without a certificate is not used, as by OpenStack's clients. */
function ownCertificate(certificate: FileSetting, ownKey: FileSetting, files: Files): OwnCertificate | undefined {
  if (certificate.file === undefined) return undefined;
  const cert = textOf(certificate, files, 'the file of your own certificate');
  const key = ownKey.file === undefined ? cert : textOf(ownKey, files, "the file of your certificate's key");
  try {
    createSecureContext({ cert, key });
    return { cert, key };
  } catch {
    const where = ownKey.file === undefined ? certificate.name : `${certificate.name} and ${ownKey.name}`;
    throw new ConfigurationError(
      `${where}: there is no certificate with its key in PEM, or the key has a passphrase, which cannot be given here; set ${ownKey.name} to the key of that certificate.`,
    );
  }
}

function textOf(setting: FileSetting, files: Files, what: string): string {
  const text = files.read(absolutePath(setting.file ?? '', files));
  if (text !== undefined) return text;
  throw new ConfigurationError(`${placeOf(setting)} where there is no file; set it to ${what}.`);
}

/** A path from a file of secrets is not shown: it may be a secret in the wrong place. */
const placeOf = ({ file, name }: FileSetting): string =>
  name.startsWith('OS_') ? `${name} is "${file}",` : `${name} names a place`;

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
