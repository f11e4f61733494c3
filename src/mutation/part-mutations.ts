import type { Contract } from '../contract/contract.ts';
import { firstRead } from '../probes/ways.ts';
import { listedItems, pageIn } from '../recording/list-items.ts';
import type { JsonObject } from '../text/json.ts';
import { type Alteration, unanswered, withJson, withStatus } from './alterations.ts';
import { inExchanges, type Make, type Original } from './change.ts';
import { withList } from './item-places.ts';

/** What a part of a list was asked for, and from. */
export interface RecordedPart {
  /** The parameters of the query. */
  readonly asked: URLSearchParams;
  /** The items of the part. */
  readonly items: readonly JsonObject[];
  /** The items of the whole list, as its first read has them. */
  readonly all: readonly JsonObject[];
  /** The same with all fields that are known. */
  readonly known: readonly JsonObject[];
}

/** Answers a request for a part of a list with other items. @param change gives back the very same items where it has none */
export const withPart =
  (name: string, change: (part: RecordedPart) => readonly JsonObject[]): Make =>
  original => {
    const part = partIn(name, original);
    if (!part) return { notApplicable: `${name}: no part of a list, or no list to compare it with` };
    const items = change(part);
    return inExchanges(
      [name],
      withList(original.contract.body, before => (items === part.items ? before : items)),
    )(original);
  };

function partIn(name: string, { contract, exchange, answerOf }: Original): RecordedPart | undefined {
  const recorded = exchange(name);
  const [page, whole] = [pageIn(recorded, contract), pageIn(exchange(firstRead), contract)];
  if (!recorded || !page || !whole) return undefined;
  return {
    asked: new URL(recorded.request.url).searchParams,
    items: page.items,
    all: whole.items,
    known: listedItems(contract, answerOf, firstRead) ?? [],
  };
}

/**
 * Answers that refuse a part of a list, or that are none.
 * @param since the version that the part needs: a service may not have it, and then answers 406
 */
export function refusalsOf({ statuses }: Contract, since?: string): readonly (readonly [string, Alteration])[] {
  const codes = statuses.filter(({ normal, code }) => !normal && !(code === 406 && since !== undefined));
  return [
    ...codes.map(({ code }) => [`answered with ${code}`, withStatus(code)] as const),
    ['answered with an empty object', withJson({})],
    ['not answered', unanswered],
  ];
}
