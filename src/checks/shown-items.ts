import { contentWords, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { chosenItems, itemPath } from '../probes/list-queries.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { identityOf, listedItems, readOfItem } from '../recording/list-items.ts';
import { type OperationRecording, operationRecording } from '../recording/operation-recording.ts';
import { contentOf, resourceOf } from '../recording/response-json.ts';
import { requestName } from '../recording/tries.ts';
import type { JsonObject } from '../text/json.ts';
import { answerText, type Exchange } from '../wire/exchange.ts';
import { resourceWord } from './answer-words.ts';
import type { Assertion, Check } from './check.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { type KnownItems, knownItems } from './known-items.ts';
import type { Pair } from './pairs.ts';
import { readNames } from './reads.ts';
import { byIdentity, noItems, type PlacedResource } from './resources.ts';
import { isSame } from './same-json.ts';
import { differences } from './shown-members.ts';
import { doubtAbout } from './unsettled.ts';

/** What the read of an item came to. */
interface Look {
  /** The exchange, by its full name; undefined: the item was not read. */
  readonly name?: string;
  readonly assertions: readonly Assertion[];
  /** Why it proves nothing, unless one of the assertions is broken; undefined: it proves something. */
  readonly reason?: string;
}

/** What the reads of items are compared with. */
interface Surroundings {
  readonly contract: Contract;
  readonly shownBy: Contract;
  readonly recorded: OperationRecording;
  readonly known: KnownItems;
  /** The items of the list's two reads, without what another list adds. */
  readonly first: ReadonlyMap<string, readonly PlacedResource[]>;
  readonly last: ReadonlyMap<string, readonly PlacedResource[]>;
}

/**
 * The chosen items are listed as the operation that shows one shows them. Any operation of the run may have read them.
 * Proven by one item that did not change meanwhile; the others prove nothing, unless they contradict.
 */
export const shownAlike =
  (contract: Contract, shownBy: Contract): Check['judge'] =>
  recorded => {
    const items = listedItems(contract, recorded.answerOf, firstRead);
    if (!items) return unprovenByOther(nothingToJudge(contract.body), [firstRead]);
    const chosen = chosenItems(contract, items);
    if (chosen.length === 0) return unproven(noItems(contract.body), [firstRead]);
    const known = knownItems(recorded, contract);
    if (!known) return unprovenByOther(`the second read has no ${contentWords(contract.body)}`, readNames);
    const [first, last] = [firstRead, lastRead].map(read =>
      byIdentity(contentOf(recorded.exchange(read), contract), contract),
    );
    if (!first || !last) return unprovenByOther(nothingToJudge(contract.body), readNames);
    const around = { contract, shownBy, recorded, known, first, last };
    const looks = chosen.map((item, index) => lookAt(item, `${listNames.item}/${index + 1}`, around));
    const judgement = judged(
      looks.flatMap(({ assertions }) => assertions),
      readNames,
    );
    const elsewhere = looks.flatMap(({ name }) => name ?? []);
    if (judgement.outcome === 'failed' || looks.some(({ reason }) => reason === undefined)) {
      return { ...judgement, elsewhere };
    }
    return { ...unproven([...new Set(looks.flatMap(({ reason }) => reason ?? []))], readNames), elsewhere };
  };

/** @param slot the name that the read of the item has if this list asked for it */
function lookAt(item: JsonObject, slot: string, around: Surroundings): Look {
  const { contract, shownBy, recorded, known, first, last } = around;
  const { endpoint, project } = recorded.recording.target;
  const identity = identityOf(item, contract);
  const [one] = first.get(identity ?? '') ?? [];
  if (identity === undefined || !one) return { assertions: [], reason: 'an item has nothing that identifies it' };
  const path = itemPath(shownBy, identity, project);
  const exchange = path === undefined ? undefined : readOfItem(recorded.recording.exchanges, endpoint + path);
  if (!exchange) return { assertions: [], reason: recorded.unsentReason(slot) ?? `${one.label} was not read` };
  const name = requestName(exchange.name);
  const doubt = doubtAboutRead(name, recorded);
  if (doubt) return { name, assertions: [], reason: `${one.label}: ${doubt}` };
  const shown = resourceOf(exchange, shownBy);
  const isStillListed = last.has(identity);
  if (!shown) {
    if (isStillListed) return { name, assertions: [notShown(one, exchange, shownBy)] };
    return { name, assertions: [], reason: `${one.label} got ${answerText(exchange)}, and is not listed any more` };
  }
  const [again] = last.get(identity) ?? [];
  if (!known.items.has(identity) || !again || isChanged(shown, name, around)) {
    return { name, assertions: [], reason: `${one.label} changed or went between the two reads of the list` };
  }
  const listed: Pair = { label: one.label, before: one.resource, after: again.resource };
  return { name, ...differences(listed, shown, contract, shownBy) };
}

/** Whether the operation's own reads show that the item changed. Its first one may come before the first one of the list. */
function isChanged(shown: JsonObject, name: string, { shownBy, recorded }: Surroundings): boolean {
  if (name !== `${shownBy.name}/${firstRead}`) return false;
  const later = resourceOf(recorded.answerOf(shownBy.name, lastRead), shownBy);
  return later !== undefined && shownBy.steady.while.some(field => !isSame(shown[field], later[field]));
}

/** Why the answer to the read of an item tells nothing. Any operation may have made it: the name is the full one. */
function doubtAboutRead(name: string, { recording }: OperationRecording): string | undefined {
  const [operation = '', ...below] = name.split('/');
  return doubtAbout(operationRecording(recording, operation), below.join('/'));
}

const notShown = ({ label }: PlacedResource, exchange: Exchange, { name, success, body }: Contract): Assertion => ({
  title: `${label} in ${name}`,
  expected: `status ${success} with a ${contentWords(body)}`,
  actual: answerText(exchange),
  deviations: [
    { place: listNames.item, kind: 'contradiction', expected: 'resource', got: resourceWord(exchange, success) },
  ],
});
