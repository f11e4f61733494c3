import type { Contract } from '../contract/contract.ts';
import { listNames, mostPages } from '../probes/list-slots.ts';
import { identityOf } from '../recording/list-items.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import type { Judgement } from './check.ts';
import { type AskedFilter, askedFilters, type Fit, fitOfAll, knownOf } from './filter-match.ts';
import { unproven } from './judgement.ts';
import { itemsMoved, type KnownItems } from './known-items.ts';
import { isPart, type ListPart, partOf } from './list-parts.ts';

/** How a walk through a list ended. */
export type WalkEnding =
  | { readonly how: 'no link' }
  /** The last link leads back to this page, counted from 0. */
  | { readonly how: 'circle'; readonly to: number }
  /** More pages would come, and why they were not read. */
  | { readonly how: 'open'; readonly reason: string }
  /** The service does not give the next page. */
  | { readonly how: 'refused'; readonly judgement: Judgement };

/** The pages of a list, each by the link of the one before. */
export interface Walk {
  /** At least one. */
  readonly pages: readonly ListPart[];
  readonly ending: WalkEnding;
  /** What the first page was filtered by. */
  readonly filters: readonly AskedFilter[];
}

/** The walk through a list; where it has no first page, what that means for the rule about walks. */
export function walkOf(recorded: OperationRecording, contract: Contract): Walk | Judgement {
  const first = partOf(`${listNames.walk}/1`, recorded, contract);
  // A walk that has no first page to ask for is not sent as a whole.
  const reason = recorded.unsentReason(listNames.walk);
  if (!isPart(first)) return first.exchanges.length === 0 && reason !== undefined ? unproven(reason) : first;
  const pages = [first];
  const filters = contract.list ? askedFilters(first, contract.list) : [];
  for (;;) {
    const answer = pageAfter(pages, recorded, contract);
    if (!isPart(answer)) return { pages, filters, ending: answer };
    pages.push(answer);
  }
}

/** Whether there is a walk to judge. */
export const isWalk = (walk: Walk | Judgement): walk is Walk => 'pages' in walk;

/** The page after these; where there is none, how the walk ended. */
function pageAfter(
  pages: readonly ListPart[],
  recorded: OperationRecording,
  contract: Contract,
): ListPart | WalkEnding {
  const next = pages.at(-1)?.next;
  if (next === undefined) return { how: 'no link' };
  const to = pages.findIndex(({ url }) => url === addressIn(next));
  if (to !== -1) return { how: 'circle', to };
  if (pages.length === mostPages) {
    return { how: 'open', reason: `there are further pages after ${mostPages}, and no more are read` };
  }
  const answer = partOf(`${listNames.walk}/${pages.length + 1}`, recorded, contract);
  if (isPart(answer)) return answer;
  return answer.outcome === 'failed' ? { how: 'refused', judgement: answer } : { how: 'open', reason: answer.message };
}

/** The URL that a link is followed to. */
const addressIn = (href: string): string => (URL.canParse(href) ? new URL(href).href : href);

/** The known items that the filters of a walk leave, in the order of the list. */
export const expectedIn = ({ filters }: Walk, { items }: KnownItems): string[] =>
  [...items].flatMap(([identity, item]) => (fitOfAll(filters, item) === 'yes' ? [identity] : []));

/** An item on a page of a walk. */
export interface WalkedItem {
  readonly identity: string;
  /** Whether it is one of those that the filters leave. */
  readonly fit: Fit;
}

/** The items of pages without those that came, went or changed meanwhile. */
export const itemsOn = (
  pages: readonly ListPart[],
  { filters }: Walk,
  known: KnownItems,
  contract: Contract,
): WalkedItem[] =>
  pages
    .flatMap(({ items }) => items)
    .flatMap(item => {
      const identity = identityOf(item, contract);
      if (identity === undefined || known.moving.has(identity)) return [];
      return [{ identity, fit: fitOfAll(filters, knownOf(known, identity, item)) }];
    });

/**
 * The expected items that should come after some pages: those that stand in the list after all that were shown. Where the
 * pages have another order than the list, all that were not shown.
 */
export function remainingAfter(pages: readonly ListPart[], expected: readonly string[]): string[] {
  const positions = new Map(expected.map((identity, position) => [identity, position]));
  const shown = pages.flatMap(({ identities }) => identities.flatMap(identity => positions.get(identity) ?? []));
  const isInOrder = shown.every((position, index) => index === 0 || position > (shown[index - 1] ?? 0));
  const seen = new Set(shown);
  const last = isInOrder ? (shown.at(-1) ?? -1) : -1;
  return expected.filter((_, position) => position > last && !seen.has(position));
}

/**
 * Why pages may begin at other items than they would in a list that stands still: its order changes, or items move while
 * pages begin at positions. An item that changes may leave what is filtered, or come into it.
 */
export function whyShifted(walk: Walk, known: KnownItems): string | undefined {
  if (!known.hasOrder) return 'the two plain reads have another order';
  return (isMoving(walk, known) || !known.isStill) && !isByItems(walk) ? itemsMoved : undefined;
}

/** Whether items move: they differ in the plain reads, or the pages have some that came after the first and went before the last. */
export const isMoving = ({ pages }: Walk, { items, moving, isComplete }: KnownItems): boolean =>
  moving.size > 0 || (isComplete && pages.some(({ identities }) => identities.some(identity => !items.has(identity))));

/** Whether a page begins after an item that moves. Once that is gone, a service may begin anywhere. */
export const isAfterMoving = ({ pages }: Walk, { items, isComplete }: KnownItems): boolean =>
  isComplete &&
  pages.some(({ next, identities }) => next !== undefined && identities.slice(-1).some(last => !items.has(last)));

/** Whether each link names the last item before it, after which the next page begins wherever that item stands. */
const isByItems = ({ pages }: Walk): boolean =>
  pages.every(({ next, identities }) => {
    const last = identities.at(-1);
    return next === undefined || last === undefined || valuesIn(next).includes(last);
  });

const valuesIn = (href: string): string[] => (URL.canParse(href) ? [...new URL(href).searchParams.values()] : []);
