import { proxyVariable } from '../../network/forward-proxy.ts';
import type { Trust } from '../../network/tls.ts';
import type { CloudKey } from './cloud-keys.ts';

/** What Keystone v3 is asked for a token with (OpenStack Identity API v3, "Password authentication" and its siblings). */
export interface KeystoneAccess {
  readonly kind: 'keystone';
  /** Ends in `/v3`. */
  readonly authUrl: string;
  readonly identity: Identity;
  /** Undefined for an application credential, which belongs to one project. */
  readonly project: Named | undefined;
  readonly region: string | undefined;
  readonly interface: EndpointInterface;
  /** The root URL of the service in the cloud's settings; undefined: the one in the catalog. */
  readonly endpoint: string | undefined;
  /** The type of the service in the catalog, as the settings name it; undefined: one of the usual types. */
  readonly serviceType: string | undefined;
  /** The setting that chooses among services of the same type; undefined: none. This is not supported. */
  readonly nameOfChoice: string | undefined;
  readonly trust: Trust;
  /** URL of the forward proxy to Keystone, if any. */
  readonly route: string | undefined;
  /** Where the settings were read, for people: `the cloud "lab" in clouds.yaml`, `the OS_ variables`. */
  readonly source: string;
  /** The variable or key that a setting was read from, for people. */
  readonly nameOf: (key: CloudKey) => string;
}

/** Which of a service's endpoints is meant. */
export type EndpointInterface = 'public' | 'internal' | 'admin';

/** Who asks Keystone. Contains secrets. */
export type Identity =
  | { readonly method: 'password'; readonly user: Named; readonly password: string }
  | { readonly method: 'token'; readonly token: string }
  | { readonly method: 'application_credential'; readonly credential: CredentialName; readonly secret: string };

/** The name of an application credential is unique for its user only. */
type CredentialName = ById | { readonly name: string; readonly user: Named };

/** A user or project. Its name is unique within its domain only. */
export type Named = ById | { readonly name: string; readonly domain: Domain };

/** A domain of users and projects. */
export type Domain = ById | { readonly name: string };

type ById = { readonly id: string };

/** A user or project in words. */
export function wordsFor(named: Named): string {
  if ('id' in named) return named.id;
  const domain = 'id' in named.domain ? named.domain.id : named.domain.name;
  return `"${named.name}" of the domain "${domain}"`;
}

/** Keystone in words, with the proxy on the way if there is one. */
export function keystonePlace({ authUrl, route }: KeystoneAccess): string {
  const through = route === undefined ? '' : ` (through the proxy in ${proxyVariable(new URL(authUrl))})`;
  return `Keystone at ${authUrl}${through}`;
}
