import type { Contract } from './contract.ts';
import type { Field, FieldRule } from './field.ts';
import { timePattern } from './time.ts';

/** A JSON Schema (2020-12) as data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * The schema of the successful answer: types, presence, nulls as ruled, and the MUST rules that JSON Schema can express.
 * It allows undocumented fields: a check reports these. `$comment` has page and line.
 */
export function bodySchema({ id, title, success, body }: Contract): JsonSchema {
  const { type, members } = body.root;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:vbs-conformance:${id}:${success}`,
    title: `${title}: the answer with status ${success}`,
    ...(type === 'array' ? { type, items: objectOf(members) } : objectOf(members)),
  };
}

/** An open object with these fields; each is required unless another spelling of it is accepted, or it is optional. */
export function objectOf(fields: readonly Field[]): JsonSchema {
  const constant = fields.filter(({ optional }) => !optional);
  const either = constant.filter(({ names }) => names.length > 1);
  return {
    type: 'object',
    required: constant.filter(({ names }) => names.length === 1).map(({ names }) => names[0]),
    properties: Object.fromEntries(fields.flatMap(field => field.names.map(name => [name, fieldSchema(field)]))),
    ...(either.length > 0 ? { allOf: either.map(oneOfTheNames) } : {}),
  };
}

/** Each branch declares what it requires, as ajv's `strictRequired` asks. */
function oneOfTheNames({ names }: Field): JsonSchema {
  return { anyOf: names.map(name => ({ type: 'object', required: [name], properties: { [name]: true } })) };
}

function fieldSchema(field: Field): JsonSchema {
  const { file, line } = field.place;
  const comment = { $comment: `${file}:${line}` };
  if (field.holding === 'json-text') return { ...comment, ...textOrJson(field) };
  const type = field.nullable ? [field.type, 'null'] : field.type;
  const rules = Object.assign({}, ...field.rules.map(ruleKeywords)) as JsonSchema;
  if (field.holding === 'object') return { ...comment, ...objectOf(field.members), type };
  if (field.holding === 'list') return { ...comment, type, items: objectOf(field.members), ...rules };
  return { ...comment, type, ...rules };
}

/** Text that begins like an object is described as JSON text. Only a reader that decodes it can tell whether it is. */
function textOrJson(field: Field): JsonSchema {
  const jsonText = {
    title: 'JSON text',
    type: 'string',
    pattern: '^\\s*\\{',
    contentMediaType: 'application/json',
    contentSchema: objectOf(field.members),
  };
  const nothing = field.nullable ? [{ title: 'none', type: 'null' }] : [];
  return { anyOf: [jsonText, { title: 'plain text', type: 'string' }, ...nothing] };
}

function ruleKeywords({ rule, level }: FieldRule): JsonSchema {
  if (level !== 'MUST') return {};
  if (rule.rule === 'not-negative') return { minimum: 0 };
  if (rule.rule === 'one-of') return { enum: rule.values };
  if (rule.rule === 'time') return { pattern: timePattern };
  if (rule.rule === 'absolute-url') return { pattern: '^https?://' };
  return {};
}
