import { isLoopback } from '../network/forward-proxy.ts';
import type { Access, KeystoneAccess } from './access.ts';
import { endpointIn } from './openstack/catalog.ts';
import { authRequest, type Grant, grantIn, refusal, type Scope } from './openstack/keystone.ts';
import type { Identify } from './openstack/keystone-sender.ts';
import type { TargetPlan } from './plan.ts';
import { routeTo } from './route.ts';
import { ConfigurationError, type Target } from './target.ts';

/** A target whose backup is still to be found where none is configured. */
export type OpenTarget = Omit<Target, 'backup'> & { readonly backup: string | undefined };

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
   * The target with tokens that hold at least so many milliseconds from now on, as far as Keystone gives such.
   * @throws ConfigurationError when one has to be renewed and Keystone gives none
   */
  readonly withTokensFor: (milliseconds: number) => Promise<OpenTarget>;
  /** What Keystone was asked so far. */
  readonly requests: () => readonly IdentityRequest[];
  /** Whom Keystone knows, in words: the user, the roles, and until when the token holds. */
  readonly identities: () => readonly string[];
}

/** A session with a target that needs no Keystone. */
export function fixedSession(target: OpenTarget): Session {
  return { withTokensFor: () => Promise.resolve(target), requests: () => [], identities: () => [] };
}

/** What Keystone says of everybody who asks. */
interface Grants {
  readonly own: Grant | undefined;
  readonly other: Grant | undefined;
  readonly noRole: Grant | undefined;
}

/** Requests per second that a service elsewhere is sent at most unless somebody says otherwise. */
const politeRate = 5;

/** Requests per second: as somebody says, else politely, but on this machine as they come. @param endpoint if it is known */
export function rateOf({ rate }: Pick<TargetPlan, 'rate'>, endpoint: string | undefined): number | undefined {
  const isNear = endpoint !== undefined && isLoopback(new URL(endpoint).hostname);
  return rate ?? (isNear ? undefined : politeRate);
}

/**
 * Opens a target: gets every token that it needs, and its endpoint from the catalog where none is configured.
 * @param now the time of day
 * @throws ConfigurationError when Keystone does not answer, refuses, or lists no endpoint
 */
export async function openSession(plan: TargetPlan, identify: Identify, now: () => Date): Promise<Session> {
  const requests: IdentityRequest[] = [];
  const asked: Identify = async (access, request) => {
    const startedAt = now();
    const log = (outcome: Pick<IdentityRequest, 'status' | 'failure'>): void => {
      const duration = now().getTime() - startedAt.getTime();
      const url = `${access.authUrl}/auth/tokens`;
      requests.push({ url, startedAt: startedAt.toISOString(), duration, ...outcome });
    };
    try {
      const answer = await identify(access, request);
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
      : grantFor(access, asked);

  // The catalog is asked once: a service does not move during a run, and its token goes nowhere else.
  let endpoint = plan.endpoint;
  let grants: Grants = { own: undefined, other: undefined, noRole: undefined };
  const withTokensFor = async (milliseconds: number): Promise<OpenTarget> => {
    const until = now().getTime() + milliseconds;
    // One after the other: Keystone is asked politely, and the first refusal is the one that is told. What was given until
    // then is kept.
    grants = { ...grants, own: await renewed(plan.access, grants.own, until) };
    grants = { ...grants, other: await renewed(plan.other, grants.other, until) };
    grants = { ...grants, noRole: await renewed(plan.noRole, grants.noRole, until) };
    endpoint ??= endpointIn(grants.own?.catalog ?? [], plan.access as KeystoneAccess);
    return targetOf(plan, endpoint, grants);
  };
  await withTokensFor(0);
  const identities = (): string[] =>
    Object.values(grants).flatMap((grant: Grant | undefined) => (grant ? wordsOn(grant) : []));
  return { withTokensFor, requests: () => requests, identities };
}

function wordsOn({ user, roles, project, expiresAt }: Grant): string {
  const until = Number.isNaN(expiresAt) ? 'no time that it tells' : new Date(expiresAt).toISOString();
  return `"${user}" in the project ${project} (${roles.join(', ') || 'no roles'}), until ${until}`;
}

async function grantFor(access: KeystoneAccess, identify: Identify): Promise<Grant> {
  const ask = (scope: Scope) => identify(access, authRequest(access, scope));
  const answer = await ask('configured');
  if (answer.status === 201) return grantIn(answer, access);
  // Keystone does not tell an unknown user from an unknown project; to ask for no project does.
  const mayBeProject = answer.status === 401 && access.project !== undefined;
  throw refusal(answer, access, mayBeProject && (await ask('unscoped')).status === 201);
}

function targetOf(plan: TargetPlan, endpoint: string, { own, other, noRole }: Grants): OpenTarget {
  const { access, other: otherAccess, noRole: noRoleAccess, proxies, ...settings } = plan;
  const url = new URL(endpoint);
  return {
    ...settings,
    endpoint,
    project: projectOf(access, own),
    token: own?.token ?? (access.kind === 'token' ? access.token : undefined),
    keys: access.kind === 'keys' ? access.keys : undefined,
    otherToken: tokenOf(otherAccess, other),
    otherProject: other?.project ?? plan.otherProject,
    noRoleToken: tokenOf(noRoleAccess, noRole),
    route: routeTo(url, proxies),
    rate: rateOf(plan, endpoint),
  };
}

/** Keystone says whose project a token is for; a token at hand is of the one that is configured. */
function projectOf(access: Access, grant: Grant | undefined): string {
  return (access.kind === 'keystone' ? grant?.project : access.project) ?? '';
}

const tokenOf = (access: Access | undefined, grant: Grant | undefined): string | undefined =>
  access?.kind === 'token' ? access.token : grant?.token;
