import { contentName } from '../contract/body.ts';
import type { Citation } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import type { Check } from './check.ts';
import { readsFor } from './filter-match.ts';
import { isWithinLimit, skipsFirst } from './page-sizes.ts';
import { rulesOf } from './rule.ts';
import { givesEachOnce, keepsOrder } from './walk-items.ts';
import { endsWithoutLink, leadsOn } from './walk-links.ts';

/** Pages come after filters, so that a walk keeps them. */
const filteredFirst: Citation = {
  source: 'OpenStack API SIG, Pagination, Filtering, and Sorting',
  clause: 'responses should be divided into pages after the filters of the query were applied',
};

/** The guidelines of the API SIG leave the end of a list open. The guide of the Compute API has what services do. */
const noNextAtEnd: Citation = {
  source: 'OpenStack Compute API Guide, Paginated collections',
  clause: 'the last page of a list has no link to a next page',
};

const orderOfLists: Citation = {
  source: 'OpenStack Compute API Guide, Paginated collections',
  clause: 'by default, items are sorted by the time of their creation, the newest first; pages divide that list',
};

/**
 * The rules on the parts of a list. That a part is as small as asked for, begins where asked for, and leads to what is left
 * out, is what the page says of its parameters and links: MUST. That the last page has no such link, and that pages keep the
 * order of the list, no page says: SHOULD.
 */
export function pagingChecks(contract: Contract): Check[] {
  const { list, body } = contract;
  if (!list) return [];
  const { limit, offset, next, count } = list;
  const rule = rulesOf(contract, 'paging');
  const content = contentName(body);
  // A walk is filtered where a field that can be filtered by is known.
  const walk = { needs: [listNames.walk], ...readsFor(list.filters, contract) };
  return [
    ...(limit
      ? [
          rule({
            id: 'paging/limit',
            level: 'MUST',
            title: `an answer has no more ${content} than \`${limit.name}\` allows`,
            fails: `an answer with more ${content} than were asked for; one with fewer is allowed`,
            cites: limit.cites,
            ...walk,
            needs: [...walk.needs, ...(count ? [listNames.count] : [])],
            judge: isWithinLimit(contract, limit),
          }),
        ]
      : []),
    ...(offset
      ? [
          rule({
            id: 'paging/offset',
            level: 'MUST',
            title: `\`${offset.name}\` skips that many ${content} at the beginning of the list`,
            fails: `other ${content} than those of the whole list after the first ones, or another order`,
            cites: offset.cites,
            needs: [listNames.afterOffset],
            judge: skipsFirst(contract, offset),
          }),
        ]
      : []),
    ...(limit && next
      ? [
          rule({
            id: 'paging/next',
            level: 'MUST',
            title: `a page has a ${next.relation} link while more ${content} remain`,
            fails: `a page without a ${next.relation} link that does not have the last of the ${content}`,
            cites: next.cites,
            ...walk,
            judge: leadsOn(contract),
          }),
          rule({
            id: 'paging/end',
            level: 'SHOULD',
            title: `the last page has no ${next.relation} link`,
            fails: `a ${next.relation} link on a page after which no ${content} remain`,
            cites: [...next.cites, noNextAtEnd],
            ...walk,
            judge: endsWithoutLink(contract),
          }),
          rule({
            id: 'paging/walk',
            level: 'MUST',
            title: `following the ${next.relation} links gives each of the ${content} that the filters leave once, and ends`,
            fails: `${content} that are missing, come twice or do not match the filters; a link back to an earlier page`,
            cites: [...next.cites, ...limit.cites, filteredFirst],
            ...walk,
            judge: givesEachOnce(contract),
          }),
          rule({
            id: 'paging/order',
            level: 'SHOULD',
            title: `pages have the ${content} in the order of the whole list`,
            fails: `${content} that come in another order page by page than all at once`,
            cites: [...limit.cites, orderOfLists],
            ...walk,
            judge: keepsOrder(contract),
          }),
        ]
      : []),
  ];
}
