import { X509Certificate } from 'node:crypto';
import type { Trust } from '../network/tls.ts';
import { absolutePath, type Files } from './files.ts';
import { ConfigurationError } from './target.ts';
import { isOn } from './values.ts';
import type { Environment } from './variables.ts';

/**
 * Which certificates are trusted: those in the file that `OS_CACERT` names, and any certificate under `OS_INSECURE`.
 * @param file its path; undefined: those that Node brings along
 * @param name the variable or key that names the file, for people
 * @throws ConfigurationError when there is no such file, or no certificate in it
 */
export function trustIn(env: Environment, files: Files, file = env.OS_CACERT || undefined, name = 'OS_CACERT'): Trust {
  const isInsecure = isOn(env, 'OS_INSECURE', 'to switch off the verification of TLS certificates');
  if (file === undefined) return { ca: undefined, isInsecure };
  const ca = files.read(absolutePath(file, files));
  if (ca !== undefined && hasCertificate(ca)) return { ca, isInsecure };
  // A path from a file of secrets is not shown: it may be a secret in the wrong place.
  const path = name === 'OS_CACERT' ? ` "${file}"` : '';
  const what = ca === undefined ? `there is no file${path}` : `the file${path} contains no certificate in PEM`;
  throw new ConfigurationError(
    `${name} cannot be used: ${what}; set it to the file with the certificates of your authority.`,
  );
}

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
