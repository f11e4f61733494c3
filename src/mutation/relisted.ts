import { contentField } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { chosenItems, itemPath, queryFor, walkQuery } from '../probes/list-queries.ts';
import { listNames, listSlots, mostPages, type QuerySlot } from '../probes/list-slots.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { identityOf, listedItems, pageIn, readOfItem } from '../recording/list-items.ts';
import type { Recording } from '../recording/recording.ts';
import { jsonValue } from '../recording/response-json.ts';
import { lastTry } from '../recording/tries.ts';
import { isObject, type JsonObject } from '../text/json.ts';
import type { Exchange } from '../wire/exchange.ts';
import { withJson, withStatus } from './alterations.ts';
import type { NotApplicable, Original } from './change.ts';
import { conformingList, type ListService, type PartAnswer } from './conforming-list.ts';

/** Resources, and a service that lists them. */
export interface Listing {
  /** The resources that there are when a request of this name is answered, in the order of the list. */
  readonly resources: (name: string) => readonly JsonObject[];
  readonly service: ListService;
  /** Answers the plain reads of the list with more fields. */
  readonly serviceOfOther?: ListService;
}

/** The resources in a plain read of a list, with all fields that are known; a reason where they cannot be told apart. */
export function resourcesIn(
  { contract, answerOf }: Original,
  read: typeof firstRead | typeof lastRead,
): readonly JsonObject[] | NotApplicable {
  const isListed = listsOf(contract).every(one => pageIn(answerOf(one.name, read), one) !== undefined);
  const items = isListed ? (listedItems(contract, answerOf, read) ?? []) : [];
  if (!isListed) return { notApplicable: `${read}: not every list of these items was read` };
  const identities = new Set(items.map(item => identityOf(item, contract)));
  return identities.has(undefined) || identities.size < items.length
    ? { notApplicable: `${read}: it has items that cannot be told from each other` }
    : items;
}

/** The list itself, and the one that shows the same items with more fields. */
export const listsOf = (contract: Contract): readonly Contract[] => [
  contract,
  ...(contract.list?.alsoIn ? [contract.list.alsoIn] : []),
];

/**
 * The recording of a run that asked this service for a list: both plain reads, the parts that the run asks for once it has
 * seen the items, and the items that it reads one by one. All else is as it was.
 */
export function relisted(original: Original, listing: Listing): Recording {
  const { contract } = original;
  const read = withReads(original, listing);
  const items = listedItems(contract, (operation, name) => lastTry(read.exchanges, `${operation}/${name}`), firstRead);
  const ask = asking(original, listing);
  const parts = listSlots(contract).flatMap((slot): Part[] => {
    const below = slot.name.slice(contract.name.length + 1);
    if (slot.kind === 'walk') return walked(original, items ?? [], ask);
    return slot.kind === 'query' ? [asked(slot, below, original, items ?? [], ask)] : [];
  });
  const whole = {
    ...read,
    exchanges: [...read.exchanges, ...parts.filter(part => 'request' in part)],
    unsent: [...read.unsent, ...parts.filter(part => 'reason' in part)],
  };
  return withItems(whole, original, items ?? [], listing);
}

type Part = Exchange | Recording['unsent'][number];

/** Asks for a part of the list: by the name of its exchange, below the operation, and by its URL. */
type Ask = (name: string, url: string) => { readonly exchange: Exchange; readonly answer: PartAnswer };

/** The recording without the old parts of the list, and with the plain reads answered by the service. */
function withReads(original: Original, { resources, service, serviceOfOther }: Listing): Recording {
  const { contract, recording } = original;
  const old = new Set(listSlots(contract).map(({ name }) => name));
  const isOld = (name: string): boolean => old.has(name) || old.has(name.replace(/\/\d+$/, ''));
  const reads = listsOf(contract).flatMap(list => {
    const answer = list === contract ? service : (serviceOfOther ?? conformingList(list));
    return [firstRead, lastRead].map(name => ({ list, name, answer }));
  });
  const exchanges = recording.exchanges.flatMap((one): Exchange[] => {
    if (isOld(one.name)) return [];
    const read = reads.find(({ list, name }) => one.name === `${list.name}/${name}`);
    if (!read) return [one];
    const { list, name, answer } = read;
    return [answered(one, answer({ name, url: new URL(one.request.url), resources: resources(name) }), list)];
  });
  return { ...recording, exchanges, unsent: recording.unsent.filter(({ name }) => !isOld(name)) };
}

function asking({ contract, exchange }: Original, { resources, service }: Listing): Ask {
  return (name, url) => {
    const answer = service({ name, url: new URL(url), resources: resources(name) });
    // The first read is known to be complete.
    const model = exchange(firstRead) as Exchange;
    const sent = { ...model, name: `${contract.name}/${name}`, request: { ...model.request, url } };
    return { answer, exchange: answered(sent, answer, contract) };
  };
}

function asked(
  { name, query }: QuerySlot,
  below: string,
  { contract, exchange }: Original,
  items: readonly JsonObject[],
  ask: Ask,
): Part {
  const wanted = queryFor(query, contract, items);
  if ('reason' in wanted) return { name, reason: wanted.reason };
  return ask(below, withQuery(exchange(firstRead)?.request.url ?? '', wanted.parameters)).exchange;
}

const withQuery = (url: string, parameters: Readonly<Record<string, string>>): string =>
  `${url}?${new URLSearchParams(parameters)}`;

/** The pages of a walk, each by the link of the one before. A link to another origin, or to a page that was read, is not followed. */
function walked({ contract, recording, exchange }: Original, items: readonly JsonObject[], ask: Ask): Part[] {
  const name = `${contract.name}/${listNames.walk}`;
  const wanted = walkQuery(contract, items);
  if ('reason' in wanted) return [{ name, reason: wanted.reason }];
  const pages: Exchange[] = [];
  let url: string | undefined = withQuery(exchange(firstRead)?.request.url ?? '', wanted.parameters);
  while (url !== undefined && pages.length < mostPages && !pages.some(({ request }) => request.url === url)) {
    const below = `${listNames.walk}/${pages.length + 1}`;
    if (new URL(url).origin !== new URL(recording.target.endpoint).origin) {
      return [...pages, { name: `${contract.name}/${below}`, reason: 'the link leads to another origin' }];
    }
    const page = ask(below, url);
    pages.push(page.exchange);
    url = page.answer.next;
  }
  return pages;
}

/** The recording with the chosen items read one by one, by whichever operation reads them. */
function withItems(
  recording: Recording,
  { contract, exchange }: Original,
  items: readonly JsonObject[],
  { resources }: Listing,
): Recording {
  const shownBy = contract.list?.shownBy;
  const model = exchange(firstRead);
  if (!shownBy || !model) return recording;
  const { endpoint, project } = recording.target;
  const reads = chosenItems(contract, items).map((item, index) => {
    const identity = identityOf(item, contract) ?? '';
    const url = endpoint + itemPath(shownBy, identity, project);
    const present = readOfItem(recording.exchanges, url);
    const name = `${listNames.item}/${index + 1}`;
    const one = resources(name).find(other => identityOf(other, contract) === identity);
    const asked = { ...model, name: present?.name ?? `${contract.name}/${name}`, request: { ...model.request, url } };
    return { present, shown: shownAs(one, asked, shownBy) };
  });
  const others = recording.exchanges.filter(one => !reads.some(({ present }) => present === one));
  return { ...recording, exchanges: [...others, ...reads.map(({ shown }) => shown)] };
}

/** The answer to the read of one item; of one that is gone, a refusal. */
function shownAs(item: JsonObject | undefined, exchange: Exchange, { success, body }: Contract): Exchange {
  const content = body.envelope ? { [body.envelope.names[0]]: item } : item;
  return withJson(content ?? {})(withStatus(item ? success : 404)(exchange));
}

/** The exchange with another answer of the list. What else is beside the list in its answer stays. */
function answered(exchange: Exchange, { status, items, next, count }: PartAnswer, contract: Contract): Exchange {
  const { body, list, success, acceptedFields } = contract;
  const names = new Set([...contentField(body).members.flatMap(member => member.names), ...acceptedFields]);
  const own = items.map(item => Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name))));
  const whole = (): unknown => {
    const { envelope } = body;
    if (!envelope) return own;
    const before = exchange.response && jsonValue(exchange.response);
    const beside = [envelope, list?.next?.links, list?.count?.field].flatMap(field => field?.names ?? []);
    const others = isObject(before) ? Object.entries(before).filter(([name]) => !beside.includes(name)) : [];
    return {
      [envelope.names[0]]: own,
      ...Object.fromEntries(others),
      ...(next !== undefined && list?.next
        ? { [list.next.links.names[0]]: [{ rel: list.next.relation, href: next }] }
        : {}),
      ...(count !== undefined && list?.count ? { [list.count.field.names[0]]: count } : {}),
    };
  };
  return withJson(status === undefined ? whole() : {})(withStatus(status ?? success)(exchange));
}
