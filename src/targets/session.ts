import { isLoopback } from '../network/forward-proxy.ts';
import type { Access } from './access.ts';
import type { ConfiguredTarget } from './configured-target.ts';
import { identitySecretsOf } from './identity-secrets.ts';
import { type Grant, grantFor, grantWords, type KeystoneSender, serviceEndpoint } from './openstack/authentication.ts';
import { routeTo } from './route.ts';
import { ConfigurationError, type Secret, type Target } from './target.ts';

/** A request to Keystone, for the log of a run. */
export interface IdentityRequest {
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly status?: number;
  /** Why no answer came, as a sentence. */
  readonly failure?: string;
}

/** A target that was opened. Tokens are fetched once and kept in memory. */
export interface Session {
  /**
   * The target with tokens that are valid for so many milliseconds from now on, as far as Keystone gives such.
   * @throws ConfigurationError when one has to be renewed and Keystone gives none
   */
  readonly withTokensFor: (milliseconds: number) => Promise<Target>;
  /** The requests that were sent to Keystone so far. */
  readonly requests: () => readonly IdentityRequest[];
  /** For whom Keystone gave tokens, in words: the user, the roles, and until when the token is valid. */
  readonly identities: () => readonly string[];
  /** The secrets that only Keystone gets. Like the secrets of the target, they must not be in a report. */
  readonly secrets: () => readonly Secret[];
}

/** A session with a target that needs no Keystone. */
export function fixedSession(target: Target): Session {
  return { withTokensFor: () => Promise.resolve(target), requests: () => [], identities: () => [], secrets: () => [] };
}

/** What Keystone gave to the own user, to another project's, and to one without a role. */
interface Grants {
  readonly own: Grant | undefined;
  readonly other: Grant | undefined;
  readonly noRole: Grant | undefined;
}

/** Requests per second to a service on another machine unless the configuration says otherwise. */
const politeRate = 5;

/** The configured rate, else a polite one; none for a service on this machine. @param endpoint if it is known */
export function rateOf({ rate }: Pick<ConfiguredTarget, 'rate'>, endpoint: string | undefined): number | undefined {
  const isNear = endpoint !== undefined && isLoopback(new URL(endpoint).hostname);
  return rate ?? (isNear ? undefined : politeRate);
}

/**
 * Opens a target: gets every token that it needs, and its endpoint from the catalog where none is configured.
 * @param now the time of day
 * @throws ConfigurationError when Keystone does not answer, refuses, or lists no endpoint
 */
export async function openSession(
  configured: ConfiguredTarget,
  send: KeystoneSender,
  now: () => Date,
): Promise<Session> {
  const requests: IdentityRequest[] = [];
  const loggedSend: KeystoneSender = async (access, body) => {
    const startedAt = now();
    const log = (outcome: Pick<IdentityRequest, 'status' | 'failure'>): void => {
      const duration = now().getTime() - startedAt.getTime();
      const url = `${access.authUrl}/auth/tokens`;
      requests.push({ url, startedAt: startedAt.toISOString(), duration, ...outcome });
    };
    try {
      const answer = await send(access, body);
      log({ status: answer.status });
      return answer;
    } catch (error) {
      if (error instanceof ConfigurationError) log({ failure: error.message });
      throw error;
    }
  };
  const renewed = (access: Access | undefined, grant: Grant | undefined, until: number): Promise<Grant | undefined> =>
    access?.kind !== 'keystone' || (grant && !(grant.expiresAt < until))
      ? Promise.resolve(grant)
      : grantFor(access, loggedSend);

  // The catalog is read once: a service does not move during a run, and its token goes nowhere else.
  let endpoint = configured.endpoint;
  let grants: Grants = { own: undefined, other: undefined, noRole: undefined };
  const withTokensFor = async (milliseconds: number): Promise<Target> => {
    const until = now().getTime() + milliseconds;
    // One after the other, so that the first refusal is reported. The grants before it are kept.
    grants = { ...grants, own: await renewed(configured.access, grants.own, until) };
    grants = { ...grants, other: await renewed(configured.other, grants.other, until) };
    grants = { ...grants, noRole: await renewed(configured.noRole, grants.noRole, until) };
    // Only a target of a cloud leaves the endpoint out.
    endpoint ??= serviceEndpoint(grants.own as Grant);
    assertEncrypted(configured, endpoint);
    return targetOf(configured, endpoint, grants);
  };
  await withTokensFor(0);
  const identities = (): string[] =>
    Object.values(grants).flatMap((grant: Grant | undefined) => (grant ? grantWords(grant) : []));
  return { withTokensFor, requests: () => requests, identities, secrets: () => identitySecretsOf(configured) };
}

/** Whether tokens that came over TLS go to another machine without TLS because the catalog has an http endpoint. */
function isUnencrypted({ access, endpoint: configured }: ConfiguredTarget, endpoint: string): boolean {
  if (access.kind !== 'keystone' || configured !== undefined || !access.authUrl.startsWith('https:')) return false;
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && !isLoopback(hostname);
}

function assertEncrypted(configured: ConfiguredTarget, endpoint: string): void {
  if (configured.allowsHttp || !isUnencrypted(configured, endpoint)) return;
  throw new ConfigurationError(
    `The catalog of the https Keystone has the http endpoint ${endpoint}, and tokens would be sent there unencrypted; set VBS_ENDPOINT to the https URL of the service, or set VBS_ALLOW_HTTP to 1 to confirm it.`,
  );
}

function targetOf(configured: ConfiguredTarget, endpoint: string, { own, other, noRole }: Grants): Target {
  const {
    access,
    other: otherAccess,
    noRole: noRoleAccess,
    allowsHttp: _allows,
    subjects: _subjects,
    hookVariables: _names,
    proxies,
    ...settings
  } = configured;
  const url = new URL(endpoint);
  return {
    ...settings,
    endpoint,
    project: projectOf(access, own),
    token: own?.token ?? (access.kind === 'token' ? access.token : undefined),
    keys: access.kind === 'keys' ? access.keys : undefined,
    otherToken: tokenOf(otherAccess, other),
    otherProject: other?.project ?? configured.otherProject,
    noRoleToken: tokenOf(noRoleAccess, noRole),
    route: routeTo(url, proxies),
    rate: rateOf(configured, endpoint),
    ...(isUnencrypted(configured, endpoint) ? { unencrypted: true } : {}),
  };
}

/** The project that Keystone gave a token for; without Keystone, the one that is configured. */
function projectOf(access: Access, grant: Grant | undefined): string {
  return (access.kind === 'keystone' ? grant?.project : access.project) ?? '';
}

const tokenOf = (access: Access | undefined, grant: Grant | undefined): string | undefined =>
  access?.kind === 'token' ? access.token : grant?.token;
