import { contentName } from '../contract/body.ts';
import type { Contract, ListRules } from '../contract/contract.ts';
import { listNames, mostItems } from '../probes/list-slots.ts';
import type { Check } from './check.ts';
import { operationCited, parameterCited } from './citations.ts';
import { noForeignItems } from './foreign-items.ts';
import { eachOnce } from './repeated-items.ts';
import { rulesOf } from './rule.ts';
import { sameItems } from './same-items.ts';
import { shownAlike } from './shown-items.ts';

/** The rules on a list's items as a whole: each once, as it is shown, the same in the list beside it, and none of others. */
export function itemChecks(contract: Contract): Check[] {
  const { list } = contract;
  if (!list) return [];
  const rule = rulesOf(contract, 'items');
  const content = contentName(contract.body);
  return [
    rule({
      id: 'items/once',
      level: 'MUST',
      title: `the list has each of the ${content} once`,
      fails: `a list with several items of the same ${list.identity}`,
      cites: list.cites,
      judge: eachOnce(contract, list),
    }),
    ...shownRule(rule, contract, list),
    ...summaryRule(rule, contract, list),
    rule({
      id: listNames.otherProject,
      level: 'MUST',
      title: `the list has none of the ${content} that another project's list has`,
      fails: `an item that the other project's own list has, too`,
      cites: [...list.cites, ...contract.parameters.flatMap(({ name }) => parameterCited(contract, name))],
      needs: [listNames.otherProject],
      judge: noForeignItems(contract),
    }),
  ];
}

function shownRule(rule: ReturnType<typeof rulesOf>, contract: Contract, { shownBy, cites }: ListRules): Check[] {
  if (!shownBy) return [];
  return [
    rule({
      id: listNames.item,
      level: 'MUST',
      title: `an item is listed as ${shownBy.name} shows it`,
      fails: `a listed item that ${shownBy.name} does not show, or shows with another value in a field that both have; not one that changed or went meanwhile`,
      cites: [...cites, operationCited(shownBy)],
      needs: Array.from({ length: mostItems }, (_, index) => `${listNames.item}/${index + 1}`),
      judge: shownAlike(contract, shownBy),
    }),
  ];
}

function summaryRule(rule: ReturnType<typeof rulesOf>, contract: Contract, { alsoIn, cites }: ListRules): Check[] {
  if (!alsoIn) return [];
  return [
    rule({
      id: 'items/summary',
      level: 'MUST',
      title: `${contract.name} and ${alsoIn.name} list the same ${contentName(contract.body)}`,
      fails: 'an item that only one of the two lists has; not one that came or went meanwhile',
      cites: [...cites, operationCited(alsoIn)],
      reads: [alsoIn.name],
      judge: sameItems(contract, alsoIn),
    }),
  ];
}
