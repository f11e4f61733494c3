import { contentName, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { pageIn } from '../recording/list-items.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { contentOf } from '../recording/response-json.ts';
import type { Assertion, Check } from './check.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { readNames } from './reads.ts';
import { byIdentity, noItems } from './resources.ts';
import { valueText } from './value-text.ts';

/**
 * Two operations list the same items. What only one of their reads has may have come or gone meanwhile. A contradiction is
 * an item that both reads of one list have, and neither read of the other. It is certain only where that other list is
 * complete: with a link to a next page, the item may be on that page.
 */
export const sameItems =
  (contract: Contract, other: Contract): Check['judge'] =>
  recorded => {
    const [own, its] = [readsOfList(contract, recorded), readsOfList(other, recorded)];
    if (!own) return unprovenByOther(nothingToJudge(contract.body), [firstRead]);
    if (!its) {
      const isRead = recorded.answerOf(other.name, firstRead) !== undefined;
      const reason = `${other.name} has no list in both reads to compare with`;
      return isRead ? unprovenByOther(reason, readNames) : unproven(`${other.name} was not read`, readNames);
    }
    const assertions = [...missingIn(its, own), ...missingIn(own, its)];
    const judgement = {
      ...judged(assertions, readNames),
      elsewhere: readNames.map(name => `${other.name}/${name}`),
    };
    if (judgement.outcome === 'failed') return judgement;
    const partial = [own, its].find(({ isComplete }) => !isComplete);
    if (partial)
      return unproven(`${partial.name} answers with a part of the list, so that more may be in it`, readNames);
    if (own.always.size + its.always.size > 0) return judgement;
    const isEmpty = own.ever.size + its.ever.size === 0;
    return unproven(isEmpty ? noItems(contract.body) : 'no item is in both reads of a list', readNames);
  };

/** What the two reads of a list have. */
interface ListReads {
  readonly name: string;
  readonly content: string;
  /** The identities of the items that both reads have. */
  readonly always: ReadonlySet<string>;
  /** Of those that at least one read has. */
  readonly ever: ReadonlySet<string>;
  /** Whether neither read links to a next page. */
  readonly isComplete: boolean;
}

function readsOfList(contract: Contract, { answerOf }: OperationRecording): ListReads | undefined {
  const [first, last] = [firstRead, lastRead].map(read => answerOf(contract.name, read));
  const pages = [first, last].map(answer => pageIn(answer, contract));
  if (pages.includes(undefined)) return undefined;
  const before = byIdentity(contentOf(first, contract), contract);
  const after = byIdentity(contentOf(last, contract), contract);
  return {
    name: contract.name,
    content: contentName(contract.body),
    always: new Set([...before.keys()].filter(identity => after.has(identity))),
    ever: new Set([...before.keys(), ...after.keys()]),
    isComplete: pages.every(page => page?.next === undefined),
  };
}

/** Asserts that a list has what the other always has. Nothing is said where it is only a part. */
const missingIn = (list: ListReads, other: ListReads): Assertion[] =>
  !list.isComplete
    ? []
    : Array.from(other.always, identity => ({
        title: `${valueText(identity)} of ${other.name}`,
        expected: `in ${list.name}, too`,
        actual: list.ever.has(identity) ? `in ${list.name}, too` : 'missing there',
        deviations: list.ever.has(identity)
          ? []
          : [{ place: list.name, kind: 'contradiction', expected: 'same items', got: 'absent' } as const],
      }));
