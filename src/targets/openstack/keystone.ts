import { proxyVariable } from '../../network/forward-proxy.ts';
import { isObject } from '../../text/json.ts';
import { ConfigurationError } from '../target.ts';
import { isIdentifier, isToken } from '../values.ts';
import { type CatalogEndpoint, catalogIn } from './catalog.ts';
import type { CloudKey } from './cloud-keys.ts';
import { type Identity, type KeystoneAccess, keystonePlace, type Named, wordsFor } from './keystone-access.ts';
import { repeatsSecret } from './repeated-secret.ts';

/** What Keystone answered to a request for a token, as far as it matters. */
export interface IdentityAnswer {
  readonly status: number;
  /** The field `X-Subject-Token`. */
  readonly token: string | undefined;
  /** The field `Location`. */
  readonly location: string | undefined;
  /** The body's JSON; undefined when it is not JSON. */
  readonly body: unknown;
}

/** A token with all that Keystone says of it. Contains secrets. */
export interface Grant {
  /** As whom the token was asked for. */
  readonly access: KeystoneAccess;
  readonly token: string;
  readonly project: string;
  /** Milliseconds since the epoch; NaN: Keystone does not say it. */
  readonly expiresAt: number;
  readonly catalog: readonly CatalogEndpoint[];
  /** The name of the user whom it is for. */
  readonly user: string;
  /** The names of that user's roles in the project. */
  readonly roles: readonly string[];
}

/** What a token is to be for: the configured project, or none, which only shows whether Keystone knows the user. */
export type Scope = 'configured' | 'unscoped';

/** The body of `POST /v3/auth/tokens`. */
export function authRequest({ identity, project }: KeystoneAccess, scope: Scope): object {
  const of = { identity: { methods: [identity.method], [identity.method]: credentialOf(identity) } };
  if (scope === 'unscoped') return { auth: { ...of, scope: 'unscoped' } };
  return { auth: project ? { ...of, scope: { project } } : of };
}

function credentialOf(identity: Identity): object {
  if (identity.method === 'password') return { user: { ...identity.user, password: identity.password } };
  if (identity.method === 'token') return { id: identity.token };
  return { ...identity.credential, secret: identity.secret };
}

/**
 * The grant that an answer with status 201 gives.
 * @throws ConfigurationError when the answer is not Keystone's, the token is for no project, or token or project cannot be
 *   sent to a service
 */
export function grantIn({ token, body }: IdentityAnswer, access: KeystoneAccess): Grant {
  const granted = isObject(body) ? body.token : undefined;
  if (!token || !isToken(token) || !isObject(granted)) throw new ConfigurationError(notKeystone(access));
  const { project, user, roles, expires_at: expiry } = granted;
  if (!isObject(project)) {
    throw new ConfigurationError(
      `Keystone at ${access.authUrl} gives a token without a project for ${access.source}; set the project with ${access.nameOf(projectKey(access.project))}.`,
    );
  }
  if (typeof project.id !== 'string' || !isIdentifier(project.id)) throw new ConfigurationError(notKeystone(access));
  const catalog = catalogIn(granted.catalog);
  const secrets = [secretOf(access.identity), token];
  const written = [project.id, ...catalog.flatMap(endpoint => Object.values(endpoint))];
  if (written.some(text => repeatsSecret(text, secrets))) throw new ConfigurationError(repeating(access));
  const shown = (name: string): string => (repeatsSecret(name, secrets) ? hiddenName : name);
  return {
    access,
    token,
    project: project.id,
    expiresAt: typeof expiry === 'string' ? Date.parse(expiry) : Number.NaN,
    catalog,
    user: nameIn(user).map(shown)[0] ?? '',
    roles: Array.isArray(roles) ? roles.flatMap(nameIn).map(shown) : [],
  };
}

/** The secret that identifies a user. Only Keystone gets it. */
export function secretOf(identity: Identity): string {
  if (identity.method === 'password') return identity.password;
  return identity.method === 'token' ? identity.token : identity.secret;
}

/** Replaces a name that repeats a secret: the password may be the user's name. */
const hiddenName = '<hidden>';

const nameIn = (value: unknown): string[] => (isObject(value) && typeof value.name === 'string' ? [value.name] : []);

/**
 * Why Keystone gave no token, and what to do.
 * @param isUserKnown whether it gives one without a project, which shows that the credential is valid
 */
export const refusal = (answer: IdentityAnswer, access: KeystoneAccess, isUserKnown: boolean): ConfigurationError =>
  new ConfigurationError(reasonFor(answer, access, isUserKnown));

function reasonFor(answer: IdentityAnswer, access: KeystoneAccess, isUserKnown: boolean): string {
  const { status, body, location } = answer;
  const { nameOf, project } = access;
  const at = keystonePlace(access);
  const url = nameOf('auth_url');
  if (isUserKnown && project) return `${at} ${unknownProject(project)}; check ${nameOf(projectKey(project))}.`;
  if (status >= 300 && status < 400) {
    return `${at} answers with a redirect (${status}), and redirects are not followed; set ${url} to ${redirectTarget(location, access)}.`;
  }
  if (status === 407 && access.route !== undefined) {
    const proxy = proxyVariable(new URL(access.authUrl));
    return `The proxy in ${proxy} requires a name and a password (407); set ${proxy} to a URL such as http://name:password@proxy.example.com:3128.`;
  }
  if (status === 429) return `${at} limits the rate of requests (429); try again later.`;
  if (status >= 500) return `${at} has an error (${status}); try again later, or check ${url}.`;
  if (isObject(body) && isObject(body.receipt)) {
    return `${at} requires more than one way of authentication (${status}); use an application credential: set ${namesOf(access, 'application_credential_id', 'application_credential_secret')}.`;
  }
  if (!isObject(body) || !isObject(body.error)) return notKeystone(access);
  if (status === 400) return `${at} does not understand the request (400); check ${settingsToSee(access)}.`;
  if (status === 401 || status === 403 || (status === 404 && access.identity.method === 'token')) {
    return `${at} ${rejectedCredential(access, status)}.`;
  }
  return notKeystone(access);
}

/** The address that a redirect leads to, in the form of `auth_url`. */
function redirectTarget(location: string | undefined, { authUrl, identity }: KeystoneAccess): string {
  const url = location !== undefined && URL.canParse(location, authUrl) ? new URL(location, authUrl) : undefined;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || repeatsSecret(url.href, [secretOf(identity)])) return 'the real URL of Keystone';
  return `${url.origin}${url.pathname.replace(/(?:\/auth\/tokens)?\/*$/, '')}`.slice(0, 200);
}

/** The key that names a project. */
const projectKey = (project: Named | undefined): CloudKey =>
  project && 'id' in project ? 'project_id' : 'project_name';

/** The key that names the user or credential. */
function credentialKey(identity: Identity): CloudKey {
  if (identity.method === 'password') return 'id' in identity.user ? 'user_id' : 'username';
  if (identity.method === 'token') return 'token';
  return 'id' in identity.credential ? 'application_credential_id' : 'application_credential_name';
}

const unknownProject = (project: Named): string =>
  `knows the user, but gives no token for the project ${wordsFor(project)}: the project does not exist, or the user has no role in it`;

function rejectedCredential(access: KeystoneAccess, status: number): string {
  const { identity, nameOf } = access;
  if (identity.method === 'token') {
    return `does not accept the token of ${nameOf('token')} (${status}): it is wrong or has expired; get a new one`;
  }
  if (identity.method === 'password') {
    const what = 'id' in identity.user ? 'id' : 'name';
    return `rejects ${wordsFor(identity.user)} (${status}): the password or the ${what} is wrong, or the account is locked; check ${namesOf(access, 'password', credentialKey(identity))}`;
  }
  return `does not accept the application credential (${status}): it is wrong, has expired or was deleted; check ${nameOf('application_credential_secret')}`;
}

/** The settings that may be wrong when Keystone cannot use a request. */
function settingsToSee(access: KeystoneAccess): string {
  const project = access.project ? [projectKey(access.project)] : [];
  return `${namesOf(access, credentialKey(access.identity), ...project)}, and the domains that belong to them`;
}

/** The names of several settings, for people; their source is named once. */
function namesOf({ nameOf, source }: KeystoneAccess, ...keys: readonly CloudKey[]): string {
  const [names, place] = [keys.map(nameOf), ` of ${source}`];
  if (!names.every(name => name.endsWith(place))) return names.join(' and ');
  return `${names.map(name => name.slice(0, -place.length)).join(' and ')}${place}`;
}

const repeating = (access: KeystoneAccess): string =>
  `${keystonePlace(access)} repeats a password or a token in its catalog or in the id of the project, and reports would show it; check ${access.nameOf('auth_url')}.`;

const notKeystone = ({ authUrl, nameOf }: KeystoneAccess): string =>
  `${authUrl} does not answer like Keystone v3; set ${nameOf('auth_url')} to the URL of the Identity service.`;
