/**
 * The door to OpenStack: from the name of a cloud, or the `OS_*` variables, to a token and the address of the service. The
 * rest of the project imports no other file of this folder.
 */

import type { Files } from '../files.ts';
import type { Environment } from '../variables.ts';
import { endpointIn } from './catalog.ts';
import { keystoneAccess } from './cloud-access.ts';
import { cloudSettings, environmentSettings } from './clouds.ts';
import type { CloudChoice } from './clouds-file.ts';
import { authRequest, type Grant, grantIn, type IdentityAnswer, refusal, type Scope, secretOf } from './keystone.ts';
import { type KeystoneAccess, wordsFor } from './keystone-access.ts';
import { requestToken, type SenderOptions } from './keystone-sender.ts';

export type { CloudChoice, Grant, IdentityAnswer, KeystoneAccess };

/** Sends Keystone the body of a request for a token. @throws ConfigurationError when no answer comes */
export type KeystoneSender = (access: KeystoneAccess, body: object) => Promise<IdentityAnswer>;

/** The access to the own cloud of `clouds.yaml`: its secret may be in a variable. @throws ConfigurationError */
export function accessToOwnCloud(choice: CloudChoice, env: Environment, files: Files): KeystoneAccess {
  return keystoneAccess(cloudSettings(choice, env, files, env), env, files);
}

/** The access to another user's cloud of `clouds.yaml`: its secret is in no variable. @throws ConfigurationError */
export function accessToOtherCloud(choice: CloudChoice, env: Environment, files: Files): KeystoneAccess {
  return keystoneAccess(cloudSettings(choice, env, files, {}), env, files);
}

/** The access that the `OS_*` variables describe, as an RC file sets them. @throws ConfigurationError */
export function accessByVariables(env: Environment, files: Files): KeystoneAccess {
  return keystoneAccess(environmentSettings(env), env, files);
}

/** The sender of requests for tokens, which can do nothing else. @param ended aborted when the run has to end */
export function keystoneSender(options: SenderOptions, ended: AbortSignal): KeystoneSender {
  return (access, body) => requestToken(access, body, options, ended);
}

/** Gets a token. @throws ConfigurationError when Keystone does not answer, or gives none */
export async function grantFor(access: KeystoneAccess, send: KeystoneSender): Promise<Grant> {
  const ask = (scope: Scope) => send(access, authRequest(access, scope));
  const answer = await ask('configured');
  if (answer.status === 201) return grantIn(answer, access);
  // Keystone gives the same answer for an unknown user and for an unknown project. A request without a project tells them apart.
  const mayBeProject = answer.status === 401 && access.project !== undefined;
  throw refusal(answer, access, mayBeProject && (await ask('unscoped')).status === 201);
}

/** The root URL of the service in the catalog of a grant. @throws ConfigurationError when it has none, or several */
export function serviceEndpoint({ catalog, access }: Grant): string {
  return endpointIn(catalog, access);
}

/** Who asks Keystone for a token, in words without a secret. */
export function keystoneWords({ identity, project, source, authUrl }: KeystoneAccess): string {
  const scope = project ? ` for the project ${wordsFor(project)}` : '';
  const who = identity.method === 'password' ? `as ${wordsFor(identity.user)}` : `with ${credentials[identity.method]}`;
  return `${who}${scope}, by ${source} (${authUrl})`;
}

/** The secret that identifies a user to Keystone, and the variable for such a secret. */
export function identitySecret({ identity }: KeystoneAccess): { readonly variable: string; readonly value: string } {
  return { variable: secretVariables[identity.method], value: secretOf(identity) };
}

const secretVariables = {
  password: 'OS_PASSWORD',
  token: 'OS_TOKEN',
  application_credential: 'OS_APPLICATION_CREDENTIAL_SECRET',
};

const credentials = { token: 'a token', application_credential: 'an application credential' };

/** Whose token it is and until when it is valid, in words. */
export function grantWords({ user, roles, project, expiresAt }: Grant): string {
  const until = Number.isNaN(expiresAt) ? 'an unknown time' : new Date(expiresAt).toISOString();
  return `"${user}" in the project ${project} (${roles.join(', ') || 'no roles'}), until ${until}`;
}
