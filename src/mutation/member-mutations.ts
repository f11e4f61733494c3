import type { Contract } from '../contract/contract.ts';
import { type FieldPath, fieldPathsOf, lastOf } from '../contract/field-path.ts';
import { type Alteration, inSequence, type WritableObject, withText } from './alterations.ts';
import { whereShown } from './change.ts';
import { labelOf, withObjects } from './field-places.ts';
import type { Mutation } from './mutant.ts';

/** A key twice, and members that nobody documented, in every object that the page describes. */
export const memberMutations = (contract: Contract): Mutation[] =>
  objectPaths(contract).flatMap(path => inObject(contract, path));

/** The paths to objects and lists of objects. JSON text may contain any members in addition to its documented ones. */
const objectPaths = ({ body }: Contract): FieldPath[] =>
  [[body.root] satisfies FieldPath, ...fieldPathsOf(body)].filter(path =>
    path.every(({ holding }) => holding === 'object' || holding === 'list'),
  );

function inObject(contract: Contract, path: FieldPath): Mutation[] {
  const { body, acceptedFields } = contract;
  const { members } = lastOf(path);
  const known = [...members.flatMap(({ names }) => names), ...acceptedFields];
  const present: Choice = object => known.find(name => Object.hasOwn(object, name));
  const mutation = (what: string, breaks: string, alteration: Alteration): Mutation => ({
    name: `${labelOf(path, body) || 'body'}: ${what}`,
    kind: 'members',
    breaks: `body/${breaks}`,
    make: whereShown(path, contract)(alteration),
  });
  return [
    mutation('a key twice', 'unique-keys', withMember(path, present)),
    mutation('a key twice, once escaped', 'unique-keys', withMember(path, present, escaped)),
    mutation(
      'an extra member',
      'undocumented-fields',
      withMember(path, () => unlike(known)),
    ),
    mutation(
      'a member named __proto__',
      'undocumented-fields',
      withMember(path, () => '__proto__'),
    ),
  ];
}

/** A name that is none of these. */
const unlike = (names: readonly string[], name = 'extra'): string =>
  names.includes(name) ? unlike(names, `${name}-extra`) : name;

/** A JSON string in which one letter is spelled as an escape. */
const escaped = (text: string): string =>
  text.replace(/[a-z]/i, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Marks a key that is written in a way that `JSON.stringify` never uses: a second time, or with an escape. */
const marker = 'to-be-spelled-otherwise:';
const marked = new RegExp(`"${marker}((?:[^"\\\\]|\\\\.)*)"`, 'g');

/** Which name an object gets once more or for the first time; undefined: none. */
type Choice = (object: WritableObject) => string | undefined;

/** Each object with a further member at its end: the same value again, or some object. */
function withMember(path: FieldPath, choose: Choice, spell = (name: string): string => name): Alteration {
  const lengthened = withObjects(path, object => {
    const name = choose(object);
    if (name === undefined) return;
    object[marker + name] = Object.hasOwn(object, name) ? object[name] : { [Object.keys(object)[0] ?? 'of']: 1 };
  });
  return inSequence(
    lengthened,
    withText(text => text.replace(marked, (_, name: string) => spell(`"${name}"`))),
  );
}
