import { nothingToJudge } from '../contract/body.ts';
import type { Contract, ListRules } from '../contract/contract.ts';
import { contentPath } from '../contract/field-path.ts';
import { firstRead } from '../probes/ways.ts';
import type { Assertion, Check } from './check.ts';
import { memberPlace } from './instances.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { inRead, readsOf } from './reads.ts';
import { byIdentity, noItems, placedResources } from './resources.ts';
import { valueText } from './value-text.ts';

/** No read lists an item twice. */
export const eachOnce =
  (contract: Contract, { identity: field }: ListRules): Check['judge'] =>
  recorded => {
    const { body } = contract;
    const reads = readsOf(recorded, contract);
    const names = reads.map(({ read }) => read);
    if (reads.length === 0) return unprovenByOther(nothingToJudge(body), [firstRead]);
    if (reads.every(({ content }) => placedResources(content, body).length === 0))
      return unproven(noItems(body), names);
    const place = memberPlace(contentPath(body), field);
    const assertions = reads.flatMap(({ read, content }) =>
      Array.from(byIdentity(content, contract), ([identity, [first, ...others]]): Assertion => {
        const labels = [first, ...others].flatMap(one => one?.label ?? []);
        return {
          title: inRead(`${field} ${valueText(identity)}`, read),
          expected: 'one item',
          actual: labels.join(' and '),
          deviations: others.length > 0 ? [{ place, kind: 'duplicate', expected: 'once', got: 'several' }] : [],
        };
      }),
    );
    return assertions.length > 0
      ? judged(assertions, names)
      : unprovenByOther(`no item has ${field}, which tells it from others`, names);
  };
