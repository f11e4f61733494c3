import { contentName } from '../contract/body.ts';
import type { Contract, QueryParameter } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { identityOf, pageIn } from '../recording/list-items.ts';
import type { Assertion, Check } from './check.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { byKnown, isPart, itemsText, notWhole, partOf, placeOfPart } from './list-parts.ts';
import { readNames } from './reads.ts';
import { isWalk, walkOf } from './walk.ts';

/** Every part that was asked for with a limit has no more items than that. */
export const isWithinLimit =
  (contract: Contract, limit: QueryParameter): Check['judge'] =>
  recorded => {
    const walk = walkOf(recorded, contract);
    const counted = recorded.exchange(listNames.count) && partOf(listNames.count, recorded, contract);
    const parts = [...(isWalk(walk) ? walk.pages : []), ...(counted && isPart(counted) ? [counted] : [])];
    const limited = parts.flatMap(part => {
      const asked = part.asked.get(limit.name) ?? '';
      return /^\d+$/.test(asked) ? [{ ...part, most: Number(asked) }] : [];
    });
    if (limited.length === 0 && !isWalk(walk)) {
      return walk.outcome === 'failed' ? unprovenByOther('there is no page to judge', walk.exchanges) : walk;
    }
    const content = contentName(contract.body);
    const assertions = limited.map(
      ({ name, items, most }): Assertion => ({
        title: name,
        expected: `at most ${most} ${content}`,
        actual: `${items.length} ${content}`,
        deviations:
          items.length <= most ? [] : [{ place: placeOfPart(name), kind: 'part', expected: 'limit', got: 'more' }],
      }),
    );
    return judged(
      assertions,
      limited.map(({ name }) => name),
    );
  };

/** A part that was asked for with an offset has the items of the whole list after that many. */
export const skipsFirst = (contract: Contract, offset: QueryParameter): Check['judge'] =>
  byKnown(contract, (known, recorded) => {
    const part = partOf(listNames.afterOffset, recorded, contract);
    if (!isPart(part)) return part;
    const names = [...readNames, part.name];
    if (!known.isComplete) return unproven(notWhole(contract), names);
    if (!known.isStill) return unproven('the two plain reads have other items, or another order', names);
    const identities = (items: readonly Parameters<typeof identityOf>[0][]): string[] =>
      items.map(item => identityOf(item, contract) ?? '');
    const skipped = Number(part.asked.get(offset.name));
    const all = pageIn(recorded.exchange(firstRead), contract)?.items ?? [];
    const [expected, actual] = [identities(all.slice(skipped)), identities(part.items)];
    // A service may make its pages smaller than the list, if it says where more is.
    const compared = part.next === undefined ? expected : expected.slice(0, actual.length);
    if (expected.length > 0 && compared.length === 0)
      return unproven('the answer has only a link to further pages', names);
    const isSame = JSON.stringify(actual) === JSON.stringify(compared);
    const assertion: Assertion = {
      title: `${contentName(contract.body)} after the first ${skipped}`,
      expected: itemsText(compared),
      actual: itemsText(actual),
      deviations: isSame ? [] : [{ place: part.name, kind: 'part', expected: 'after offset', got: 'other' }],
    };
    return judged([assertion], names);
  });
