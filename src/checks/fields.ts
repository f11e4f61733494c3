import { contentField, nothingToJudge } from '../contract/body.ts';
import { bodySchema, objectOf } from '../contract/body-schema.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { type FieldPath, fieldPathsOf, holderOf, lastOf } from '../contract/field-path.ts';
import type { PathValues } from '../contract/path.ts';
import { behindSelf } from '../probes/link-slots.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead } from '../probes/ways.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import { parameterCited } from './citations.ts';
import { typeDeviation } from './deviation.ts';
import { envelopeCheck } from './envelope.ts';
import { type Instance, instancesOf, placeOf } from './instances.ts';
import { inapplicable, judged, unproven, unprovenByOther } from './judgement.ts';
import { answersOf, inRead, type ReadContent } from './reads.ts';
import { noItems } from './resources.ts';
import { rulesOf } from './rule.ts';
import { type SchemaErrors, schemaErrors } from './schema-errors.ts';
import { type ValueRule, valueRuleOf } from './value-rules.ts';
import { valueText } from './value-text.ts';

/** The rules on the answer's fields: the envelope, and presence, type and value of every documented field. */
export function fieldChecks(contract: Contract): Check[] {
  const { body } = contract;
  const ofBody = schemaErrors(() => bodySchema(contract));
  const checks = fieldPathsOf(body)
    .filter(path => lastOf(path) !== body.envelope)
    .flatMap(path => {
      const { holding, members } = holderOf(path);
      return checksOn(contract, path, holding === 'json-text' ? schemaErrors(() => objectOf(members)) : ofBody);
    });
  return [envelopeCheck(contract), ...checks];
}

/** @param errors finds what is wrong in the JSON that the field is part of */
function checksOn(contract: Contract, path: FieldPath, errors: SchemaErrors): Check[] {
  const rule = rulesOf(contract, 'fields');
  const field = lastOf(path);
  const [name] = field.names;
  const spellings = field.names.map(one => `\`${one}\``).join(' or ');
  const needs = [behindSelf, ...(path.some(({ optional }) => optional) ? [listNames.walk, listNames.count] : [])];
  const isPresent = rule({
    id: `${field.id}/presence`,
    level: 'MUST',
    title: `${spellings} is present${field.nullable ? ' (null is allowed)' : ''}`,
    fails: `an answer without ${spellings}`,
    cites: field.cites,
    needs,
    judge: inEachInstance(contract, path, instance => presence(instance, path)),
  });
  return [
    ...(field.optional ? [] : [isPresent]),
    rule({
      id: `${field.id}/type`,
      level: 'MUST',
      title: `\`${name}\` is ${typeWords(field)}`,
      fails: `${field.nullable ? '' : 'null, or '}any other JSON type`,
      cites: field.cites,
      needs,
      judge: inEachInstance(contract, path, instance => rightType(instance, path, errors)),
    }),
    ...field.rules.flatMap(({ rule: own, level, cites }) => {
      const valueRule = valueRuleOf(own);
      if (!valueRule) return [];
      return rule({
        id: `${field.id}/value`,
        level,
        title: `\`${name}\` is ${valueRule.words}`,
        fails: 'any other value of the right type',
        cites: [
          ...cites,
          // A comparison with the path also depends on the fact that documents the parameter.
          ...(own.rule === 'same-as-path' ? parameterCited(contract, own.parameter) : []),
          ...field.cites.slice(1),
        ],
        needs,
        judge: recorded => {
          const mayDiffer = own.rule === 'same-as-path' && own.administrators === 'elsewhere';
          if (mayDiffer && recorded.recording.target.admin) {
            return unproven('an administrator may see resources of other projects, so the project is not compared');
          }
          const assertionOf = (one: Instance) => rightValue(one, path, valueRule, recorded.parameters);
          return inEachInstance(contract, path, assertionOf)(recorded);
        },
      });
    }),
  ];
}

/** Asserts something about an instance; undefined when there is nothing to say. */
type AssertionOf = (instance: Instance) => Assertion | undefined;

function presence({ label, isPresent, value }: Instance, path: FieldPath): Assertion {
  return {
    title: label,
    expected: 'present',
    actual: isPresent ? valueText(value) : 'missing',
    deviations: isPresent ? [] : [{ place: placeOf(path), kind: 'absent', expected: 'present', got: 'absent' }],
  };
}

function rightType(instance: Instance, path: FieldPath, errors: SchemaErrors): Assertion | undefined {
  const { label, document, pointer, isPresent, value } = instance;
  if (!isPresent) return undefined;
  const found = errors(document);
  const isWrong = (at: string): boolean => found.get(at)?.some(isTypeError) ?? false;
  const items = Array.isArray(value) ? value.filter((_, index) => isWrong(`${pointer}/${index}`)) : [];
  const field = lastOf(path);
  const place = placeOf(path);
  const deviations = [
    ...(isWrong(pointer) ? [typeDeviation(place, typeName(field), value)] : []),
    ...items.map(item => typeDeviation(`${place}[]`, 'object', item)),
  ];
  return { title: label, expected: typeWords(field), actual: valueText(value), deviations };
}

/** The keyword is `anyOf` for a field that may be plain text or JSON text. */
const isTypeError = ({ keyword }: { readonly keyword: string }): boolean => keyword === 'type' || keyword === 'anyOf';

function rightValue(
  { label, value }: Instance,
  path: FieldPath,
  rule: ValueRule,
  parameters: PathValues,
): Assertion | undefined {
  const { type } = lastOf(path);
  const hasType = typeof value === type || (typeof value === 'number' && type === 'integer');
  if (!hasType) return undefined;
  return {
    title: label,
    expected: rule.expected(parameters),
    actual: valueText(value),
    deviations: rule.isKept(value, parameters)
      ? []
      : [{ place: placeOf(path), kind: 'value', expected: rule.name, got: 'other' }],
  };
}

/** Judges the instances of a field in every answer that shows the resource. */
const inEachInstance =
  (contract: Contract, path: FieldPath, assertionOf: AssertionOf): Check['judge'] =>
  recorded => {
    const answers = answersOf(recorded, contract);
    const reads = answers.map(({ read, body }) => ({ read, own: instancesOf(path, body) }));
    if (reads.length === 0) return unprovenByOther(nothingToJudge(contract.body), [firstRead]);
    const exchanges = reads.map(({ read }) => read);
    const instances = reads.flatMap(({ own }) => own);
    const nothing = instances.some(({ isPresent }) => isPresent) ? undefined : whyNothing(contract, path, answers);
    if (nothing) return { ...nothing, exchanges };
    if (instances.length === 0) return noInstance(holderOf(path), exchanges);
    const assertions = reads.flatMap(({ read, own }) =>
      own.flatMap(assertionOf).flatMap(one => (one ? { ...one, title: inRead(one.title, read) } : [])),
    );
    if (assertions.length > 0) return judged(assertions, exchanges);
    const present = instances.filter(({ isPresent }) => isPresent);
    if (present.length === 0)
      return unprovenByOther('the field is missing; its presence check reports that', exchanges);
    if (present.every(one => one.value === null)) return inapplicable('the field is null', exchanges);
    return unprovenByOther('the field has another type; its type check reports that', exchanges);
  };

/** Why no answer has a field though none deviates: only some have it, or the list is empty. */
function whyNothing(contract: Contract, path: FieldPath, answers: readonly ReadContent[]): Judgement | undefined {
  const content = contentField(contract.body);
  if (path.includes(content) && answers.every(one => Array.isArray(one.content) && one.content.length === 0)) {
    return unproven(noItems(contract.body));
  }
  const index = path.findIndex(({ optional }) => optional);
  const optional = path[index];
  const [root, ...rest] = path.slice(0, index + 1);
  if (!optional || !root) return undefined;
  const isAbsent = answers.every(({ body }) => instancesOf([root, ...rest], body).every(one => !one.isPresent));
  return isAbsent ? inapplicable(`no answer has \`${optional.names[0]}\``) : undefined;
}

function noInstance({ names, holding, members }: Field, exchanges: readonly string[]): Judgement {
  const holder = names[0] === '' ? 'the body' : `\`${names[0]}\``;
  if (holding !== 'json-text') return unprovenByOther(`${holder} contains nothing to judge`, exchanges);
  const inside = members.map(member => member.names[0]).join(' or ');
  return inapplicable(`${holder} is not JSON text with ${inside}`, exchanges);
}

/** The types that a field may have, as a deviation names them. */
const typeName = ({ type, nullable }: Field): string =>
  `${type === 'array' ? 'list' : type}${nullable ? ' or null' : ''}`;

function typeWords({ type, nullable, holding }: Field): string {
  const article = /^[aeiou]/.test(type) ? 'an' : 'a';
  const words = holding === 'list' ? 'a list of objects' : `${article} ${type}`;
  return nullable ? `${words} or null` : words;
}
