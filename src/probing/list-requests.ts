import type { Contract } from '../contract/contract.ts';
import { fillPath } from '../contract/path.ts';
import { ownRead } from '../probes/binding.ts';
import {
  chosenItems,
  itemPath,
  pagesOfWalk,
  type Query,
  queryFor,
  type Senseless,
  walkQuery,
} from '../probes/list-queries.ts';
import type { ItemSlot, QuerySlot, WalkSlot } from '../probes/list-slots.ts';
import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { knownValues } from '../probes/subjects.ts';
import { firstRead } from '../probes/ways.ts';
import { type AnswerOf, identityOf, listedItems, pageIn, readOfItem } from '../recording/list-items.ts';
import { lastTry } from '../recording/tries.ts';
import type { Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import { linkRequest } from './follow-ups.ts';
import type { RunState, RunSurroundings } from './run-state.ts';

/** What the requests of a list depend on. */
export interface ListAnswers {
  readonly contract: Contract;
  readonly target: Target;
  /** The answers so far, redacted: values of theirs go into URLs. */
  readonly answerOf: AnswerOf;
  /** The URL of the list, without a query. */
  readonly url: string;
}

/** The request for a part of a list. */
export function queryRequest(slot: QuerySlot, answers: ListAnswers): Sending | Unsent {
  const items = itemsIn(answers);
  return items ? asked(slot, queryFor(slot.query, answers.contract, items), answers) : unread(slot);
}

/** The request for an item that was listed; nothing where the list has fewer, or another request asks for it. */
export function itemRequest(
  slot: ItemSlot,
  answers: ListAnswers,
  exchanges: readonly Exchange[],
): (Sending | Unsent)[] {
  const { contract, target } = answers;
  const shownBy = contract.list?.shownBy;
  const items = itemsIn(answers);
  if (!items || !shownBy) return [unread(slot)];
  const item = chosenItems(contract, items)[slot.index];
  const identity = item && identityOf(item, contract);
  if (identity === undefined) return [{ name: slot.name, reason: 'the list has no such item' }];
  const path = itemPath(shownBy, identity, target.project);
  if (path === undefined)
    return [{ name: slot.name, reason: `the item's ${contract.list?.identity} cannot stand in a URL` }];
  const request = ownRead(slot, target.endpoint + path, target);
  return readOfItem(exchanges, request.url) ? [] : [request];
}

/** The request for the first page of a walk. */
export function firstPage(slot: WalkSlot, answers: ListAnswers): Sending | Unsent {
  const page = { ...slot, name: `${slot.name}/1` };
  const items = itemsIn(answers);
  const request = items ? asked(page, walkQuery(answers.contract, items), answers) : unread(page);
  return isSent(request) ? request : { ...request, name: slot.name };
}

/** The request for the page after this one; nothing after the last. */
export function nextPage(slot: WalkSlot, number: number, before: Exchange, answers: ListAnswers): (Sending | Unsent)[] {
  const next = pageIn(before, answers.contract)?.next;
  return next === undefined ? [] : [linkRequest({ ...slot, name: `${slot.name}/${number}` }, next, answers.target)];
}

/** How many pages a walk is going to read, as far as that is known before the first one has come. */
export function expectedPages(answers: ListAnswers): number {
  const items = itemsIn(answers);
  return items ? pagesOfWalk(answers.contract, items) : 0;
}

const itemsIn = ({ contract, answerOf }: ListAnswers) => listedItems(contract, answerOf, firstRead);

const unread = ({ name }: { readonly name: string }): Unsent => ({ name, reason: 'the list could not be read' });

function asked(
  slot: Pick<QuerySlot, 'name' | 'operation'>,
  query: Query | Senseless,
  { url, target }: ListAnswers,
): Sending | Unsent {
  if ('reason' in query) return { name: slot.name, reason: query.reason };
  return ownRead(slot, `${url}?${new URLSearchParams(query.parameters)}`, target, query.since);
}

/** What the requests of a list depend on, at this point of a run. */
export function listAnswersOf(
  contract: Contract,
  { exchanges, subjects }: RunState,
  target: Target,
  { conversation }: Pick<RunSurroundings, 'conversation'>,
): ListAnswers {
  const path = fillPath(contract.operation.path, knownValues(contract, target.project, subjects));
  const answerOf: AnswerOf = (operation, name) => {
    const answer = lastTry(exchanges, `${operation}/${name}`);
    return answer && conversation.redacted(answer);
  };
  return { contract, target, answerOf, url: target.endpoint + path };
}
