import type { Contract } from '../contract/contract.ts';
import { fillPath, isProject, type PathValues } from '../contract/path.ts';
import type { Target } from '../targets/target.ts';
import type { PlannedRequest } from './planned-request.ts';
import type { OrdinarySending, Sending } from './sending.ts';
import type { Asker, Difference } from './way.ts';

/** Ids that nobody has: well-formed, so that only their being unknown can be the reason of a refusal. */
const unknownProject = '00000000000040008000000000000bad';
const unknownResource = '00000000-0000-4000-8000-000000000bad';

/** A token that nobody issued. */
const unknownToken = 'no-such-token';

/** What a planned request is sent with: the target with its present tokens, and what its operation is asked about. */
export interface Binding {
  readonly target: Target;
  readonly contract: Contract;
  readonly parameters: PathValues;
}

/** The request that a planned one becomes. Its plan has seen to it that the target has what it needs. */
export function bind({ name, operation, difference, code, once }: PlannedRequest, binding: Binding): Sending {
  const { target, contract } = binding;
  const path = fillPath(contract.operation.path, parametersFor(difference, binding));
  const request: OrdinarySending = {
    kind: 'ordinary',
    name,
    operation,
    method: difference.method ?? contract.operation.method,
    url: target.endpoint + path,
    ...headersFor(difference, target),
    ...(code === undefined ? {} : { code }),
    ...(once ? { once } : {}),
  };
  if (difference.sentAs === 'proxied') {
    return { ...request, kind: 'proxied', method: 'GET', proxy: target.proxy ?? '' };
  }
  if (difference.sentAs === 'unfinished') {
    const front = target.front === undefined ? {} : { front: target.front };
    return { ...request, ...front, kind: 'unfinished', method: 'GET', wait: target.unfinishedWait };
  }
  return request;
}

/** GET of an address below the endpoint, in the name of the run's own user. */
export function ownRead(name: string, operation: string, url: string, target: Target): OrdinarySending {
  return { kind: 'ordinary', name, operation, method: 'GET', url, ...headersFor({}, target) };
}

function parametersFor({ project, resource }: Difference, { target, parameters }: Binding): PathValues {
  const projects = { malformed: 'malformed', foreign: target.otherProject ?? unknownProject };
  const changed = Object.entries(parameters).map(([name, value]): [string, string] => {
    if (isProject(name)) return [name, project === undefined ? value : projects[project]];
    return [name, resource === 'unknown' ? unknownResource : value];
  });
  return Object.fromEntries(changed);
}

/** Header fields, and the keys that sign the request where they stand in for a token. */
function headersFor(
  { asker = 'owner', headers = {} }: Difference,
  target: Target,
): Pick<OrdinarySending, 'headers' | 'keys'> {
  const { userAgent, microversion, keys, project } = target;
  const token = tokenOf(asker, target);
  const common = {
    Accept: 'application/json',
    'User-Agent': userAgent,
    ...(microversion ? { 'OpenStack-API-Version': `volume ${microversion}` } : {}),
    ...(token ? { 'X-Auth-Token': token } : {}),
  };
  if (asker !== 'owner' || !keys) return { headers: { ...common, ...headers } };
  // A signature names no project, as a token does: a header field names it to the gateway.
  return { headers: { ...common, 'X-Project-Id': project, ...headers }, keys };
}

function tokenOf(asker: Asker, { token, otherToken, noRoleToken }: Target): string | undefined {
  const tokens: Readonly<Record<Asker, string | undefined>> = {
    owner: token,
    nobody: undefined,
    unknown: unknownToken,
    'no role': noRoleToken,
    'other project': otherToken,
  };
  return tokens[asker];
}
