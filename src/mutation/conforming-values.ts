import type { Field } from '../contract/field.ts';
import type { Rule } from '../contract/notes.ts';
import { isObject } from '../text/json.ts';

/** A value that a field may have, with what it is, for people. The same words mean the same kind of value everywhere. */
export type ConformingValue = readonly [what: string, value: unknown];

/** Values of a field's type that keep its rules; none where only the answer as a whole decides. */
export function conformingValues(field: Field): ConformingValue[] {
  const [rule, ...others] = field.rules.map(one => one.rule);
  const values = others.length > 0 ? [] : rule ? keeping(rule) : ofType(field);
  return [...values, ...(field.nullable ? [['null where it is ruled', null] as const] : [])];
}

/** Another value that keeps the field's rules; the present one where none is known. */
export function otherConformingValue(field: Field, present: unknown): unknown {
  const others = conformingValues(field).filter(([, value]) => value !== null && !isSame(value, present));
  return others.length > 0 ? others[0]?.[1] : present;
}

/** Another value in any case, of the same type as far as possible. */
export function anotherValue(field: Field, present: unknown): unknown {
  const other = otherConformingValue(field, present);
  return isSame(other, present) ? unlike(present, field) : other;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function unlike(value: unknown, { type }: Field): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.length > 1 ? value.toReversed() : [...value, {}];
  if (isObject(value)) return { ...value, another: true };
  if (type === 'array') return [];
  return value === 'another' ? 'yet another' : 'another';
}

/** Values that a rule is known to allow; none where it depends on the request or on other fields. */
function keeping(rule: Rule): ConformingValue[] {
  switch (rule.rule) {
    case 'one-of':
      return rule.values.map((value, index) => [`documented value ${index + 1}`, value]);
    case 'not-negative':
      return wholeNumbers;
    case 'time':
      return times;
    case 'absolute-url':
      return urls;
    default:
      return [];
  }
}

const wholeNumbers: ConformingValue[] = [
  ['large numbers', 2 ** 40],
  ['numbers that are 0', 0],
];

const times: ConformingValue[] = [
  ['times in whole seconds', '2024-02-29T22:15:09'],
  ['times in microseconds', '2024-02-29T22:15:09.000001'],
  ['times with Z', '2024-02-29T22:15:09.5Z'],
  ['times with an offset', '2024-02-29T22:15:09+05:30'],
];

const urls: ConformingValue[] = [
  ['addresses with a port', 'https://host.test:8443/path'],
  ['addresses of IPv6', 'http://[2001:db8::1]/'],
];

const texts: ConformingValue[] = [
  ['plain texts', 'a plain text'],
  ['empty texts', ''],
  ['texts beyond ASCII', 'sauvegarde – été 備份 🗄 "q" <b>&\\'],
  ['texts with signs of patterns', '100%_[a-z]*?'],
];

function ofType(field: Field): ConformingValue[] {
  switch (field.type) {
    case 'string':
      return field.holding === 'json-text' ? [...texts, ...jsonTexts(field)] : texts;
    case 'integer':
      return [...wholeNumbers, ['negative numbers', -1]];
    case 'number':
      return [...wholeNumbers, ['negative numbers', -1], ['fractions', 0.5]];
    case 'boolean':
      return [
        ['booleans that are true', true],
        ['booleans that are false', false],
      ];
    case 'array':
      return field.holding
        ? [['empty lists', []]]
        : [
            ['empty lists', []],
            ['mixed lists', [7, 'text', null]],
          ];
    case 'object':
      return field.holding
        ? []
        : [
            ['empty objects', {}],
            ['objects of any kind', { any: ['kind'] }],
          ];
  }
}

/** JSON text with the documented members, and texts that only look like it. */
function jsonTexts({ members }: Field): ConformingValue[] {
  const names = members.map(({ names: [name] }) => name);
  const object = Object.fromEntries(
    members.map(member => [member.names[0], conformingValues(member)[0]?.[1] ?? unlike(undefined, member)]),
  );
  return [
    ['JSON text', JSON.stringify(object)],
    ['JSON text with white space', ` ${JSON.stringify(object, null, 1)}\n`],
    ['JSON text of something else', JSON.stringify({ [`not-${names.join('-')}`]: 1 })],
    ['JSON text that is a list', JSON.stringify(names)],
    ['texts that only begin like JSON', `{${names.join('} and {')}}`],
  ];
}
