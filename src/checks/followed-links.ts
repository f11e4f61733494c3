import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { behindSelf, linksField } from '../probes/link-slots.ts';
import type { Check } from './check.ts';
import { meaningCited, relationFields } from './link-fields.ts';
import { furtherOnes, sameResource } from './link-follow-ups.ts';
import { inLinks } from './link-reads.ts';
import { rulesOf } from './rule.ts';

/** The rule on what the self link leads to. Only that of an only resource is followed. */
export function followedSelf(contract: Contract): Check[] {
  const found = linksField(contract);
  if (!found) return [];
  const rule = rulesOf(contract, 'links');
  const content = contentName(contract.body);
  return [
    rule({
      id: `links/self/same-${content}`,
      level: 'MUST',
      title: `following the self link returns the same ${content}`,
      fails: `an error, or another ${content}`,
      cites: meaningCited(found.links),
      needs: [behindSelf],
      judge: inLinks(contract, found.links, sameResource(contract)),
    }),
  ];
}

/** The rules on the links of an only resource that promise more resources. */
export function followedFurther(contract: Contract): Check[] {
  const found = linksField(contract);
  if (!found) return [];
  const { links, more } = found;
  const rule = rulesOf(contract, 'links');
  const content = contentName(contract.body);
  return relationFields(links).flatMap(relation =>
    more.map(rel =>
      rule({
        id: `links/${rel}/more`,
        level: 'MUST',
        title: `a ${rel} link leads to more ${content}s`,
        fails: `a ${rel} link that leads to no more ${content}s`,
        cites: meaningCited(relation),
        needs: [`follow/${rel}`],
        judge: inLinks(contract, links, furtherOnes(contract, rel)),
      }),
    ),
  );
}
