import type { Contract } from '../contract/contract.ts';
import { parametersIn } from '../contract/path.ts';
import { isLink } from '../probes/link.ts';
import { ownLinks } from '../probes/link-slots.ts';
import type { JsonObject } from '../text/json.ts';
import { inReads, type Original } from './change.ts';
import { eachPlace } from './item-places.ts';
import { ownRelations } from './link-mutations.ts';
import {
  hasRelation,
  inVersion,
  knownVersions,
  type LinksChange,
  redirected,
  templateOf,
  valuesFor,
  withLinks,
} from './links.ts';
import type { Mutation } from './mutant.ts';

/** Makes another address of a link's; the same where it cannot. */
type Respell = (href: string, original: Original, resource: JsonObject) => string;

/** Links to the resource itself that lead elsewhere, or are spelled as they must not be. */
export function linkAddressMutations(contract: Contract): Mutation[] {
  if (!ownLinks(contract)) return [];
  const mutation = (
    what: string,
    rel: string,
    change: (original: Original) => LinksChange,
    rule = 'target',
  ): Mutation[] =>
    eachPlace(contract).map(([place, there]) => ({
      name: `links${place}: ${what}`,
      kind: 'links',
      breaks: `links/${rel}/${rule}`,
      make: original => inReads(there(withLinks(contract, change(original))))(original),
    }));
  const respelled = (rel: string, what: string, respell: Respell): Mutation[] =>
    mutation(`${rel} ${what}`, rel, original => redirected(rel, (href, resource) => respell(href, original, resource)));
  const mutations = [
    ...ownRelations.flatMap(rel =>
      [...toOthers(contract), ...wrongAddresses].flatMap(([what, respell]) => respelled(rel, what, respell)),
    ),
    ...wrongVersions(contract).flatMap(([what, respell]) => respelled('self', what, respell)),
    ...respelled('self', 'of another path here', (href, { recording: { target } }) =>
      href.replace(target.endpoint, `${target.endpoint}/elsewhere`),
    ),
    ...elsewhere.flatMap(([what, root, rule]) => mutation(what, 'self', allMoved(root), rule)),
    ...respelled('bookmark', 'on another host', href => href.replace(/^(https?:\/\/)[^/]*/, '$1elsewhere.test')),
    ...mutation(
      'bookmark with a version',
      'bookmark',
      () => (items, resource) =>
        redirected('bookmark', href => items.find(hasRelation('self'))?.href ?? href)(items, resource),
    ),
    ...mutation(
      'self and bookmark swapped',
      'self',
      () => items => items.map(item => (isLink(item) ? { ...item, rel: swapped(item.rel) } : item)),
    ),
  ];
  // Where no operation shows an item, nothing tells where its links should lead.
  const isAddressed = templateOf(contract) !== undefined;
  return mutations.filter(({ breaks }) => isAddressed || breaks.endsWith('/origin'));
}

/** Where all links of an answer may lead instead: to hosts of the service's own network, which no client can reach. */
const elsewhere: readonly (readonly [what: string, root: (endpoint: string) => string, rule: string])[] = [
  ['all on another host', () => 'http://10.0.0.7:8080', 'origin'],
  ['all on another host by https', () => 'https://service.internal', 'origin'],
  ['all on another port', onAnotherPort, 'origin'],
  [
    'all by the other scheme',
    endpoint => endpoint.replace(/^https?/, one => (one === 'http' ? 'https' : 'http')),
    'origin',
  ],
  ['all on another host below a path', () => 'http://controller/prefix', 'target'],
];

function onAnotherPort(endpoint: string): string {
  const url = new URL(endpoint);
  url.port = '1';
  return url.href.replace(/\/$/, '');
}

const allMoved =
  (root: (endpoint: string) => string) =>
  ({ recording: { target } }: Original): LinksChange =>
  items =>
    items.map(item =>
      isLink(item) ? { ...item, href: item.href.replace(target.endpoint, root(target.endpoint)) } : item,
    );

const swapped = (rel: string): string => (rel === 'self' ? 'bookmark' : rel === 'bookmark' ? 'self' : rel);

type Damage = readonly [what: string, respell: Respell];

/** To another resource, project or other parameter of the path. */
const toOthers = (contract: Contract): Damage[] =>
  parametersIn(templateOf(contract) ?? '').map(name => [
    `to another ${name}`,
    (href, original, resource) => {
      const value = encodeURIComponent(valuesFor(resource, original)[name] ?? '');
      return value === '' ? href : href.replace(`/${value}`, '/00000000-1111-4222-8333-444444444444');
    },
  ]);

const wrongAddresses: readonly Damage[] = [
  ['to what is above it', href => href.replace(/\/[^/]*$/, '')],
  ['with a query', href => `${href}?x=1`],
  ['with a fragment', href => `${href}#x`],
  ['with a slash at its end', href => `${href}/`],
  ['relative', href => href.replace(/^https?:\/\/[^/]*/, '')],
  ['of another scheme', href => href.replace(/^http/, 'ftp')],
];

/** Without the version segment before its path, or with one that neither the page nor a ruling names. */
function wrongVersions(contract: Contract): Damage[] {
  const known = knownVersions(contract);
  const unruled = [...known.map((_, index) => `v${index + 1}`), 'v0'].find(version => !known.includes(version));
  return [
    ['without its version', (href, original, resource) => inVersion(href, '', resource, original)],
    ['of an unruled version', (href, original, resource) => inVersion(href, `/${unruled}`, resource, original)],
  ];
}
