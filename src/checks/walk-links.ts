import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { firstRead } from '../probes/ways.ts';
import { pageIn } from '../recording/list-items.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import type { KnownItems } from './known-items.ts';
import { byKnown, itemsText } from './list-parts.ts';
import { expectedIn, isWalk, remainingAfter, type Walk, walkOf, whyShifted } from './walk.ts';

/** Judges a walk by what is certain of the list. That the service refuses a first page is a matter of the rule on walks. */
export const byWalk = (
  contract: Contract,
  judge: (walk: Walk, known: KnownItems, recorded: OperationRecording) => Judgement,
): Check['judge'] =>
  byKnown(contract, (known, recorded) => {
    const walk = walkOf(recorded, contract);
    if (isWalk(walk)) return judge(walk, known, recorded);
    return walk.outcome === 'failed' ? unprovenByOther('there is no page to judge', walk.exchanges) : walk;
  });

/** A page has a link to the next one while more items remain. */
export const leadsOn = (contract: Contract): Check['judge'] =>
  byWalk(contract, (walk, known) => {
    const shifted = whyShifted(walk, known);
    if (shifted !== undefined) return unproven(shifted, pageNames(walk));
    const expected = expectedIn(walk, known);
    const assertions = walk.pages.flatMap(({ name, next }, index): Assertion[] => {
      const remaining = remainingAfter(walk.pages.slice(0, index + 1), expected);
      if (remaining.length === 0) return [];
      const isLinked = next !== undefined;
      return [
        {
          title: name,
          expected: 'a link to the next page',
          actual: isLinked ? 'a link to the next page' : `no such link, though ${itemsText(remaining)} remain`,
          deviations: isLinked ? [] : [linkDeviation(contract, 'present', 'absent')],
        },
      ];
    });
    const names = pageNames(walk);
    if (assertions.length > 0) return judged(assertions, names);
    return unprovenByOther(`no page is known after which ${contentName(contract.body)} remain`, names);
  });

/** The last page has no link to a next one; nor has the whole list, where the walk shows that it is whole. */
export const endsWithoutLink = (contract: Contract): Check['judge'] =>
  byWalk(contract, (walk, known, recorded) => {
    const expected = expectedIn(walk, known);
    const last = walk.pages.flatMap((page, index): Assertion[] =>
      isLastPage(index, walk, expected, known) ? [endsWith(page.name, page.next, contract)] : [],
    );
    const whole = wholeList(walk, known, recorded, contract).map(next => endsWith(firstRead, next, contract));
    const names = [...pageNames(walk), ...(whole.length > 0 ? [firstRead] : [])];
    if (last.length + whole.length > 0) return judged([...last, ...whole], names);
    return unprovenByOther('the walk does not show which page is the last', names);
  });

function endsWith(title: string, next: string | undefined, contract: Contract): Assertion {
  const isLinked = next !== undefined;
  return {
    title,
    expected: 'no link to a next page, for none remains',
    actual: isLinked ? 'a link to a next page' : 'no link to a next page',
    deviations: isLinked ? [linkDeviation(contract, 'absent', 'present')] : [],
  };
}

/** Whether nothing remains after a page. Of one with a link that is certain if the list stands still meanwhile. */
function isLastPage(index: number, { pages, ending }: Walk, expected: readonly string[], known: KnownItems): boolean {
  if (remainingAfter(pages.slice(0, index + 1), expected).length > 0) return false;
  if (pages[index]?.next === undefined) return true;
  const later = pages.slice(index + 1);
  const isEnd = later.length > 0 ? ending.how === 'no link' : known.isComplete;
  return isEnd && known.moving.size === 0 && later.every(({ items }) => items.length === 0);
}

/** The link of the first read to a next page, where the walk shows that this read has everything. */
function wholeList(
  { pages, ending, filters }: Walk,
  known: KnownItems,
  recorded: OperationRecording,
  contract: Contract,
): (string | undefined)[] {
  const read = pageIn(recorded.exchange(firstRead), contract);
  const isOfAll = filters.length === 0 && ending.how === 'no link' && known.moving.size === 0;
  if (!read || !isOfAll || remainingAfter(pages, [...known.items.keys()]).length > 0) return [];
  const hasMore = pages.some(({ identities }) => identities.some(identity => !known.items.has(identity)));
  return hasMore ? [] : [read.next];
}

const linkDeviation = ({ list }: Contract, expected: string, got: string): Assertion['deviations'][number] => ({
  place: list?.next?.relation ?? 'next',
  kind: 'link',
  expected,
  got,
});

/** The names of the exchanges of a walk. */
export const pageNames = ({ pages }: Walk): string[] => pages.map(({ name }) => name);
