import { contentName } from '../contract/body.ts';
import type { Contract, Filter } from '../contract/contract.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { identityOf, listedItems } from '../recording/list-items.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import type { JsonObject } from '../text/json.ts';
import type { Assertion, Check } from './check.ts';
import { type AskedFilter, type Fit, fitOf, knownOf, readsFor } from './filter-match.ts';
import { inapplicable, judged, unproven } from './judgement.ts';
import type { KnownItems } from './known-items.ts';
import { byKnown, isPart, itemsText, type ListPart, notWhole, partOf } from './list-parts.ts';
import { rulesOf } from './rule.ts';

/**
 * The rules on filters: an answer has the items that match, all of them and no others. The page says of each parameter what
 * it leaves: MUST.
 */
export function filterChecks(contract: Contract): Check[] {
  const { list, body } = contract;
  if (!list) return [];
  const rule = rulesOf(contract, 'filters');
  const content = contentName(body);
  return list.filters.flatMap(filter => {
    const { name, field, match, words, cites } = filter;
    const reads = readsFor([filter], contract);
    const common = { level: 'MUST', cites, ...reads } as const;
    const matching = match === 'exact' ? 'is the given one' : 'contains the given text';
    const all = rule({
      ...common,
      id: listNames.matches(name),
      title: `\`${name}\` gives all ${content} whose ${field} ${matching}, and no others`,
      fails: `${content} that do not match, matching ones that are missing, or an error`,
      needs: [listNames.matches(name)],
      judge: leavesMatching(filter, contract),
    });
    const none = rule({
      ...common,
      id: listNames.noMatches(name),
      title: `a documented \`${name}\` that none of the ${content} has gives an empty list`,
      fails: `${content} that do not match, or an error`,
      needs: [listNames.noMatches(name)],
      judge: leavesNothing(filter, contract),
    });
    return words.length > 0 ? [all, none] : [all];
  });
}

const leavesMatching = (filter: Filter, contract: Contract): Check['judge'] =>
  byKnown(contract, (known, recorded) => {
    const part = partOf(listNames.matches(filter.name), recorded, contract, filter.since);
    if (!isPart(part)) return part;
    const [names, content] = [[part.name], contentName(contract.body)];
    const asked = { ...filter, wanted: part.asked.get(filter.name) ?? '' };
    const { assertion, unknown } = onlyMatching(part, asked, known, contract);
    const returned = new Set(part.identities);
    const others = [...known.items].filter(([, item]) => fitOf(asked, item) === 'no');
    const missing = [...known.items].flatMap(([identity, item]) =>
      fitOf(asked, item) === 'yes' && !returned.has(identity) ? [identity] : [],
    );
    // A page of an answer may leave out what the next one has.
    const isCut = part.next !== undefined;
    const complete: Assertion = {
      title: `matching ${content} that are missing`,
      expected: 'none',
      actual: isCut ? 'a page with a link to the next' : itemsText(missing),
      deviations:
        isCut || missing.length === 0 ? [] : [{ place: part.name, kind: 'part', expected: 'all', got: 'fewer' }],
    };
    const judgement = judged([assertion, complete], names);
    if (judgement.outcome === 'failed') return judgement;
    if (isCut) return unproven(`the answer is a page of those that match, so others may be missing`, names);
    if (!known.isComplete) return unproven(notWhole(contract), names);
    if (unknown.length > 0) return unproven(notKnown(filter, unknown), names);
    if (others.length > 0) return judgement;
    return unproven(
      `the ${content} do not differ in their ${filter.field}, so that the filter leaves out none; create one with another ${filter.field}`,
      names,
    );
  });

const leavesNothing = (filter: Filter, contract: Contract): Check['judge'] =>
  byKnown(contract, (known, recorded) => {
    const name = listNames.noMatches(filter.name);
    if (!recorded.exchange(name) && isEachThere(filter, recorded, contract)) {
      return inapplicable(`every documented ${filter.field} is there`);
    }
    const part = partOf(name, recorded, contract, filter.since);
    if (!isPart(part)) return part;
    const asked = { ...filter, wanted: part.asked.get(filter.name) ?? '' };
    const { assertion, matching, unknown } = onlyMatching(part, asked, known, contract);
    if (assertion.deviations.length === 0) {
      if (unknown.length > 0) return unproven(notKnown(filter, unknown), [name]);
      // They may have come and gone meanwhile, or stand on a page that was not read.
      if (matching.length > 0) return unproven(`neither plain read has ${itemsText(matching)}`, [name]);
    }
    return judged([assertion], [name]);
  });

const notKnown = ({ field }: Filter, identities: readonly string[]): string =>
  `whether the ${field} of these matches is not known: ${itemsText(identities)}`;

/** Asserts that each item of an answer matches. */
function onlyMatching(
  { name, items }: ListPart,
  asked: AskedFilter,
  known: KnownItems,
  contract: Contract,
): { readonly assertion: Assertion; readonly matching: readonly string[]; readonly unknown: readonly string[] } {
  const still = items.flatMap(item => {
    const identity = identityOf(item, contract);
    if (identity === undefined || known.moving.has(identity)) return [];
    return [{ identity, fit: fitOf(asked, knownOf(known, identity, item)) }];
  });
  const of = (fit: Fit): string[] => still.filter(one => one.fit === fit).map(({ identity }) => identity);
  const wrong = of('no');
  return {
    matching: of('yes'),
    unknown: of('unknown'),
    assertion: {
      title: `${contentName(contract.body)} that do not match ${asked.name}`,
      expected: 'none',
      actual: itemsText(wrong),
      deviations: wrong.length > 0 ? [{ place: name, kind: 'part', expected: 'matching', got: 'other' }] : [],
    },
  };
}

/** Whether each documented value is there, so that no request can ask for one that is not. */
function isEachThere({ field, words }: Filter, recorded: OperationRecording, contract: Contract): boolean {
  const items: readonly JsonObject[] = listedItems(contract, recorded.answerOf, firstRead) ?? [];
  return words.every(word => items.some(item => item[field] === word));
}
