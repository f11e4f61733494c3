import type { Body } from '../contract/body.ts';
import { type Field, spellingsIn } from '../contract/field.ts';
import { type FieldPath, fieldPathsOf, lastOf } from '../contract/field-path.ts';
import { isObject } from '../text/json.ts';
import { readJson } from '../text/json-text.ts';
import { type Alteration, type WritableObject, withJsonChanged } from './alterations.ts';

/** Every documented field with the fields around it, but for the body itself and the member that wraps the content. */
export const fieldPaths = (body: Body): FieldPath[] =>
  fieldPathsOf(body).filter(path => lastOf(path) !== body.envelope);

/** A field's name for people, from the content inwards: `links.href`. */
export const labelOf = (path: FieldPath, { root, envelope }: Body): string =>
  path
    .filter(field => field !== root && (field !== envelope || lastOf(path) === envelope))
    .map(({ names }) => names[0])
    .join('.');

/** What is done to an object; `outer` is the object around it, where there is one. */
export type Visit = (object: WritableObject, outer: WritableObject | undefined) => void;

/**
 * Visits each object that contains the members of the path's last field: the value itself, the items of a list, or the
 * object in a JSON text, which is written anew. The visit may change them.
 */
export const withObjects = ([root, ...below]: FieldPath, visit: Visit): Alteration =>
  withJsonChanged(body => visited(body, root, below, visit, undefined));

/** The same with each object that contains the path's last field, or should contain it. */
export const withHolders = (path: FieldPath, visit: Visit): Alteration =>
  withObjects([path[0], ...path.slice(1, -1)], visit);

/** Answered with another value for the field wherever it stands or should stand. */
export function withFieldValue(path: FieldPath, change: (value: unknown) => unknown): Alteration {
  const field = lastOf(path);
  return withHolders(path, holder => {
    const present = spellingsIn(field, holder);
    for (const name of present.length > 0 ? present : [field.names[0]]) holder[name] = change(holder[name]);
  });
}

function visited(
  value: unknown,
  field: Field,
  below: readonly Field[],
  visit: Visit,
  outer: WritableObject | undefined,
): unknown {
  if (field.holding === 'json-text') {
    const inner = jsonTextOf(field, value);
    if (!inner) return value;
    visitOne(inner, below, visit, outer);
    return JSON.stringify(inner);
  }
  const objects = field.holding === 'list' ? (Array.isArray(value) ? value : []) : [value];
  for (const object of objects) if (isObject(object)) visitOne(object as WritableObject, below, visit, outer);
  return value;
}

function visitOne(
  object: WritableObject,
  [next, ...below]: readonly Field[],
  visit: Visit,
  outer: WritableObject | undefined,
): void {
  if (!next) visit(object, outer);
  else for (const name of spellingsIn(next, object)) object[name] = visited(object[name], next, below, visit, object);
}

/** The object in a JSON text that has one of the field's members; every other string is plain text. */
function jsonTextOf({ members }: Field, value: unknown): WritableObject | undefined {
  const json = typeof value === 'string' ? readJson(value) : undefined;
  const object = json?.error === undefined ? json?.value : undefined;
  if (!isObject(object) || !members.some(member => spellingsIn(member, object).length > 0)) return undefined;
  return object as WritableObject;
}
