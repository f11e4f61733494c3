import type { Contract } from '../contract/contract.ts';
import { type Field, spellingsIn } from '../contract/field.ts';
import { resourceIn } from '../recording/response-json.ts';
import type { Assertion, Check } from './check.ts';
import { judged, unproven } from './judgement.ts';
import { putOff } from './put-off.ts';
import { shown } from './shown.ts';

/** Two reads of the backup agree: always in what identifies it, in the rest as long as nothing happened to it. */
export function steadinessChecks(contract: Contract): Check[] {
  const { id, envelope, steady } = contract;
  const [name] = envelope.names;
  const check: Check = {
    id: `${id}/steady`,
    kind: 'steadiness',
    level: 'MUST',
    title: `two reads agree in ${steady.always.join(', ')}, and in the rest while ${steady.while.join(' and ')} are unchanged`,
    fails: 'a second read that is refused or tells something else',
    cites: envelope.members
      .filter(({ names }) => names.some(one => steady.always.includes(one)))
      .flatMap(({ cites }) => cites.slice(0, 1)),
    judge: reading => {
      const first = resourceIn(reading.exchange('show'), name);
      if (!first) return unproven(`no ${name} object to judge`, ['show']);
      const again = reading.exchange('show-again');
      if (!again) return unproven('there was no second read', ['show']);
      const second = resourceIn(again, name);
      const answer = again.failure?.message ?? `status ${again.response?.status}`;
      const mute = putOff(again.response);
      if (mute) return unproven(`the second read: ${answer}, ${mute}`, ['show', 'show-again']);
      if (!second) {
        const expected = `status 200 with a ${name} object`;
        return judged([{ title: 'the second read', expected, actual: answer, holds: false }], ['show', 'show-again']);
      }
      const isUnchanged = steady.while.every(one => isSame(first[one], second[one]));
      const compared = envelope.members.filter(({ names }) => isUnchanged || steady.always.includes(names[0]));
      return judged(
        compared.map(field => agreement(field, first, second)),
        ['show', 'show-again'],
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
