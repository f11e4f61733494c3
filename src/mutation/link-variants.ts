import type { Contract } from '../contract/contract.ts';
import { ownLinks } from '../probes/link-slots.ts';
import type { Change } from './change.ts';
import { inVersion, knownVersions, redirected, withLinks } from './links.ts';
import { whereverShown } from './relisting.ts';

/** Links that are spelled otherwise and still lead to the resource. */
export const linkVariants = (contract: Contract): Change[] => (ownLinks(contract) ? inOtherVersions(contract) : []);

/** In the operation's own version, and in each that a ruling accepts. */
const inOtherVersions = (contract: Contract): Change[] =>
  knownVersions(contract).map(version => ({
    name: `links in version ${version}`,
    make: original => {
      const change = redirected('self', (href, one) => inVersion(href, `/${version}`, one, original));
      return whereverShown(contract, one => withLinks(one, change))(original);
    },
  }));
