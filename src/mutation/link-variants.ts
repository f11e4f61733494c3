import type { Contract } from '../contract/contract.ts';
import { isLink } from '../probes/link.ts';
import { linksField } from '../probes/link-slots.ts';
import { without } from './alterations.ts';
import { type Change, inReads, isMade } from './change.ts';
import { inVersion, knownVersions, redirected, withLinks } from './links.ts';

/** Links that are spelled otherwise and still lead to the resource. */
export const linkVariants = (contract: Contract): Change[] =>
  linksField(contract) ? [...inOtherVersions(contract), ...onInternalHosts(contract)] : [];

/** In the operation's own version, and in each that a ruling accepts. */
const inOtherVersions = (contract: Contract): Change[] =>
  knownVersions(contract).map(version => ({
    name: `links in version ${version}`,
    make: original => {
      const change = redirected('self', href => inVersion(href, `/${version}`, original));
      return inReads(withLinks(contract, change))(original);
    },
  }));

/** Links to a host of the service's own network are compared by path, and nobody follows them. */
const onInternalHosts = (contract: Contract): Change[] =>
  ['http://10.0.0.7:8080', 'https://service.internal', 'http://controller/prefix'].map(host => ({
    name: `links to ${host}`,
    make: original => {
      const { endpoint } = original.recording.target;
      const moved = inReads(
        withLinks(contract, items =>
          items.map(item => (isLink(item) ? { ...item, href: item.href.replace(endpoint, host) } : item)),
        ),
      )(original);
      return isMade(moved) ? without(moved, ['follow/self'], contract.name) : moved;
    },
  }));
