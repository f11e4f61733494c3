import { isOneResource } from '../../src/contract/body.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { fillPath } from '../../src/contract/path.ts';
import { linkSlots } from '../../src/probes/link-slots.ts';
import { firstRead, lastRead, waysOf } from '../../src/probes/ways.ts';
import type { Recording } from '../../src/recording/recording.ts';
import type { Exchange, Header } from '../../src/wire/exchange.ts';

const endpoint = 'https://parcels.test';
const parameters = { project_id: '77aa', parcel_number: 'PN-100200' };

const parcel = {
  number: parameters.parcel_number,
  colour: 'red',
  grade: 2,
  weight: 2.5,
  floor: -1,
  sent: '2024-01-31T01:02:03.25+00:00',
  shop: 'https://shop.test/vinyl',
  from: 'a sender far away',
  fragile: false,
  insured: true,
  tags: ['a', 2],
  lid: { material: 'wood', thickness: 0.25 },
  stops: [
    { town: 'Here', hours: 1 },
    { town: 'There', hours: 2 },
  ],
  label: '{"text":"This side up","size":12}',
};
const { number, ...listed } = parcel;

/** As services spell it that grew out of an older API. */
const inOldVersion = (path: string): string => path.replace('/v5', '/v4');

/** What a service that keeps to the contract answers to a read of its operation. */
function bodyFor({ body, operation }: Contract): unknown {
  const path = fillPath(operation.path, parameters);
  const ties = [
    { rel: 'self', href: endpoint + inOldVersion(path) },
    { rel: 'bookmark', href: endpoint + path.replace(/^\/v5/, '') },
  ];
  const content = isOneResource(body) ? { ...parcel, ties } : [listed, { ...listed, colour: 'green' }];
  if (!body.envelope) return isOneResource(body) ? parcel : content;
  return { [body.envelope.names[0]]: content, ...(isOneResource(body) ? {} : { count: 2 }) };
}

/** A recording of a service that keeps to these contracts, each operation with every way, both reads and its links. */
export function conformingTo(...contracts: readonly Contract[]): Recording {
  return {
    format: 3,
    suite: 'test',
    target: {
      name: 'sample',
      simulated: false,
      identifiedBy: 'keystone',
      endpoint,
      project: parameters.project_id,
      admin: false,
    },
    operations: contracts.map(({ id, name }) => ({ page: id, name, parameters })),
    startedAt: '2024-02-29T12:00:00.000Z',
    duration: 1,
    exchanges: contracts.flatMap(exchangesOf),
    unsent: [],
    requests: [],
  };
}

function exchangesOf(contract: Contract): Exchange[] {
  const { name, operation, success } = contract;
  const path = fillPath(operation.path, parameters);
  const answered = (to: string, status: number, body: unknown, ...headers: readonly Header[]): Exchange => ({
    name: `${name}/${to}`,
    request: { method: 'GET', url: endpoint + (to.startsWith('follow/') ? inOldVersion(path) : path), headers: [] },
    response: {
      status,
      reason: '',
      headers: [['Content-Type', 'application/json'], ['x-openstack-request-id', 'req-1'], ...headers],
      body: Buffer.from(JSON.stringify(body)),
    },
    failure: undefined,
    startedAt: '2024-02-29T12:00:00.000Z',
    duration: 1,
    reflected: [],
  });
  const self = linkSlots(contract).filter(({ relation }) => relation === 'self');
  const shown = [firstRead, lastRead, ...self.map(slot => slot.name.slice(name.length + 1))];
  return [
    ...shown.map(to => answered(to, success, bodyFor(contract))),
    ...waysOf(contract)
      .filter(way => way.name !== firstRead)
      .map(way => answered(way.name, way.code, { fault: { code: way.code, message: 'No.' } }, ...demanded)),
  ];
}

/** What RFC 9110 demands with one status or another. */
const demanded: readonly Header[] = [
  ['WWW-Authenticate', 'Keystone uri="https://identity.test"'],
  ['Proxy-Authenticate', 'Basic realm="proxy"'],
  ['Allow', 'GET'],
];
