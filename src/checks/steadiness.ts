import { type Body, contentField, contentName, isOneResource, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { type Field, spellingsIn } from '../contract/field.ts';
import { contentPath } from '../contract/field-path.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { resourceOf } from '../recording/response-json.ts';
import type { JsonObject } from '../text/json.ts';
import { answerText } from '../wire/exchange.ts';
import { resourceWord } from './answer-words.ts';
import type { Assertion, Check } from './check.ts';
import type { Deviation } from './deviation.ts';
import { memberPlace } from './instances.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { putOffReason } from './put-off.ts';
import { readNames } from './reads.ts';
import { rulesOf } from './rule.ts';
import { valueText } from './value-text.ts';

/** Two reads of a resource return the same: always what identifies it, and the rest while the resource is unchanged. */
export function steadinessChecks(contract: Contract): Check[] {
  const { body, steady } = contract;
  if (!isOneResource(body)) return [];
  const rule = rulesOf(contract, 'steadiness');
  return [
    rule({
      id: 'steady',
      level: 'MUST',
      title: `two reads return the same ${steady.always.join(', ')}, and the same other fields while ${steady.while.join(' and ')} are unchanged`,
      fails: 'a second read that is refused or returns something else',
      cites: contentField(body)
        .members.filter(({ names }) => names.some(one => steady.always.includes(one)))
        .flatMap(({ cites }) => cites.slice(0, 1)),
      judge: readsAgree(contract),
    }),
  ];
}

const readsAgree =
  (contract: Contract): Check['judge'] =>
  recorded => {
    const { body, steady, success } = contract;
    const first = resourceOf(recorded.exchange(firstRead), contract);
    if (!first) return unprovenByOther(nothingToJudge(body), [firstRead]);
    const again = recorded.exchange(lastRead);
    if (!again) return unproven('there was no second read', [firstRead]);
    const putOff = putOffReason(again.response);
    if (putOff) return unproven(`the second read got ${answerText(again)}, ${putOff}`, readNames);
    const second = resourceOf(again, contract);
    if (!second) {
      const expected = `status ${success} with a ${contentName(body)} object`;
      const got = resourceWord(again, success);
      const deviations: Deviation[] = [{ place: lastRead, kind: 'unsteady', expected: 'resource', got }];
      return judged([{ title: 'the second read', expected, actual: answerText(again), deviations }], readNames);
    }
    const isUnchanged = steady.while.every(one => isSame(first[one], second[one]));
    const compared = contentField(body).members.filter(({ names }) => isUnchanged || steady.always.includes(names[0]));
    const assertions = compared.map(field => agreement(field, first, second, body));
    return judged(assertions, readNames);
  };

function agreement(field: Field, first: JsonObject, second: JsonObject, body: Body): Assertion {
  const [name] = field.names;
  const before = heldValue(field, first);
  const after = heldValue(field, second);
  const place = memberPlace(contentPath(body), name);
  const got = after === undefined ? 'absent' : 'other';
  return {
    title: name,
    expected: valueText(before),
    actual: valueText(after),
    deviations: isSame(before, after) ? [] : [{ place, kind: 'unsteady', expected: 'same', got }],
  };
}

/** The value of a field; a list of values when the resource has several of its names. */
function heldValue(field: Field, resource: JsonObject): unknown {
  const values = spellingsIn(field, resource).map(name => resource[name]);
  return values.length > 1 ? values : values[0];
}

/** The same JSON, in any order of members. The reader of JSON texts limits the depth. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
