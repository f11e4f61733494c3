import { isObject } from '../../text/json.ts';
import { ConfigurationError } from '../target.ts';
import type { KeystoneAccess } from './keystone-access.ts';

/** One endpoint of a token's service catalog (OpenStack Identity API v3, "Service catalog and endpoints"). */
export interface CatalogEndpoint {
  /** The service's type: `block-storage`. */
  readonly type: string;
  readonly interface: string;
  readonly region: string;
  readonly url: string;
}

/** The types under which clouds list the service, in the order in which they are tried. */
const serviceTypes = ['block-storage', 'volumev3', 'volume', 'vbs'];

/** The types that are looked for in this cloud. */
const typesFor = ({ serviceType }: KeystoneAccess): readonly string[] =>
  serviceType === undefined ? serviceTypes : [serviceType];

const anyOf = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** The endpoints of a catalog as Keystone sends it. Whatever has another form is left out. */
export function catalogIn(catalog: unknown): CatalogEndpoint[] {
  if (!Array.isArray(catalog)) return [];
  return catalog.filter(isObject).flatMap(({ type, endpoints }) => {
    if (typeof type !== 'string' || !Array.isArray(endpoints)) return [];
    return endpoints.filter(isObject).flatMap(endpoint => {
      const { interface: kind, url } = endpoint;
      if (typeof kind !== 'string' || typeof url !== 'string') return [];
      const region = [endpoint.region_id, endpoint.region].find(one => typeof one === 'string') ?? '';
      return [{ type, interface: kind, region, url }];
    });
  });
}

/**
 * The root URL of the service: the endpoint of the first of its types that has one in this region, without the version
 * and project that catalogs put behind it.
 * @throws ConfigurationError when there is none, or more than one to choose from
 */
export function endpointIn(catalog: readonly CatalogEndpoint[], access: KeystoneAccess): string {
  if (access.nameOfChoice !== undefined) {
    throw new ConfigurationError(
      `${access.nameOfChoice} chooses one of the services in the catalog by its name, and this is not supported; set VBS_ENDPOINT to the root URL of the service.`,
    );
  }
  const types = typesFor(access);
  const own = catalog.filter(({ type }) => types.includes(type));
  if (own.length === 0) throw new ConfigurationError(noService(catalog, access));
  const meant = own.filter(one => one.interface === access.interface);
  if (meant.length === 0) throw new ConfigurationError(noInterface(own, access));
  const here = meant.filter(({ region }) => access.region === undefined || region === access.region);
  const [first] = here.sort((one, other) => types.indexOf(one.type) - types.indexOf(other.type));
  const regions = distinct(meant.map(({ region }) => region));
  if (!first) throw new ConfigurationError(noRegion(regions, access));
  const same = here.filter(({ type }) => type === first.type);
  if (distinct(same.map(({ region }) => region)).length > 1) throw new ConfigurationError(manyRegions(regions, access));
  const roots = distinct(same.map(one => rootOf(one, access)));
  if (roots.length > 1) throw new ConfigurationError(manyEndpoints(roots, first, access));
  return rootOf(first, access);
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** Most names in one sentence, and most characters of each: a catalog may contain anything. */
const [maxNames, maxLength] = [12, 100];

function listed(values: readonly string[], spelt: (value: string) => string): string {
  const short = distinct(values).map(value =>
    spelt(value.length > maxLength ? `${value.slice(0, maxLength)}…` : value),
  );
  return short.length > maxNames ? [...short.slice(0, maxNames), '…'].join(', ') : short.join(', ');
}

const quoted = (values: readonly string[]): string => listed(values, value => JSON.stringify(value));

function noService(catalog: readonly CatalogEndpoint[], access: KeystoneAccess): string {
  const others = listed(
    catalog.map(({ type }) => type),
    type => (/^[\w.:-]+$/.test(type) ? type : JSON.stringify(type)),
  );
  const types = anyOf.format(typesFor(access));
  return `The catalog of ${access.authUrl} lists ${others || 'nothing'}, but no ${types}; set VBS_ENDPOINT to the root URL of the service.`;
}

function noInterface(own: readonly CatalogEndpoint[], access: KeystoneAccess): string {
  const interfaces = quoted(own.map(one => one.interface));
  return `The catalog of ${access.authUrl} has no ${access.interface} endpoint of the service, only ${interfaces}; set ${access.nameOf('interface')} to one of these.`;
}

function noRegion(regions: readonly string[], { authUrl, region, nameOf }: KeystoneAccess): string {
  return `The catalog of ${authUrl} has the service in ${quoted(regions)}, not in "${region}"; set ${nameOf('region_name')} to one of these.`;
}

function manyRegions(regions: readonly string[], { authUrl, nameOf }: KeystoneAccess): string {
  return `The catalog of ${authUrl} has the service in several regions, ${quoted(regions)}; set ${nameOf('region_name')} to one of these.`;
}

function manyEndpoints(
  roots: readonly string[],
  { type, region, interface: kind }: CatalogEndpoint,
  { authUrl }: KeystoneAccess,
): string {
  return `The catalog of ${authUrl} has ${roots.length} ${kind} endpoints of type ${type} in the region ${quoted([region])}: ${listed(roots, root => root)}; set VBS_ENDPOINT to one of these.`;
}

function rootOf({ url, type, interface: kind }: CatalogEndpoint, { authUrl }: KeystoneAccess): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    throw new ConfigurationError(
      `The ${kind} endpoint of type ${type} in the catalog of ${authUrl} is not an http or https URL; set VBS_ENDPOINT to the root URL of the service.`,
    );
  }
  return serviceRoot(parsed);
}

/** The root URL of a service: the endpoint without the version and project at its end. */
export function serviceRoot({ origin, pathname }: URL): string {
  const path = pathname.replace(/\/+$/, '').replace(/\/v\d+(?:\.\d+)?(?:\/+[^/]+)?$/, '');
  return `${origin}${path.replace(/\/+$/, '')}`;
}
