import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CatalogEndpoint, catalogIn, endpointIn } from '../../../src/targets/openstack/catalog.ts';
import type { KeystoneAccess } from '../../../src/targets/openstack/keystone-access.ts';
import { anyUrl } from '../../text/any-text.ts';
import { messageOf, told } from '../telling.ts';
import { sampleAccess } from './sample-access.ts';

/** An endpoint of a catalog, changed as a test needs it; its URL tells type and region unless told otherwise. */
function endpoint(type: string, change: Partial<CatalogEndpoint> = {}): CatalogEndpoint {
  const region = change.region ?? 'One';
  return { type, interface: 'public', region, url: `https://${type}-${region}.test/v3/p1`.toLowerCase(), ...change };
}

const chosen = (catalog: readonly CatalogEndpoint[], change: Partial<KeystoneAccess> = {}): string =>
  endpointIn(catalog, sampleAccess(change));

test('a catalog as Keystone sends it', () => {
  const endpoints = [
    { id: 'e1', interface: 'public', region: 'Old', region_id: 'One', url: 'https://a.test' },
    { id: 'e2', interface: 'admin', region: 'Two', url: 'https://b.test' },
    { id: 'e3', interface: 'internal', region: null, region_id: null, url: 'https://c.test' },
  ];
  assert.deepEqual(catalogIn([{ type: 'volumev3', name: 'cinder', id: 's1', endpoints }]), [
    { type: 'volumev3', interface: 'public', region: 'One', url: 'https://a.test' },
    { type: 'volumev3', interface: 'admin', region: 'Two', url: 'https://b.test' },
    { type: 'volumev3', interface: 'internal', region: '', url: 'https://c.test' },
  ]);
});

test('whatever has another form is left out, and the rest is read', () => {
  const good = { interface: 'public', region: 'One', url: 'https://a.test' };
  const services = [
    null,
    'block-storage',
    [],
    { type: 'block-storage' },
    { type: 7, endpoints: [good] },
    { type: { toString: null }, endpoints: [good] },
    { type: 'block-storage', endpoints: { 0: good } },
    {
      type: 'block-storage',
      endpoints: [null, 7, [], {}, { ...good, url: 7 }, { ...good, interface: { toString: 1 } }, good],
    },
  ];
  assert.deepEqual(catalogIn(services), [{ type: 'block-storage', ...good }]);
  assert.deepEqual(catalogIn([{ type: 'x', endpoints: [{ ...good, region: { toString: null } }] }])[0]?.region, '');
  for (const none of [undefined, null, {}, 'x', 7]) assert.deepEqual(catalogIn(none), []);
});

test('only the type in the settings is looked for, if they name one', () => {
  const catalog = [endpoint('block-storage'), endpoint('evs')];
  assert.equal(chosen(catalog, { serviceType: 'evs' }), 'https://evs-one.test');
  const pattern = /^The catalog of \S+ lists block-storage, evs, but no volumev9; set VBS_ENDPOINT/;
  assert.throws(() => chosen(catalog, { serviceType: 'volumev9' }), told(pattern));
});

test('a setting that chooses a service by its name is refused', () => {
  const nameOfChoice = 'volume_service_name of the cloud "lab" in clouds.yaml';
  const pattern = /^volume_service_name of .* chooses one of the services .*; set VBS_ENDPOINT to/;
  assert.throws(() => chosen([endpoint('block-storage')], { nameOfChoice }), told(pattern));
});

test('types are tried in their order, whatever the order of the catalog', () => {
  const types = ['block-storage', 'volumev3', 'volume', 'vbs'];
  for (const [index, type] of types.entries()) {
    const rest = types.slice(index).map(one => endpoint(one));
    const others = [endpoint('identity'), endpoint('volumev2'), endpoint('block-storage-x')];
    for (const catalog of [[...others, ...rest], [...rest, ...others].reverse()]) {
      assert.equal(chosen(catalog), `https://${type}-one.test`);
    }
  }
});

test('the first type with an endpoint of this interface and region is taken', () => {
  const catalog = [
    endpoint('block-storage', { interface: 'admin' }),
    endpoint('volumev3', { region: 'Two' }),
    endpoint('volume', { interface: 'internal' }),
    endpoint('vbs'),
  ];
  assert.equal(chosen(catalog, { region: 'One' }), 'https://vbs-one.test');
  assert.equal(chosen(catalog, { region: 'Two' }), 'https://volumev3-two.test');
  assert.equal(chosen(catalog, { region: 'One', interface: 'internal' }), 'https://volume-one.test');
  assert.equal(chosen(catalog, { interface: 'admin' }), 'https://block-storage-one.test');
});

test('version and project are cut from the URL, a prefix is kept, credentials and query are dropped', () => {
  const roots: Readonly<Record<string, string>> = {
    'https://vbs.test/v3/p1': 'https://vbs.test',
    'https://vbs.test/v3/p1/': 'https://vbs.test',
    'https://vbs.test/v3': 'https://vbs.test',
    'https://vbs.test/': 'https://vbs.test',
    'https://vbs.test:8776/v2/p1': 'https://vbs.test:8776',
    'https://vbs.test/v3.0/p1': 'https://vbs.test',
    'https://vbs.test/v3/%(project_id)s': 'https://vbs.test',
    'https://vbs.test/volume/v3/p1': 'https://vbs.test/volume',
    'https://vbs.test/volume//v3//p1//': 'https://vbs.test/volume',
    'https://vbs.test/v1/volume/v3/p1': 'https://vbs.test/v1/volume',
    'https://vbs.test/v2-gateway/volume': 'https://vbs.test/v2-gateway/volume',
    'https://vbs.test/volume': 'https://vbs.test/volume',
    'https://user:canary@vbs.test/v3/p1?canary#canary': 'https://vbs.test',
    'http://[::1]:8776/v3/p1': 'http://[::1]:8776',
  };
  for (const [url, root] of Object.entries(roots)) assert.equal(chosen([endpoint('volume', { url })]), root, url);
});

test('endpoints that lead to one root are no choice', () => {
  const urls = ['https://vbs.test/v3/p1', 'https://vbs.test/v3/p1/', 'https://vbs.test/v2/p1'];
  assert.equal(chosen(urls.map(url => endpoint('volume', { url }))), 'https://vbs.test');
});

test('without region the only one is meant, and whichever has the service', () => {
  assert.equal(
    chosen([endpoint('identity', { region: 'One' }), endpoint('vbs', { region: 'Two' })]),
    'https://vbs-two.test',
  );
});

test('where there is none, or more than one to choose from, the choices are told', () => {
  const cases: readonly (readonly [readonly CatalogEndpoint[], Partial<KeystoneAccess>, RegExp])[] = [
    [
      [],
      {},
      /^The catalog of https:\/\/k\.test\/v3 lists nothing, but no block-storage, volumev3, volume or vbs; set VBS/,
    ],
    [
      [endpoint('identity'), endpoint('compute'), endpoint('compute')],
      {},
      / lists identity, compute, but no block-storage, .*; set VBS_ENDPOINT to/,
    ],
    [
      [endpoint('vbs')],
      { interface: 'admin' },
      / has no admin endpoint of the service, only "public"; set OS_INTERFACE to/,
    ],
    [[endpoint('vbs')], { region: 'Three' }, / has the service in "One", not in "Three"; set OS_REGION_NAME to one of/],
    [
      [endpoint('vbs'), endpoint('vbs', { region: 'Two' })],
      {},
      / has the service in several regions, "One", "Two"; set OS_REGION_NAME to one of these\.$/,
    ],
    [
      [endpoint('vbs'), endpoint('vbs', { url: 'https://second.test/v3/p1' })],
      {},
      / has 2 public endpoints of type vbs in the region "One": https:\/\/vbs-one\.test, https:\/\/second\.test; set VBS_END/,
    ],
    [
      [endpoint('vbs', { url: 'ftp://user:canary@vbs.test' })],
      {},
      /^The public endpoint of type vbs in the catalog of .* is not an http or https URL; set VBS_ENDPOINT/,
    ],
    [[endpoint('vbs', { url: 'canary' })], {}, / is not an http or https URL; set VBS_ENDPOINT/],
  ];
  for (const [catalog, change, pattern] of cases) assert.throws(() => chosen(catalog, change), told(pattern));
});

test('a catalog of any size and any words makes a sentence that can be read', () => {
  const many = Array.from({ length: 1000 }, (_, index) => `${index}\n\u001b[2J${'x'.repeat(1000)}`);
  const lists = [
    many.map(type => endpoint(type)),
    many.map(region => endpoint('vbs', { region, url: 'https://a.test' })),
    many.map(kind => endpoint('vbs', { interface: kind })),
    many.map((_, index) => endpoint('vbs', { url: `https://a.test/${index}${'x'.repeat(1000)}` })),
  ];
  for (const catalog of lists) {
    assert.throws(() => chosen(catalog), told(/^.{50,3000}; set [A-Z_]+ to [^\u001b]*$/));
    assert.doesNotMatch(messageOf(() => chosen(catalog)) ?? '', /\u001b/);
  }
});

test('up to a dozen choices of a hundred characters are told whole', () => {
  const told = (count: number, length: number): string => {
    const regions = Array.from({ length: count }, (_, index) => String(index).padStart(length, '-'));
    return messageOf(() => chosen(regions.map(region => endpoint('vbs', { region, url: 'https://a.test' })))) ?? '';
  };
  assert.doesNotMatch(told(12, 100), /…/);
  assert.match(told(13, 2), /"11", …; set/);
  assert.match(told(2, 101), /-…", /);
});

test('no rubbish in the catalog crashes', () => {
  const service = fc.record({
    type: fc.oneof(fc.constantFrom('vbs', 'volume'), fc.anything()),
    endpoints: fc.anything(),
  });
  const parts = { interface: fc.anything(), region: fc.anything(), region_id: fc.anything(), url: fc.anything() };
  const likely = fc.record({
    type: fc.constantFrom('vbs', 'volume', 'block-storage'),
    endpoints: fc.array(
      fc.record({
        ...parts,
        interface: fc.constantFrom('public', 'admin'),
        url: fc.oneof(anyUrl, fc.string(), fc.anything()),
      }),
    ),
  });
  const catalogs = fc.oneof(fc.anything(), fc.jsonValue(), fc.array(fc.oneof(service, likely)));
  fc.assert(
    fc.property(catalogs, fc.option(fc.constantFrom('', 'One'), { nil: undefined }), (catalog, region) => {
      const message = messageOf(() => {
        const root = endpointIn(catalogIn(catalog), sampleAccess({ region }));
        assert.match(root, /^https?:\/\/[^/]/);
        assert.ok(!root.endsWith('/'), root);
      });
      if (message !== undefined) assert.match(message, /; set [A-Z_]+ to .*\.$/);
    }),
  );
});
