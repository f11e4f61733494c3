import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { isProject, parametersIn, subjectParametersIn } from '../contract/path.ts';
import type { PagingParameter, Way } from './way.ts';

/** A method that no standard and no service knows; it has the form of one (RFC 9110, section 9.1). */
export const inventedMethod = 'CONFORM';

/** An id that does not exist. It is well-formed, so a refusal can only mean that it is unknown. */
export const unknownResource = '00000000-0000-4000-8000-000000000bad';

/** The parts of a way. All but the title have a default. */
type Parts = Pick<Way, 'title'> & Partial<Omit<Way, 'name' | 'code' | 'title'>>;

/** A way with this name below `status/`. The name begins with the code. */
const way = (name: string, parts: Parts): Way => ({
  name: `status/${name}`,
  code: Number(name.split('/')[0]),
  evidence: 'observed',
  open: [],
  request: {},
  ...parts,
});

const namesProject = ({ operation }: Contract): boolean => parametersIn(operation.path).some(isProject);
const namesResource = ({ operation }: Contract): boolean => subjectParametersIn(operation.path).length > 0;

const pages =
  (parameter: PagingParameter) =>
  ({ list }: Contract): boolean =>
    list?.[parameter] !== undefined;

/** A number that no service can store in 64 bits. */
const hugeNumber = '99999999999999999999';

/** A service may ignore a value that it cannot use, or use the nearest one that it can. */
const badNumbers = (parameter: 'limit' | 'offset'): readonly Way[] =>
  Object.entries({ text: 'many', negative: '-1', huge: hugeNumber }).map(([kind, value]) =>
    way(`400/${parameter}/${kind}`, {
      title: `GET with ${parameter}=${value}`,
      for: pages(parameter),
      request: { query: { [parameter]: value } },
      open: [200],
    }),
  );

/** Faults that no request can cause. 200 means that the fault did not happen, or that the service ignored `Prefer`. */
const faults = (code: number): readonly Way[] => [
  way(`${code}/hook`, {
    title: 'GET while a fault hook is active',
    evidence: 'hooked',
    open: [200, 'no answer'],
  }),
  way(`${code}/prefer`, {
    title: `GET with Prefer: code=${code}`,
    evidence: 'simulated',
    open: [200, 'no answer'],
    request: { headers: { Prefer: `code=${code}` } },
  }),
];

/** The ways to each status except the status of success, which the read itself earns. All of them are tried. */
export const ways: readonly Way[] = [
  way('400/malformed-project', {
    title: 'GET with a malformed project id',
    for: namesProject,
    request: { project: 'malformed' },
    open: [403, 404],
  }),
  way('400/foreign-project', {
    title: 'GET with a project id that does not match the token',
    for: namesProject,
    request: { project: 'foreign' },
    open: [403, 404],
  }),
  way('400/malformed-version', {
    title: 'GET with a malformed OpenStack-API-Version',
    request: { headers: { 'OpenStack-API-Version': 'volume three' } },
    open: [200],
  }),
  ...badNumbers('limit'),
  ...badNumbers('offset'),
  way('401/no-token', {
    title: 'GET without a token',
    request: { asker: 'nobody' },
    mustBeRefused: { id: 'no-token', who: 'a request without a token' },
  }),
  way('401/wrong-token', {
    title: 'GET with a wrong token',
    request: { asker: 'unknown' },
    mustBeRefused: { id: 'wrong-token', who: 'a request with a wrong token' },
  }),
  way('403/no-role', {
    title: 'GET with a token without a role',
    request: { asker: 'no role' },
    open: [400, 404],
    mustBeRefused: { id: 'no-role', who: 'a token without a role' },
  }),
  way('403/other-project', {
    title: "GET with another project's token",
    request: { asker: 'other project' },
    open: [400, 404],
    mustBeRefused: { id: 'other-project', who: "another project's token" },
  }),
  way('404/unknown-id', {
    title: 'GET with an unknown id',
    for: namesResource,
    request: { resource: 'unknown' },
  }),
  way('404/unknown-marker', {
    title: 'GET with a marker that names no item',
    for: pages('marker'),
    request: { query: { marker: unknownResource } },
    open: [200, 400],
  }),
  way('405/patch', {
    title: 'PATCH without a body',
    request: { method: 'PATCH' },
    open: [501, '403 from a front'],
    harmless: 'It has no body, so it cannot change anything.',
  }),
  way('405/trace', {
    title: 'TRACE without a token',
    request: { method: 'TRACE', asker: 'nobody' },
    open: ['anything else'],
    harmless: 'It contains no token.',
  }),
  way('406/version', {
    title: 'GET with an unsupported OpenStack-API-Version',
    request: { headers: { 'OpenStack-API-Version': 'volume 3.999' } },
    open: [200, 400],
  }),
  way('406/accept', {
    title: 'GET with an unacceptable Accept',
    request: { headers: { Accept: 'image/png' } },
    open: ['anything but 5xx'],
  }),
  way('407/proxy', {
    title: 'GET through a proxy without credentials',
    evidence: 'provoked',
    request: { sentAs: 'proxied', asker: 'nobody' },
    open: ['anything else'],
    harmless: 'It contains neither a token nor credentials for the proxy.',
  }),
  way('408/unfinished', {
    title: 'a request that never finishes',
    evidence: 'provoked',
    request: { sentAs: 'unfinished', asker: 'nobody' },
    open: [400, 'no answer'],
    harmless: 'It contains no token, and the connection is closed at the end.',
  }),
  ...faults(409),
  ...faults(500),
  way('501/method', {
    title: 'a request with an invented method',
    evidence: 'provoked',
    request: { method: inventedMethod },
    open: [400, 403, 404, 405],
    harmless: 'No service knows this method, so it does nothing.',
  }),
  way('501/transfer-encoding', {
    title: 'GET with Transfer-Encoding: gzip, chunked',
    evidence: 'provoked',
    request: { headers: { 'Transfer-Encoding': 'gzip, chunked' } },
    open: ['anything else'],
    harmless: 'Its body is empty and complete.',
    optIn: true,
  }),
  ...faults(502),
  ...faults(503),
  ...faults(504),
];

/** The way that requests an id that does not exist. Its answer shows whether other answers prove anything. */
export const unknownId = 'status/404/unknown-id';

/** Names of the two plain reads: the first request of a run, and the last. */
export const firstRead = 'show';
export const lastRead = 'show-again';

/** The first read is the way to the status of success. */
export const readWay = ({ success, body }: Pick<Contract, 'success' | 'body'>): Way => ({
  name: firstRead,
  code: success,
  title: `GET the ${contentName(body)}`,
  evidence: 'observed',
  open: [],
  request: {},
});

/** The ways of an operation: the read, and the ways to its other documented statuses. */
export function waysOf(contract: Contract): Way[] {
  const documented = new Set(contract.statuses.map(({ code }) => code));
  return [readWay(contract), ...ways].filter(one => documented.has(one.code) && (one.for?.(contract) ?? true));
}
