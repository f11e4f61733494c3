import { type Field, spellingsIn } from '../contract/field.ts';
import { type FieldPath, lastOf } from '../contract/field-path.ts';
import { isObject, pointerStep } from '../text/json.ts';
import { readJson } from '../text/json-text.ts';

/** One place in an answer where a field should stand. */
export interface Instance {
  /** Where, for people: `backup.links[0].href`, `backup.description → INC`. */
  readonly label: string;
  /** The value whose schema judges it: the whole body, or the JSON inside a string. */
  readonly document: object;
  /** The JSON Pointer of the field in `document`; of its documented name when it is absent. */
  readonly pointer: string;
  readonly isPresent: boolean;
  readonly value: unknown;
}

/** Where a field stands in every answer: `backup.links[].href`, `backup.description→INC`; empty for the whole body. */
export function placeOf([root, ...fields]: FieldPath): string {
  let place = '';
  let holder = root;
  for (const field of fields) {
    place = below(place, holder, field.names[0]);
    holder = field;
  }
  return place;
}

/** Where a member of the last field of a path stands. */
export const memberPlace = (path: FieldPath, name: string): string => below(placeOf(path), lastOf(path), name);

function below(place: string, { holding }: Field, name: string): string {
  if (holding === 'list') return `${place}[].${name}`;
  if (holding === 'json-text') return `${place}→${name}`;
  return place === '' ? name : `${place}.${name}`;
}

/** The places in a body where the last field of a path should stand: one, or one for each item of a list. */
export function instancesOf(fieldPath: FieldPath, body: object): Instance[] {
  const [root, ...fields] = fieldPath;
  let places: readonly Instance[] = [{ label: '', document: body, pointer: '', isPresent: true, value: body }];
  let holder: Field = root;
  for (const field of fields) {
    const within = holder;
    places = places.flatMap(place =>
      objectsHeldBy(within, place).flatMap(({ object, at }) => instancesIn(field, object, at)),
    );
    holder = field;
  }
  return [...places];
}

type At = Pick<Instance, 'label' | 'document' | 'pointer'>;

/** One instance for each accepted spelling that is present; one absent instance when none is. */
function instancesIn(field: Field, object: object, at: At): Instance[] {
  const record = object as Readonly<Record<string, unknown>>;
  const present = spellingsIn(field, record);
  const separator = at.label === '' || at.label.endsWith('→ ') ? '' : '.';
  return (present.length > 0 ? present : [field.names[0]]).map(name => ({
    label: `${at.label}${separator}${name}`,
    document: at.document,
    pointer: `${at.pointer}/${pointerStep(name)}`,
    isPresent: present.length > 0,
    value: present.length > 0 ? record[name] : undefined,
  }));
}

/** The objects in an instance that contain the members of the field; none when its value is of another kind. */
export function objectsHeldBy(field: Field, instance: Instance): { object: object; at: At }[] {
  const { label, document, pointer, value } = instance;
  if (field.holding === 'json-text') {
    const inner = memberedJson(field, value);
    return inner ? [{ object: inner, at: { label: `${label} → `, document: inner, pointer: '' } }] : [];
  }
  if (field.holding === 'list' && Array.isArray(value)) {
    return value.flatMap((object, index) =>
      isObject(object)
        ? [{ object, at: { label: `${label}[${index}]`, document, pointer: `${pointer}/${index}` } }]
        : [],
    );
  }
  return isObject(value) ? [{ object: value, at: { label, document, pointer } }] : [];
}

const parsedTexts = new WeakMap<Field, Map<string, object | undefined>>();

/** The object in a string that is JSON text with at least one of the field's members; any other string is plain text. */
function memberedJson(field: Field, value: unknown): object | undefined {
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return undefined;
  const known = parsedTexts.get(field) ?? new Map<string, object | undefined>();
  parsedTexts.set(field, known);
  if (!known.has(value)) known.set(value, membered(field, value));
  return known.get(value);
}

function membered(field: Field, text: string): object | undefined {
  const json = readJson(text);
  if (json.error !== undefined || !isObject(json.value)) return undefined;
  const object = json.value;
  return field.members.some(member => spellingsIn(member, object).length > 0) ? object : undefined;
}
