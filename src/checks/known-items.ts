import type { Contract } from '../contract/contract.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { identityOf, listedItems, pageIn } from '../recording/list-items.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import type { JsonObject } from '../text/json.ts';
import { isSame } from './same-json.ts';

/** What is certain of a list that may change while it is asked: what its first and its last read agree on. */
export interface KnownItems {
  /** The items that both reads have, alike in the fields that tell of a change, by their identity in the first read's order. */
  readonly items: ReadonlyMap<string, JsonObject>;
  /** The identities of items that came, went, or changed between the two reads: nothing is said of them. */
  readonly moving: ReadonlySet<string>;
  /** Whether both reads have all items. They do not if they link to a next page. */
  readonly isComplete: boolean;
  /** Whether the two reads have the same items in the same order. */
  readonly isStill: boolean;
  /** Whether the items that are known have the same order in both reads. */
  readonly hasOrder: boolean;
}

/** Why nothing is certain of a list in which some items move. */
export const itemsMoved = 'items came, went or changed between the two plain reads';

/** What is certain of a list's items. @returns undefined where one of the two reads is no list */
export function knownItems(recorded: OperationRecording, contract: Contract): KnownItems | undefined {
  const [first, last] = [firstRead, lastRead].map(read =>
    listedItems(contract, recorded.answerOf, read as typeof firstRead),
  );
  if (!first || !last) return undefined;
  const telling = tellingFields(contract);
  const [before, after] = [first, last].map(items => byIdentity(items, contract));
  if (!before || !after) return undefined;
  const isAlike = (identity: string): boolean => {
    const [one, other] = [before.get(identity), after.get(identity)];
    return one !== undefined && other !== undefined && telling.every(name => isSame(one[name], other[name]));
  };
  const identities = [...new Set([...before.keys(), ...after.keys()])];
  const isComplete = [firstRead, lastRead].every(read => {
    const page = pageIn(recorded.exchange(read), contract);
    return page !== undefined && page.next === undefined;
  });
  const alikeIn = (read: ReadonlyMap<string, JsonObject>): string[] => [...read.keys()].filter(isAlike);
  return {
    items: new Map([...before].filter(([identity]) => isAlike(identity))),
    moving: new Set(identities.filter(identity => !isAlike(identity))),
    isComplete,
    hasOrder: isSame(alikeIn(before), alikeIn(after)),
    isStill: isSame([...before.keys()], [...after.keys()]),
  };
}

/** The fields that tell of a change: of the list itself, and of the one that has more fields. */
const tellingFields = ({ steady, list }: Contract): string[] => [
  ...new Set([...steady.while, ...(list?.alsoIn?.steady.while ?? [])]),
];

const byIdentity = (items: readonly JsonObject[], contract: Contract): Map<string, JsonObject> =>
  new Map(
    items.flatMap((item): (readonly [string, JsonObject])[] => {
      const identity = identityOf(item, contract);
      return identity === undefined ? [] : [[identity, item]];
    }),
  );
