import { isObject, pointerStep } from '../text/json.ts';
import type { BodyFact, FieldFact } from './fact.ts';

/** The field that is the resource, or the list of resources. */
export const contentFact = ({ root, envelope }: BodyFact): FieldFact => envelope ?? root;

/** What a JSON text has where the resource or the list should be; undefined where the envelope is missing. */
export function contentValue({ envelope }: BodyFact, value: unknown): unknown {
  if (!envelope) return value;
  return isObject(value) && Object.hasOwn(value, envelope.name) ? value[envelope.name] : undefined;
}

/** A documented field that a JSON text has in the other place: in the resource, or next to its envelope. */
interface Elsewhere {
  readonly field: FieldFact;
  readonly documented: 'in the resource' | 'next to the envelope';
  /** Where the text has it: a JSON Pointer (RFC 6901). */
  readonly pointer: string;
}

/** The fields that a JSON text has in the other place, and not in their own. */
export function elsewhereIn(body: BodyFact, value: unknown): Elsewhere[] {
  const { root, envelope } = body;
  if (!envelope || !isObject(value)) return [];
  const content = contentValue(body, value);
  const resources = Array.isArray(content) ? content : [content];
  const pointerTo = (name: string): string | undefined => {
    const index = resources.findIndex(one => isObject(one) && Object.hasOwn(one, name));
    if (index === -1) return undefined;
    return `/${pointerStep(envelope.name)}${Array.isArray(content) ? `/${index}` : ''}/${pointerStep(name)}`;
  };
  const has = (fields: readonly FieldFact[], name: string): boolean => fields.some(field => field.name === name);
  const outside = envelope.members.flatMap((field): Elsewhere[] => {
    const { name } = field;
    const isBeside = Object.hasOwn(value, name) && pointerTo(name) === undefined && !has(root.members, name);
    return isBeside ? [{ field, documented: 'in the resource', pointer: `/${pointerStep(name)}` }] : [];
  });
  const inside = root.members.flatMap((field): Elsewhere[] => {
    const { name } = field;
    const pointer = Object.hasOwn(value, name) || has(envelope.members, name) ? undefined : pointerTo(name);
    return pointer === undefined ? [] : [{ field, documented: 'next to the envelope', pointer }];
  });
  return [...outside, ...inside];
}

/** The body with these fields, named by their ids, in the other place. */
export function withOtherPlaces(body: BodyFact, ids: ReadonlySet<string>): BodyFact {
  const { root, envelope } = body;
  if (!envelope) return body;
  const moves = ({ id }: FieldFact): boolean => ids.has(id);
  const stays = (field: FieldFact): boolean => !moves(field);
  const inside = [...envelope.members.filter(stays), ...root.members.filter(moves)];
  const wrapping = { ...envelope, members: inside };
  const beside = root.members.filter(stays).map(member => (member === envelope ? wrapping : member));
  return { root: { ...root, members: [...beside, ...envelope.members.filter(moves)] }, envelope: wrapping };
}
