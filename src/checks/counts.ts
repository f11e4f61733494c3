import { contentName } from '../contract/body.ts';
import type { Citation } from '../contract/citation.ts';
import type { Contract, Count } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { type FieldPath, fieldPathsOf, lastOf } from '../contract/field-path.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { pageIn } from '../recording/list-items.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { jsonValue } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import type { Assertion, Check } from './check.ts';
import { typeDeviation } from './deviation.ts';
import { type Instance, instancesOf, placeOf } from './instances.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { itemsMoved, type KnownItems } from './known-items.ts';
import { byKnown, isPart, notWhole, partOf } from './list-parts.ts';
import { inRead, readNames } from './reads.ts';
import { rulesOf } from './rule.ts';
import { valueText } from './value-text.ts';

const countingGuideline: Citation = {
  source: 'OpenStack API SIG, Counting Resources',
  clause:
    'the count is an integer next to the list: the total, which may be larger than the number of resources returned',
};

/** The rule on the number of items. The page says when an answer has it, and a ruling what it counts: MUST. */
export function countChecks(contract: Contract): Check[] {
  const { list, body } = contract;
  const count = list?.count;
  const path = count && fieldPathsOf(body).find(one => lastOf(one).id === count.field.id);
  if (!count || !path) return [];
  const content = contentName(body);
  const what = count.counts === 'all' ? `all ${content}` : `the ${content} in the answer`;
  return [
    rulesOf(
      contract,
      'paging',
    )({
      id: listNames.count,
      level: 'MUST',
      title: `\`${nameOf(count.field)}\` is the number of ${what}, and only there if \`${count.parameter.name}\` asks for it`,
      fails: `no number, another number than that of ${what}, or a number that nobody asked for`,
      cites: [...count.cites, countingGuideline],
      needs: [listNames.count],
      judge: isRight(count, path, contract),
    }),
  ];
}

const nameOf = ({ names }: Field): string => names[0];

const isRight = (count: Count, path: FieldPath, contract: Contract): Check['judge'] =>
  byKnown(contract, (known, recorded) => {
    const part = partOf(listNames.count, recorded, contract, count.parameter.since);
    if (!isPart(part)) return part;
    const names = [...readNames, part.name];
    const unasked = readNames.flatMap(read => countsIn(read, path, recorded).map(one => isAbsent(one, path, read)));
    const counted = countsIn(part.name, path, recorded);
    const numbers = counted.map(one => isNumber(one, path));
    const judgement = judged([...unasked, ...numbers], names);
    if (judgement.outcome === 'failed') return judgement;
    const why = count.counts === 'all' ? whyUncertain(known, recorded, contract) : undefined;
    if (why) return why;
    const total = count.counts === 'all' ? known.items.size : part.items.length;
    return judged([...unasked, ...counted.map(one => isTotal(one, path, total))], names);
  });

/** The places in an answer where the count should stand. */
function countsIn(name: string, path: FieldPath, recorded: OperationRecording): Instance[] {
  const response = recorded.exchange(name)?.response;
  const body = response && jsonValue(response);
  return isObject(body) || Array.isArray(body) ? instancesOf(path, body) : [];
}

function isAbsent({ label, isPresent, value }: Instance, path: FieldPath, read: string): Assertion {
  return {
    title: inRead(`${label}, unasked`, read),
    expected: 'absent',
    actual: isPresent ? valueText(value) : 'absent',
    deviations: isPresent ? [{ place: placeOf(path), kind: 'extra', expected: 'absent', got: 'present' }] : [],
  };
}

const isNumber = ({ label, value }: Instance, path: FieldPath): Assertion => ({
  title: label,
  expected: 'an integer',
  actual: valueText(value),
  deviations: Number.isInteger(value) ? [] : [typeDeviation(placeOf(path), 'integer', value)],
});

const isTotal = ({ label, value }: Instance, path: FieldPath, total: number): Assertion => ({
  title: label,
  expected: String(total),
  actual: valueText(value),
  deviations: value === total ? [] : [{ place: placeOf(path), kind: 'value', expected: 'total', got: 'other' }],
});

/** Why the number of all items is not certain. */
function whyUncertain(known: KnownItems, recorded: OperationRecording, contract: Contract) {
  const names = [...readNames, listNames.count];
  if (!known.isComplete) return unproven(notWhole(contract), names);
  if (known.moving.size > 0) return unproven(itemsMoved, names);
  const items = pageIn(recorded.exchange(firstRead), contract)?.items ?? [];
  if (items.length === known.items.size) return undefined;
  return unprovenByOther('the list has items that cannot be told apart, so that their number is not certain', names);
}
