import type { Contract } from '../contract/contract.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { identityOf } from '../recording/list-items.ts';
import type { JsonObject } from '../text/json.ts';
import { type Alteration, altered } from './alterations.ts';
import { inReads, type Make, originalOf } from './change.ts';
import { type AskedPart, conformingList, type PartAnswer } from './conforming-list.ts';
import { type Listing, listsOf, relisted, resourcesIn } from './relisted.ts';

/** Resources as a list has them, in its order. */
export type Resources = readonly JsonObject[];

/**
 * Has a list answered anew, in all its parts.
 * @param listingOf the resources and the service, for those that the two plain reads show; what is left out is as these
 *   show it, and as the page says
 */
export const relistedBy =
  (contract: Contract, listingOf: (first: Resources, last: Resources) => Partial<Listing>): Make =>
  original => {
    const [first, last] = [resourcesIn(original, firstRead), resourcesIn(original, lastRead)];
    if ('notApplicable' in first) return first;
    if ('notApplicable' in last) return last;
    const resources = (name: string): Resources => (name === lastRead ? last : first);
    return relisted(original, { resources, service: conformingList(contract), ...listingOf(first, last) });
  };

/** The same with other resources, which stay as they are. */
export const withResources = (contract: Contract, change: (resources: Resources) => Resources): Make =>
  relistedBy(contract, first => {
    const changed = change(first);
    return { resources: () => changed };
  });

/**
 * Alters what resources have, wherever they are shown. Of a list, both plain reads are altered, and those of the list with
 * more fields; all parts are answered anew from these.
 * @param alterationFor the alteration of the answers of a list, or of the operation itself
 */
export const whereverShown =
  (contract: Contract, alterationFor: (of: Contract) => Alteration): Make =>
  original => {
    const { list } = contract;
    if (!list) return inReads(alterationFor(contract))(original);
    const recording = listsOf(contract).reduce(
      (before, one) => altered(before, [firstRead, lastRead], alterationFor(one), one.name),
      original.recording,
    );
    const isChanged = recording.exchanges.some((one, index) => one !== original.recording.exchanges[index]);
    if (!isChanged) return { notApplicable: `${firstRead}: it contains nothing that this changes` };
    return relistedBy(contract, () => ({}))(originalOf(contract, recording));
  };

/** Another answer to one request; the very same where it changes nothing. */
export type Disturb = (answer: PartAnswer, asked: AskedPart) => PartAnswer;

/** The same list of a service that does something else with some of its parts; not applicable where it does nothing else. */
export const disturbed =
  (contract: Contract, change: (resources: Resources) => Resources, disturb: Disturb): Make =>
  original => {
    let isDisturbed = false;
    const service = conformingList(contract);
    const make = relistedBy(contract, first => {
      const changed = change(first);
      return {
        resources: () => changed,
        service: asked => {
          const answer = service(asked);
          const other = disturb(answer, asked);
          isDisturbed ||= other !== answer;
          return other;
        },
      };
    });
    const result = make(original);
    return 'notApplicable' in result || isDisturbed
      ? result
      : { notApplicable: 'paging/walk: no part of the list is as this needs it' };
  };

/** A resource that is another one: every place that names it by its identity names this one instead. */
export function another(resource: JsonObject, number: number, contract: Contract): JsonObject {
  const field = contract.list?.identity ?? '';
  const own = identityOf(resource, contract) ?? '';
  const isNumber = typeof resource[field] === 'number';
  const other = isNumber
    ? Number(own) + 1_000_000 * number
    : `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const end = `/${encodeURIComponent(own)}`;
  const renamed = JSON.parse(JSON.stringify(resource), (_, value: unknown) =>
    typeof value === 'string' && value.endsWith(end) ? `${value.slice(0, -end.length)}/${other}` : value,
  ) as JsonObject;
  return { ...renamed, [field]: other };
}

/** So many resources: these again and again, each time as others. */
export const manyOf =
  (count: number, contract: Contract) =>
  (resources: Resources): Resources =>
    Array.from({ length: resources.length === 0 ? 0 : count }, (_, index): JsonObject => {
      const model = resources[index % resources.length] as JsonObject;
      return index < resources.length ? model : another(model, index, contract);
    });
