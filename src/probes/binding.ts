import type { Contract } from '../contract/contract.ts';
import { fillPath, isProject, type PathValues } from '../contract/path.ts';
import { isOlder } from '../contract/version.ts';
import type { Target } from '../targets/target.ts';
import type { PlannedRequest } from './planned-request.ts';
import type { OrdinarySending, Sending } from './sending.ts';
import type { Asker, Difference, PagingParameter } from './way.ts';
import { unknownResource } from './ways.ts';

/** A project that does not exist. Its id is well-formed, so a refusal can only mean that it is unknown. */
const unknownProject = '00000000000040008000000000000bad';

/** A token that nobody issued. */
const unknownToken = 'no-such-token';

/** What a planned request is sent with: the target with its present tokens, and what its operation is asked about. */
export interface Binding {
  readonly target: Target;
  readonly contract: Contract;
  readonly parameters: PathValues;
}

/** Makes the request from a planned one. The plan has made sure that the target has what it needs. */
export function bind({ name, operation, difference, code, once }: PlannedRequest, binding: Binding): Sending {
  const { target, contract } = binding;
  const path = fillPath(contract.operation.path, parametersFor(difference, binding));
  const query = queryFor(difference, contract);
  const request: OrdinarySending = {
    kind: 'ordinary',
    name,
    operation,
    method: difference.method ?? contract.operation.method,
    url: `${target.endpoint}${path}${query}`,
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

/**
 * A GET of an address below the endpoint, as the run's own user.
 * @param since the version of the API that it needs; undefined: the target's own will do
 */
export function ownRead(
  { name, operation }: Pick<OrdinarySending, 'name' | 'operation'>,
  url: string,
  target: Target,
  since?: string,
): OrdinarySending {
  const { microversion } = target;
  const isNewEnough = since === undefined || (microversion !== undefined && !isOlder(microversion, since));
  const asked = isNewEnough ? target : { ...target, microversion: since };
  return { kind: 'ordinary', name, operation, method: 'GET', url, ...headersFor({}, asked) };
}

/** The query with the names that the page has for its parameters; empty where there is none. */
function queryFor({ query = {} }: Difference, { list }: Contract): string {
  const named = Object.entries(query).flatMap(([parameter, value]) => {
    const name = list?.[parameter as PagingParameter]?.name;
    return name === undefined ? [] : [[name, value] as [string, string]];
  });
  return named.length === 0 ? '' : `?${new URLSearchParams(named)}`;
}

function parametersFor({ project, resource }: Difference, { target, parameters }: Binding): PathValues {
  const projects = { malformed: 'malformed', foreign: target.otherProject ?? unknownProject };
  const changed = Object.entries(parameters).map(([name, value]): [string, string] => {
    if (isProject(name)) return [name, project === undefined ? value : projects[project]];
    return [name, resource === 'unknown' ? unknownResource : value];
  });
  return Object.fromEntries(changed);
}

/** The header fields, and the keys if the request is signed instead of having a token. */
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
  // Unlike a token, a signature does not name a project. A header field names it for the gateway.
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
