import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Assertion, Check } from './check.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { itemsMoved, type KnownItems } from './known-items.ts';
import { byKnown, itemsText, notWhole } from './list-parts.ts';
import {
  expectedIn,
  isAfterMoving,
  isMoving,
  isWalk,
  itemsOn,
  remainingAfter,
  type Walk,
  type WalkedItem,
  walkOf,
  whyShifted,
} from './walk.ts';
import { byWalk, pageNames } from './walk-links.ts';

const place = 'paging/walk';

/** A walk gives every item that its filters leave once, no other, and ends. */
export const givesEachOnce = (contract: Contract): Check['judge'] =>
  byKnown(contract, (known, recorded) => {
    const walk = walkOf(recorded, contract);
    if (!isWalk(walk)) return walk;
    const { pages, ending } = walk;
    const [names, content] = [pageNames(walk), contentName(contract.body)];
    const items = itemsOn(pages, walk, known, contract);
    const shaken = whyShaken(walk, known);
    const isLoose = isAfterMoving(walk, known);
    const certain = [...onlyFitting(items, walk, content), ...(isLoose ? [] : noCircle(walk))];
    const open = [...eachOnce(items, content), ...noCircle(walk), ...given(walk)];
    const contradicting =
      shaken === undefined && !isLoose ? [...eachOnce(items, content), ...certain, ...given(walk)] : certain;
    const judgement = judged(contradicting, names);
    if (judgement.outcome === 'failed') return judgement;
    if (shaken !== undefined) return unproven(shaken, names);
    if (isLoose && judged(open, names).outcome === 'failed') return unproven(itemsMoved, names);
    if (ending.how === 'open') return unproven(ending.reason, names);

    const shown = new Set(items.map(({ identity }) => identity));
    const expected = expectedIn(walk, known);
    const missing = expected.filter(identity => !shown.has(identity));
    const remaining = remainingAfter(pages, expected);
    if (missing.length > 0 && missing.every(identity => remaining.includes(identity))) {
      return unprovenByOther(`the last page that was read has no link to the ${content} that remain`, names);
    }
    const complete: Assertion = {
      title: `${content} that the pages leave out`,
      expected: 'none',
      actual: itemsText(missing),
      deviations: missing.length > 0 ? [{ place, kind: 'part', expected: 'all', got: 'fewer' }] : [],
    };
    if (missing.length > 0 && isLoose) return unproven(itemsMoved, names);
    if (missing.length > 0) return judged([...contradicting, complete], names);
    const why = whyOpen(items, known, contract);
    return why === undefined ? judged([...contradicting, complete], names) : unproven(why, names);
  });

/** Pages have the items in the order of the list. */
export const keepsOrder = (contract: Contract): Check['judge'] =>
  byWalk(contract, (walk, known) => {
    const names = pageNames(walk);
    const shown = [...new Set(walk.pages.flatMap(({ identities }) => identities))];
    const actual = shown.filter(identity => known.items.has(identity));
    const among = new Set(actual);
    const expected = [...known.items.keys()].filter(identity => among.has(identity));
    if (!known.isStill) return unproven('the two plain reads have other items, or another order', names);
    if (actual.length < 2) return unprovenByOther('the pages show no two items whose order could be compared', names);
    const isSame = expected.every((identity, index) => identity === actual[index]);
    const from = Math.max(
      0,
      expected.findIndex((identity, index) => identity !== actual[index]),
    );
    const assertion: Assertion = {
      title: `order of the ${contentName(contract.body)} on the pages`,
      expected: itemsText(expected.slice(from)),
      actual: itemsText(actual.slice(from)),
      deviations: isSame ? [] : [{ place, kind: 'part', expected: 'order of the list', got: 'other' }],
    };
    return judged([assertion], names);
  });

function eachOnce(items: readonly WalkedItem[], content: string): Assertion[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { identity } of items) (seen.has(identity) ? twice : seen).add(identity);
  return [
    {
      title: `${content} that come more than once`,
      expected: 'none',
      actual: itemsText([...twice]),
      deviations: twice.size > 0 ? [{ place, kind: 'part', expected: 'once', got: 'several' }] : [],
    },
  ];
}

function onlyFitting(items: readonly WalkedItem[], { filters }: Walk, content: string): Assertion[] {
  const wrong = [...new Set(items.filter(({ fit }) => fit === 'no').map(({ identity }) => identity))];
  return filters.map(({ name }) => ({
    title: `${content} that do not match ${name}`,
    expected: 'none',
    actual: itemsText(wrong),
    deviations: wrong.length > 0 ? [{ place, kind: 'part', expected: name, got: 'other' }] : [],
  }));
}

/** The service gives each page that a link leads to. */
const given = ({ ending }: Walk): readonly Assertion[] => (ending.how === 'refused' ? ending.judgement.assertions : []);

function noCircle({ pages, ending }: Walk): Assertion[] {
  if (ending.how !== 'circle') return [];
  return [
    {
      title: `link of page ${pages.length}`,
      expected: 'a page that was not read before, or no link',
      actual: `page ${ending.to + 1} again`,
      deviations: [{ place, kind: 'link', expected: 'new page', got: 'circle' }],
    },
  ];
}

/** Why a walk through a list that moves may miss items or repeat them: a page may also begin after one that is no longer there. */
function whyShaken(walk: Walk, known: KnownItems): string | undefined {
  const isRefused = walk.ending.how === 'refused' && isMoving(walk, known);
  return whyShifted(walk, known) ?? (isRefused ? itemsMoved : undefined);
}

/** Why a walk that contradicts nothing still does not prove that it is whole. */
function whyOpen(items: readonly WalkedItem[], known: KnownItems, contract: Contract): string | undefined {
  const content = contentName(contract.body);
  if (!known.isComplete) return notWhole(contract);
  const open = items.filter(({ identity, fit }) => fit === 'unknown' || !known.items.has(identity));
  if (open.length === 0) return undefined;
  return `pages have ${content} that neither plain read has, or of which it is not known whether they match the filter: ${itemsText(open.map(({ identity }) => identity))}`;
}
