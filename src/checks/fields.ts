import { contentField, contentIn, isOneResource, nothingToJudge } from '../contract/body.ts';
import { bodySchema, objectOf } from '../contract/body-schema.ts';
import type { Citation } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field, FieldRule } from '../contract/field.ts';
import { firstRead } from '../probes/ways.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { jsonOf } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import { type FieldPath, fieldPathsOf, type Instance, instancesOf } from './instances.ts';
import { inapplicable, judged, unproven } from './judgement.ts';
import { inRead, readsOf } from './reads.ts';
import { type SchemaErrors, schemaErrors } from './schema-errors.ts';
import { shown } from './shown.ts';
import { expectationOf } from './value-rules.ts';

/** The rules on the answer's fields: the envelope, and presence, type and value of every documented field. */
export function fieldChecks(contract: Contract): Check[] {
  const { body } = contract;
  const errors = schemaErrors(() => bodySchema(contract));
  return [
    envelopeCheck(contract),
    ...fieldPathsOf(body)
      .filter(path => path.at(-1) !== body.envelope)
      .flatMap(fieldPath => {
        const field = fieldPath.at(-1) as Field;
        const holder = fieldPath.at(-2) as Field;
        const ofHolder =
          holder.holding === 'json-text' ? schemaErrors(() => ({ ...objectOf(holder.members) })) : errors;
        const values = field.rules.filter(
          ({ rule }) => rule.rule !== 'links-to-this-resource' && rule.rule !== 'relation-types',
        );
        return [
          presenceCheck(contract, fieldPath, field),
          typeCheck(contract, fieldPath, field, ofHolder),
          ...values.map(rule => valueCheck(contract, fieldPath, field, rule)),
        ];
      }),
  ];
}

function envelopeCheck({ id, success, body }: Contract): Check {
  const content = contentField(body);
  const kind = isOneResource(body) ? 'object' : 'list';
  const article = kind === 'object' ? 'an' : 'a';
  const name = body.envelope?.names[0];
  const what = name === undefined ? `${article} ${kind}` : `${article} ${kind} "${name}"`;
  return {
    id: `${id}/response/envelope`,
    kind: 'fields',
    level: 'MUST',
    title: name === undefined ? `the answer is ${what}` : `the answer is an object with ${what} in it`,
    fails:
      name === undefined
        ? `a body that is no JSON ${kind}`
        : `a body that is no JSON object, or whose "${name}" is missing or no ${kind}`,
    cites: content.cites,
    judge: asked => {
      const { response, failure } = asked.exchange(firstRead) ?? {};
      if (response?.status !== success) return unproven(`no answer with status ${success} to judge`, [firstRead]);
      if (failure) return unproven(`no complete answer to judge: ${failure.message}`, [firstRead]);
      const json = jsonOf(response);
      if (json.error !== undefined) return unproven(`no JSON to judge: ${json.error}`, [firstRead]);
      const { value } = json;
      const isWrapped = name !== undefined && isObject(value);
      const actual = isWrapped ? value[name] : value;
      const title = isWrapped ? name : 'the body';
      const holds = contentIn(body, value) !== undefined;
      return judged([{ title, expected: what, actual: shown(actual), holds }], [firstRead]);
    },
  };
}

function presenceCheck(contract: Contract, fieldPath: FieldPath, field: Field): Check {
  const names = field.names.map(name => `\`${name}\``).join(' or ');
  return {
    id: `${contract.id}/${field.id}/presence`,
    kind: 'fields',
    level: 'MUST',
    title: `${names} is there${field.nullable ? ', null at least' : ''}`,
    fails: `an answer without ${names}`,
    cites: field.cites,
    judge: asked =>
      overInstances(contract, fieldPath, asked, instances =>
        instances.map(({ label, isPresent, value }) => ({
          title: label,
          expected: 'to be there',
          actual: isPresent ? shown(value) : 'nothing',
          holds: isPresent,
        })),
      ),
  };
}

function typeCheck(contract: Contract, fieldPath: FieldPath, field: Field, errors: SchemaErrors): Check {
  const expected = typeWords(field);
  return {
    id: `${contract.id}/${field.id}/type`,
    kind: 'fields',
    level: 'MUST',
    title: `\`${field.names[0]}\` is ${expected}`,
    fails: `any other JSON type${field.nullable ? '' : ', null included'}`,
    cites: field.cites,
    judge: asked =>
      overInstances(contract, fieldPath, asked, instances =>
        instances.filter(isPresent).map(({ label, document, pointer, value }) => {
          const found = errors(document);
          const itemPointers = Array.isArray(value) ? value.map((_, index) => `${pointer}/${index}`) : [];
          const wrong = [pointer, ...itemPointers].some(at => found.get(at)?.some(isTypeError));
          return { title: label, expected, actual: shown(value), holds: !wrong };
        }),
      ),
  };
}

function valueCheck(contract: Contract, fieldPath: FieldPath, field: Field, { rule, level, cites }: FieldRule): Check {
  const mayBeElsewhere = rule.rule === 'same-as-path' && rule.administrators === 'elsewhere';
  return {
    id: `${contract.id}/${field.id}/value`,
    kind: 'fields',
    level,
    title: `\`${field.names[0]}\` is ${ruleWords(rule)}`,
    fails: 'any other value of the right type',
    cites: [...cites, ...parameterCited(contract, rule), ...field.cites.slice(1)],
    judge: asked => {
      const { target } = asked.recording;
      const expectation = expectationOf(rule, asked.parameters);
      if (!expectation) return unproven('the rule does not speak of single values');
      if (mayBeElsewhere && target.admin) return unproven("an administrator may be shown another project's resource");
      return overInstances(contract, fieldPath, asked, instances =>
        instances
          .filter(({ value }) => typeof value === field.type || (typeof value === 'number' && field.type === 'integer'))
          .map(({ label, value }) => ({
            title: label,
            expected: expectation.expected,
            actual: shown(value),
            holds: expectation.holds(value),
          })),
      );
    },
  };
}

/** A rule that compares with the path rests on the fact that documents the path's parameter, too. */
function parameterCited({ parameters }: Contract, rule: FieldRule['rule']): Citation[] {
  if (rule.rule !== 'same-as-path') return [];
  return parameters
    .filter(({ name }) => name === rule.parameter)
    .map(({ name, prose, place }) => ({ source: place.file, line: place.line, clause: `${name}: ${prose}` }));
}

/** Judges both reads as far as there is something to judge in them. */
function overInstances(
  contract: Contract,
  fieldPath: FieldPath,
  asked: OperationRecording,
  assertionsOf: (instances: readonly Instance[]) => readonly Assertion[],
): Judgement {
  const reads = readsOf(asked, contract).map(({ read, body }) => ({ read, own: instancesOf(fieldPath, body) }));
  if (reads.length === 0) return unproven(nothingToJudge(contract.body), [firstRead]);
  const exchanges = reads.map(({ read }) => read);
  const instances = reads.flatMap(({ own }) => own);
  const holder = fieldPath.at(-2) as Field;
  if (instances.length === 0) return noInstance(holder, exchanges);
  const assertions = reads.flatMap(({ read, own }) =>
    assertionsOf(own).map(one => ({ ...one, title: inRead(one.title, read) })),
  );
  if (assertions.length > 0) return judged(assertions, exchanges);
  const present = instances.filter(isPresent);
  if (present.length === 0) return unproven('the field is missing, which its presence check tells', exchanges);
  if (present.every(({ value }) => value === null)) return inapplicable('the field is null', exchanges);
  return unproven('the field has another type, which its type check tells', exchanges);
}

function noInstance(holder: Field, exchanges: readonly string[]): Judgement {
  const [name] = holder.names;
  if (holder.holding !== 'json-text') return unproven(`\`${name}\` holds nothing to judge`, exchanges);
  const members = holder.members.map(member => member.names[0]).join(' or ');
  return inapplicable(`\`${name}\` is no JSON text with ${members}`, exchanges);
}

const isPresent = (instance: Instance): boolean => instance.isPresent;

/** `anyOf` stands for the types of a field that may be plain or JSON text. */
const isTypeError = ({ keyword }: { readonly keyword: string }): boolean => keyword === 'type' || keyword === 'anyOf';

function typeWords({ type, nullable, holding }: Field): string {
  const article = /^[aeiou]/.test(type) ? 'an' : 'a';
  const words = holding === 'list' ? 'a list of objects' : `${article} ${type}`;
  return nullable ? `${words} or null` : words;
}

function ruleWords(rule: FieldRule['rule']): string {
  if (rule.rule === 'same-as-path') return `the ${rule.parameter} of the path`;
  if (rule.rule === 'one-of') return `one of ${rule.values.join(', ')}`;
  if (rule.rule === 'not-negative') return 'not negative';
  if (rule.rule === 'time') return 'a time';
  return 'an absolute http or https URL';
}
