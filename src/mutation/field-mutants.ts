import { type FieldPath, fieldPathsOf } from '../checks/instances.ts';
import { contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { type Field, spellingsIn } from '../contract/field.ts';
import { hasType } from '../documentation/contradictions.ts';
import type { Recording } from '../recording/recording.ts';
import { isObject } from '../text/json.ts';
import { altered, reads, withResource, withText } from './alterations.ts';
import type { Mutant, Originals } from './mutant.ts';

/** A value of every JSON type, and those that are easily taken for another. */
const strangers: readonly (readonly [string, unknown])[] = [
  ['text', 'text'],
  ['text of digits', '7'],
  ['text of a boolean', 'true'],
  ['an integer', 7],
  ['0', 0],
  ['1', 1],
  ['a fraction', 7.5],
  ['true', true],
  ['null', null],
  ['a list', []],
  ['an object', {}],
];

/** Wrong types, nulls that no ruling allows, absence, misspelling, a move up: of every documented field. */
export function fieldMutants(contract: Contract, { full, incremental }: Originals): Mutant[] {
  return fieldPathsOf(contract.body)
    .filter(path => path.length > 2)
    .flatMap(fieldPath => {
      const isInText =
        fieldPath.some(({ holding }) => holding === 'json-text') && fieldPath.at(-1)?.holding !== 'json-text';
      const original = isInText ? incremental : full;
      return [...typeMutants(contract, fieldPath, original), ...presenceMutants(contract, fieldPath, original)];
    });
}

function typeMutants(contract: Contract, fieldPath: FieldPath, original: Recording): Mutant[] {
  const field = fieldPath.at(-1) as Field;
  const wrong = strangers.filter(([, value]) => !isOfType(field, value));
  const items = field.holding === 'list' ? strangers.filter(([, value]) => !isObject(value)) : [];
  const mutant = (what: string, value: unknown, names = reads): Mutant => ({
    name: `${label(fieldPath)}: ${what}`,
    kind: value === null ? 'null where not ruled' : 'types',
    breaks: `${field.id}/type`,
    recording: inHolders(contract, fieldPath, original, names, (holder, name) => {
      holder[name] = value;
    }),
  });
  return [
    ...wrong.map(([what, value]) => mutant(what, value)),
    ...items.map(([what, value]) => ({ ...mutant(`a list with ${what} in it`, [value]), kind: 'types' })),
    ...wrong
      .slice(0, 1)
      .map(([what, value]) => ({ ...mutant(`${what}, in the second read`, value, ['show-again']), kind: 'unsteady' })),
  ];
}

const isOfType = ({ type, nullable }: Field, value: unknown): boolean =>
  value === null ? nullable : hasType(value, type);

function presenceMutants(contract: Contract, fieldPath: FieldPath, original: Recording): Mutant[] {
  const field = fieldPath.at(-1) as Field;
  const mutant = (what: string, kind: string, names: readonly string[], change: Change): Mutant => ({
    name: `${label(fieldPath)}: ${what}`,
    kind,
    breaks: `${field.id}/presence`,
    recording: inHolders(contract, fieldPath, original, names, change),
  });
  const renamed =
    (spell: (name: string) => string): Change =>
    (holder, name) => {
      holder[spell(name)] = holder[name];
      delete holder[name];
    };
  const isTop = fieldPath.length === 3;
  return [
    mutant('absent', 'presence', reads, remove),
    mutant(
      'misspelt',
      'presence',
      reads,
      renamed(name => `${name}s`),
    ),
    mutant(
      'capitalized',
      'presence',
      reads,
      renamed(name => (name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase())),
    ),
    mutant('absent, in the second read', 'unsteady', ['show-again'], remove),
    ...(isTop
      ? [{ ...mutant('a level up', 'presence', reads, remove), recording: movedUp(contract, field, original) }]
      : []),
  ];
}

type Change = (holder: Record<string, unknown>, name: string) => void;

const remove: Change = (holder, name) => {
  delete holder[name];
};

function movedUp({ body }: Contract, field: Field, original: Recording): Recording {
  const outer = contentName(body);
  const move = withText(text => {
    const { [outer]: resource = {}, ...beside } = JSON.parse(text) as Record<string, Record<string, unknown>>;
    const { [spelled(field, resource)]: moved, ...rest } = resource;
    return JSON.stringify({ ...beside, [spelled(field, resource)]: moved, [outer]: rest });
  });
  return altered(original, reads, move);
}

const spelled = (field: Field, holder: Readonly<Record<string, unknown>>): string =>
  spellingsIn(field, holder)[0] ?? field.names[0];

const label = (fieldPath: FieldPath): string =>
  fieldPath
    .slice(2)
    .map(({ names }) => names[0])
    .join('.');

/** Changes the field wherever an answer holds it: in the resource, in each item of a list, inside JSON text. */
export function inHolders(
  { body }: Contract,
  [, , ...fields]: FieldPath,
  original: Recording,
  names: readonly string[],
  change: Change,
): Recording {
  const within = (holder: Record<string, unknown>, path: readonly Field[]): void => {
    const [field, ...rest] = path;
    if (!field) return;
    const name = spelled(field, holder);
    if (rest.length === 0) {
      change(holder, name);
      return;
    }
    const held = holder[name];
    if (field.holding === 'json-text' && typeof held === 'string') {
      const inner = JSON.parse(held) as Record<string, unknown>;
      within(inner, rest);
      holder[name] = JSON.stringify(inner);
      return;
    }
    for (const inner of Array.isArray(held) ? held : [held]) within(inner as Record<string, unknown>, rest);
  };
  return altered(
    original,
    names,
    withResource(contentName(body), resource => within(resource, fields)),
  );
}
