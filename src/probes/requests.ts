import type { Contract } from '../contract/contract.ts';
import type { OpenTarget } from '../targets/session.ts';
import type { Target } from '../targets/target.ts';
import type { OrdinarySending, Sending, Unsent } from './sending.ts';
import type { Way } from './way.ts';
import { ways } from './ways.ts';

/** A method that no standard and no service knows; it has the form of one (RFC 9110, section 9.1). */
export const inventedMethod = 'CONFORM';

/** Ids that nobody has: well-formed, so that only their being unknown can be the reason of a refusal. */
const unknownProject = '00000000000040008000000000000bad';
const unknownId = '00000000-0000-4000-8000-000000000bad';

/** The plain read of the backup; `name` is `show`, `show-again`, or that of a moment in between. */
export function showSending(name: string, contract: Contract, target: Target): OrdinarySending {
  return get(name, contract, target, {});
}

/**
 * What the documented statuses call for side by side: a request for each way, or why there is none. The read itself is
 * left out, and so are the operator's fault hooks (see `hookProbes`).
 */
export function waySendings(contract: Contract, target: Target): (Sending | Unsent)[] {
  const documented = new Set(contract.statuses.map(({ code }) => code));
  return ways
    .filter(({ name, code, evidence }) => name !== 'show' && evidence !== 'hooked' && documented.has(code))
    .map(way => waySending(way, contract, target));
}

function waySending(way: Way, contract: Contract, target: Target): Sending | Unsent {
  const sending = sendingFor(way, contract, target);
  return 'kind' in sending ? { ...sending, code: way.code } : sending;
}

function sendingFor(way: Way, contract: Contract, target: Target): Sending | Unsent {
  const { name } = way;
  const unsent = (reason: string): Unsent => ({ name, reason });
  if (target.without.includes(name)) return unsent('switched off');
  if (way.optIn && !target.optIn.includes(name)) return unsent('opt-in, and not asked for');
  switch (name) {
    case 'status/400/malformed-project':
      return get(name, contract, target, { project: 'malformed' });
    case 'status/400/foreign-project':
      return get(name, contract, target, { project: target.otherProject ?? unknownProject });
    case 'status/400/malformed-version':
      return get(name, contract, target, { headers: { 'OpenStack-API-Version': 'volume three' } });
    case 'status/401/no-token':
      return get(name, contract, target, { token: '' });
    case 'status/401/wrong-token':
      return get(name, contract, target, { token: 'no-such-token' });
    case 'status/403/no-role':
      if (target.noRoleToken === undefined) return unsent('neither VBS_NOROLE_TOKEN nor VBS_NOROLE_CLOUD is set');
      return get(name, contract, target, { token: target.noRoleToken });
    case 'status/403/other-project':
      if (target.otherToken === undefined) return unsent('neither VBS_OTHER_TOKEN nor VBS_OTHER_CLOUD is set');
      return get(name, contract, target, { token: target.otherToken });
    case 'status/404/unknown-id':
      return get(name, contract, target, { backup: unknownId });
    case 'status/405/patch':
      return { ...get(name, contract, target, {}), method: 'PATCH' };
    case 'status/405/trace':
      return { ...get(name, contract, target, { token: '' }), method: 'TRACE' };
    case 'status/406/version':
      return get(name, contract, target, { headers: { 'OpenStack-API-Version': 'volume 3.999' } });
    case 'status/406/accept':
      return get(name, contract, target, { headers: { Accept: 'image/png' } });
    case 'status/407/proxy':
      if (target.proxy === undefined) return unsent('VBS_HTTP_PROXY is not set');
      return { ...get(name, contract, target, { token: '' }), kind: 'proxied', method: 'GET', proxy: target.proxy };
    case 'status/408/unfinished': {
      const request = get(name, contract, target, { token: '' });
      const front = target.front === undefined ? {} : { front: target.front };
      return { ...request, ...front, kind: 'unfinished', method: 'GET', wait: target.unfinishedWait };
    }
    case 'status/501/method':
      return { ...get(name, contract, target, {}), method: inventedMethod };
    case 'status/501/transfer-encoding':
      return get(name, contract, target, { headers: { 'Transfer-Encoding': 'gzip, chunked' } });
    default:
      if (target.faults !== 'prefer') return unsent(`VBS_FAULTS is "${target.faults}"`);
      return get(name, contract, target, { headers: { Prefer: `code=${way.code}` } });
  }
}

interface Variation {
  readonly project?: string;
  readonly backup?: string;
  /** Another one than the target's own; '' for none. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function get(name: string, contract: Contract, target: Target, variation: Variation): OrdinarySending {
  const { project = target.project, backup = target.backup, token, headers = {} } = variation;
  const url = target.endpoint + fillPath(contract.operation.path, project, backup);
  const request = { kind: 'ordinary', name, method: contract.operation.method, url } as const;
  if (token === undefined) {
    const own = ownHeaders(target);
    return { ...request, ...own, headers: { ...own.headers, ...headers } };
  }
  return { ...request, headers: { ...commonHeaders(target, token), ...headers } };
}

/** Header fields as the target's own user sends them: with the token, or to be signed. */
export function ownHeaders(target: OpenTarget): Pick<OrdinarySending, 'headers' | 'keys'> {
  const { keys, project, token = '' } = target;
  const headers = commonHeaders(target, token);
  // A signature names no project, as a token does: the gateway is told it beside.
  return keys ? { headers: { ...headers, 'X-Project-Id': project }, keys } : { headers };
}

function commonHeaders({ userAgent, microversion }: OpenTarget, token: string): Record<string, string> {
  return {
    Accept: 'application/json',
    'User-Agent': userAgent,
    ...(microversion ? { 'OpenStack-API-Version': `volume ${microversion}` } : {}),
    ...(token === '' ? {} : { 'X-Auth-Token': token }),
  };
}

/** A path template with its parameters filled in: the project's, and the resource's for any other. */
export function fillPath(template: string, project: string, resource: string): string {
  return template.replace(/\{([^}]+)\}/g, (_, parameter: string) => {
    return encodeURIComponent(isProject(parameter) ? project : resource);
  });
}

/** Whether a path parameter names the project, under OpenStack's present name or its old one. */
export const isProject = (parameter: string): boolean => /^(?:project|tenant)_id$/.test(parameter);

/** GET of a link that an answer holds, as the same user; only ever called for the endpoint's own origin. */
export function followSending(name: string, url: string, target: Target): OrdinarySending {
  return { kind: 'ordinary', name, method: 'GET', url, ...ownHeaders(target) };
}
