import type { Access } from './access.ts';
import { identitySecret } from './openstack/authentication.ts';
import { credentialsOf, type Secret } from './target.ts';

/** The users of a run, who may get their tokens from Keystone. */
interface Identities {
  readonly access: Access;
  readonly other: Access | undefined;
  readonly noRole: Access | undefined;
}

/**
 * The secrets that Keystone gets, and the credentials of the proxies to it, with the variables that a reader would check.
 * The service never gets them, but it may know and repeat them.
 */
export function identitySecretsOf({ access, other, noRole }: Identities): Secret[] {
  return [
    ...secretsFor(access),
    ...secretsFor(other).map(({ value }) => ({ variable: 'VBS_OTHER_CLOUD', value })),
    ...secretsFor(noRole).map(({ value }) => ({ variable: 'VBS_NOROLE_CLOUD', value })),
  ];
}

function secretsFor(access: Access | undefined): Secret[] {
  if (access?.kind !== 'keystone') return [];
  const { variable, value } = identitySecret(access);
  const own = isRecognizable(value) ? [{ variable, value }] : [];
  const ofProxy = access.route === undefined ? [] : credentialsOf(access.route);
  return [...own, ...ofProxy.map(one => ({ variable: 'HTTPS_PROXY', value: one }))];
}

/** A password may be an ordinary word. If each such word were hidden, answers could not be judged. */
const isRecognizable = (password: string): boolean => password.length >= (/^[a-z]*$/i.test(password) ? 12 : 8);
