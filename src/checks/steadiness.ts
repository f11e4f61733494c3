import { contentField, contentName, isOneResource, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { type Field, spellingsIn } from '../contract/field.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { resourceOf } from '../recording/response-json.ts';
import type { Assertion, Check } from './check.ts';
import { judged, unproven } from './judgement.ts';
import { putOff } from './put-off.ts';
import { readNames } from './reads.ts';
import { shown } from './shown.ts';

/** Two reads of the backup agree: always in what identifies it, in the rest as long as nothing happened to it. */
export function steadinessChecks(contract: Contract): Check[] {
  const { id, body, steady } = contract;
  if (!isOneResource(body)) return [];
  const { members } = contentField(body);
  const name = contentName(body);
  const check: Check = {
    id: `${id}/steady`,
    kind: 'steadiness',
    level: 'MUST',
    title: `two reads agree in ${steady.always.join(', ')}, and in the rest while ${steady.while.join(' and ')} are unchanged`,
    fails: 'a second read that is refused or tells something else',
    cites: members
      .filter(({ names }) => names.some(one => steady.always.includes(one)))
      .flatMap(({ cites }) => cites.slice(0, 1)),
    judge: asked => {
      const first = resourceOf(asked.exchange(firstRead), contract);
      if (!first) return unproven(nothingToJudge(body), [firstRead]);
      const again = asked.exchange(lastRead);
      if (!again) return unproven('there was no second read', [firstRead]);
      const second = resourceOf(again, contract);
      const answer = again.failure?.message ?? `status ${again.response?.status}`;
      const mute = putOff(again.response);
      if (mute) return unproven(`the second read: ${answer}, ${mute}`, [...readNames]);
      if (!second) {
        const expected = `status ${contract.success} with a ${name} object`;
        return judged([{ title: 'the second read', expected, actual: answer, holds: false }], [...readNames]);
      }
      const isUnchanged = steady.while.every(one => isSame(first[one], second[one]));
      const compared = members.filter(({ names }) => isUnchanged || steady.always.includes(names[0]));
      return judged(
        compared.map(field => agreement(field, first, second)),
        [...readNames],
      );
    },
  };
  return [check];
}

type Resource = Readonly<Record<string, unknown>>;

function agreement(field: Field, first: Resource, second: Resource): Assertion {
  const before = heldValue(field, first);
  const after = heldValue(field, second);
  return { title: field.names[0], expected: shown(before), actual: shown(after), holds: isSame(before, after) };
}

function heldValue(field: Field, resource: Resource): unknown {
  const values = spellingsIn(field, resource).map(name => resource[name]);
  return values.length > 1 ? values : values[0];
}

/** Order of members aside, the same JSON; depth is bounded by the reader of JSON texts. */
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
