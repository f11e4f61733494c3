import { checksOf } from '../../src/checks/suite.ts';
import { judgeOne, type Verdict } from '../../src/checks/verdict.ts';
import { withEmbedded } from '../../src/cli/open-session.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { chosenPages } from '../../src/cli/pages.ts';
import { loadSpecifications } from '../../src/cli/specification.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { type Alteration, altered, inSequence, withJsonChanged, without } from '../../src/mutation/alterations.ts';
import { listSlots } from '../../src/probes/list-slots.ts';
import { planOf } from '../../src/probes/plan.ts';
import { probe } from '../../src/probing/probing.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { jsonValue } from '../../src/recording/response-json.ts';
import { fixedSession } from '../../src/targets/session.ts';
import type { Exchange } from '../../src/wire/exchange.ts';
import { quietProber } from '../probing/quiet-prober.ts';

/** The embedded service makes its seven backups from the examples of all pages. */
const specifications = loadSpecifications(chosenPages({}, packageRoot()), 'ruled');

/** The contracts of the two lists: without details, and with them. */
export const [summary, details] = specifications.map(({ contract }) => contract) as [Contract, Contract];

const checks = new Map([summary, details].flatMap(checksOf).map(check => [check.id, check]));

/** An item of a list. */
export type Item = Readonly<Record<string, unknown>>;

/** What the embedded service answers about both lists and their parts. */
export const recording = await withEmbedded({ env: {}, specifications, userAgent: 'test' }, (target, { examples }) => {
  const contracts = [summary, details];
  const needed = new Set(contracts.flatMap(listSlots).map(({ name }) => name));
  const plan = planOf(contracts, target, examples, needed);
  return probe(fixedSession(target), quietProber(contracts, target, examples, { plan }));
});

/** What a check of the list with details says; of the other list, if it is named. */
export function verdictOn(one: Recording, id: string, contract = details): Verdict {
  const check = checks.get(`${contract.id}/${id}`);
  if (!check) throw new Error(`There is no check "${id}".`);
  return judgeOne(check, operationRecording(one, contract.name));
}

/** The same as one line: `failed: its message`. */
export function wordsOn(one: Recording, id: string, contract = details): string {
  const { verdict, message } = verdictOn(one, id, contract);
  return `${verdict}: ${message}`;
}

/** Its deviations, as `place kind expected got`. */
export const deviationsOn = (one: Recording, id: string, contract = details): string[] =>
  verdictOn(one, id, contract).deviations.map(({ place, kind, expected, got }) =>
    [place, kind, expected, got].join(' '),
  );

/** The exchange of this name of the list with details. */
export function exchangeIn({ exchanges }: Recording, name: string): Exchange {
  const found = exchanges.find(one => one.name === `${details.name}/${name}`);
  if (!found) throw new Error(`The recording has no exchange "${name}".`);
  return found;
}

/** The items in an answer of the list with details. */
export function itemsIn(one: Recording, name: string): Item[] {
  const { response } = exchangeIn(one, name);
  return ((response && jsonValue(response)) as { readonly backups: Item[] }).backups;
}

/** Answered with other items. */
export const withItems = (change: (items: readonly Item[]) => readonly Item[]): Alteration =>
  withJsonChanged(body => {
    const whole = body as { readonly backups: Item[] };
    return { ...whole, backups: change(whole.backups) };
  });

/** Answered with these members next to the list; those that are undefined are left out. */
export const withMembers = (members: Item): Alteration => withJsonChanged(body => ({ ...(body as Item), ...members }));

/** A link to a next page. */
export const linkTo = (href: string): Item => ({ backups_links: [{ rel: 'next', href }] });

/** The recording with some answers of the list with details changed. */
export const changed = (one: Recording, names: readonly string[], ...changes: readonly Alteration[]): Recording =>
  altered(one, names, inSequence(...changes), details.name);

/** The recording with both plain reads of the list with details changed. */
export const withBase = (one: Recording, ...changes: readonly Alteration[]): Recording =>
  changed(one, ['show', 'show-again'], ...changes);

/** The recording without an exchange, and why. */
export function withUnsent(one: Recording, name: string, reason: string): Recording {
  const left = without(one, [name], details.name);
  const unsent = left.unsent.filter(other => other.name !== `${details.name}/${name}`);
  return { ...left, unsent: [...unsent, { name: `${details.name}/${name}`, reason }] };
}

/** Where each page of a walk leads, from its number and its items; undefined: it has no such link. */
export type Leading = (number: number, items: readonly Item[]) => string | undefined;

/** The query of the first page in the recording. */
export const firstUrl = exchangeIn(recording, 'paging/walk/1').request.url;

/** The recording with another walk: these pages, each asked for where the one before leads. */
export function withWalk(
  one: Recording,
  pages: readonly (readonly Item[])[],
  leading: Leading = (number, items) =>
    number < pages.length ? `${firstUrl}&marker=${items.at(-1)?.id as string}` : undefined,
): Recording {
  const model = exchangeIn(one, 'paging/walk/1');
  const others = one.exchanges.filter(({ name }) => !name.startsWith(`${details.name}/paging/walk/`));
  const walked = pages.map((items, index): Exchange => {
    const before = pages[index - 1];
    const url = (before && leading(index, before)) ?? model.request.url;
    const next = leading(index + 1, items);
    const links = next === undefined ? { backups_links: undefined } : linkTo(next);
    const named = {
      ...model,
      name: `${details.name}/paging/walk/${index + 1}`,
      request: { ...model.request, url },
    };
    return withMembers({ backups: items, ...links })(named);
  });
  return { ...one, exchanges: [...others, ...walked] };
}

/** The items that the recorded walk shows, in the order of the list. */
export const walkedItems = itemsIn(recording, 'show').filter(({ status }) => status === 'available');
