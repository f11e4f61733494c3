import type { Trust } from '../network/tls.ts';
import type { SigningKeys } from './target.ts';

/** As whom the service is asked: with a token at hand, with signed requests, or with a token that Keystone gives. */
export type Access = TokenAccess | KeyAccess | KeystoneAccess;

/** A token that somebody else got. When it expires is not known. */
export interface TokenAccess {
  readonly kind: 'token';
  readonly token: string;
  /** The project that the token is scoped to, if it was told. */
  readonly project: string | undefined;
}

/** An access key pair of a user of this project. */
export interface KeyAccess {
  readonly kind: 'keys';
  readonly keys: SigningKeys;
  readonly project: string;
}

/** What Keystone v3 is asked for a token with (OpenStack Identity API v3, "Password authentication" and its siblings). */
export interface KeystoneAccess {
  readonly kind: 'keystone';
  /** Ends in `/v3`. */
  readonly authUrl: string;
  readonly identity: Identity;
  /** Undefined where the credential itself says it: an application credential belongs to one project. */
  readonly project: ProjectScope | undefined;
  readonly region: string | undefined;
  readonly interface: EndpointInterface;
  readonly trust: Trust;
  /** URL of the forward proxy to Keystone, if any. */
  readonly route: string | undefined;
  /** Where all this was read, for people: `the cloud "lab" in clouds.yaml`, `the OS_ variables`. */
  readonly source: string;
  /** The variable or key that something was read from, for people. */
  readonly nameOf: (key: CloudKey) => string;
}

/** Which of a service's endpoints is meant. */
export type EndpointInterface = 'public' | 'internal' | 'admin';

/** Who asks Keystone. Holds secrets. */
export type Identity =
  | { readonly method: 'password'; readonly user: Named; readonly password: string }
  | { readonly method: 'token'; readonly token: string }
  | { readonly method: 'application_credential'; readonly credential: ById | Owned; readonly secret: string };

interface ById {
  readonly id: string;
}

/** A name is unique within its domain only. */
interface InDomain {
  readonly name: string;
  readonly domain: { readonly id: string } | { readonly name: string };
}

/** An application credential's name is unique for its user only. */
interface Owned {
  readonly name: string;
  readonly user: Named;
}

/** A user or project, by id or by name and domain. */
export type Named = ById | InDomain;

/** The project that a token is to be for. */
export type ProjectScope = Named;

/** What a cloud's entry in `clouds.yaml` may say, below `auth` or not; in upper case behind `OS_` the variables. */
export type CloudKey =
  | 'auth_type'
  | 'auth_url'
  | 'username'
  | 'user_id'
  | 'password'
  | 'user_domain_id'
  | 'user_domain_name'
  | 'project_id'
  | 'project_name'
  | 'project_domain_id'
  | 'project_domain_name'
  | 'token'
  | 'application_credential_id'
  | 'application_credential_name'
  | 'application_credential_secret'
  | 'region_name'
  | 'interface'
  | 'cacert';

/** The settings of one cloud, wherever they were read. */
export interface CloudSettings {
  readonly values: Readonly<Partial<Record<CloudKey, string>>>;
  readonly source: string;
  readonly nameOf: (key: CloudKey) => string;
}

/** A user or project in words. */
export function wordsFor(named: Named): string {
  if ('id' in named) return named.id;
  const domain = 'id' in named.domain ? named.domain.id : named.domain.name;
  return `"${named.name}" of the domain "${domain}"`;
}
