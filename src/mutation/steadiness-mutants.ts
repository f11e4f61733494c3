import { contentField, contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { type Alteration, altered, unanswered, withJson, withResource, withStatus } from './alterations.ts';
import type { Mutant, Originals } from './mutant.ts';

/** A second read that is refused, or that tells something else although nothing happened. */
export function steadinessMutants(contract: Contract, { full, incremental }: Originals): Mutant[] {
  const envelope = contentName(contract.body);
  const mutant = (name: string, alter: Alteration, original = full): Mutant => ({
    name: `second read: ${name}`,
    kind: 'unsteady',
    breaks: 'steady',
    recording: altered(original, ['show-again'], alter),
  });
  const { steady } = contract;
  const fields = contentField(contract.body).members.filter(({ names }) => !steady.while.includes(names[0]));
  const changed = fields.map(field => {
    return mutant(
      `another ${field.names[0]}`,
      withResource(envelope, resource => changeOf(resource, field.names)),
    );
  });
  const moved = steady.always.map(name =>
    mutant(
      `another ${name} beside another ${steady.while.join(' and ')}`,
      withResource(envelope, resource => {
        const moving = Object.fromEntries(
          steady.while.map(one => [one, one === 'status' ? 'restoring' : '2030-01-01T00:00:00']),
        );
        return Object.assign(changeOf(resource, [name]), moving);
      }),
    ),
  );
  return [
    ...changed,
    ...moved,
    mutant('refused', withStatus(403)),
    mutant('gone', withStatus(404)),
    mutant('empty', withJson({})),
    mutant('not answered', unanswered),
    mutant(
      'another kind of description',
      withResource(envelope, one => Object.assign(one, { description: null })),
      incremental,
    ),
  ];
}

/** Another value of the same type, so that nothing but steadiness is broken by it, as far as that is possible. */
function changeOf(resource: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const name = names.find(one => Object.hasOwn(resource, one)) ?? names[0] ?? '';
  const before = resource[name];
  resource[name] = another(before);
  return resource;
}

function another(value: unknown): unknown {
  if (value === null) return 'now there';
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return [...value].reverse();
  return typeof value === 'string' && /^\d{4}-/.test(value) ? '2001-01-01T00:00:00' : 'another';
}
