import { Ajv2020 as Ajv, type ErrorObject } from 'ajv/dist/2020.js';
import { terminalSafe } from './terminal-safe.ts';
import type { YamlText } from './yaml-text.ts';

/**
 * Where a file differs from its format, each difference as a sentence that begins with `file:line`.
 * @param format its JSON Schema, one of `schemas/formats/`
 */
export function formatProblems(file: string, { content, lineOf }: YamlText, format: object): string[] {
  // Compiled once for each object that is a format.
  const validate = compiler().compile(format);
  if (validate(content)) return [];
  // An unknown key is reported once, by the keyword that names it.
  const errors = (validate.errors ?? []).filter(({ propertyName }) => propertyName === undefined);
  // A key may have line breaks: each problem stays one line.
  return errors.map(error => terminalSafe(problem(file, error, lineOf)));
}

let shared: Ajv | undefined;

/** One compiler for all formats: it proves them against a meta-schema, which takes longer to compile than they do. */
function compiler(): Ajv {
  shared ??= new Ajv({ strict: true, allErrors: true, verbose: true, allowUnionTypes: true, addUsedSchema: false });
  return shared;
}

function problem(file: string, error: ErrorObject, lineOf: YamlText['lineOf']): string {
  const steps = error.instancePath.split('/').slice(1).map(unescaped);
  const path = steps.map(stepFor);
  const { additionalProperty, unevaluatedProperty, propertyName } = error.params;
  const key = additionalProperty ?? unevaluatedProperty ?? propertyName;
  const isUnknown = typeof key === 'string';
  const isNumber = error.params.type === 'string' && typeof error.data === 'number';
  const plain = isNumber ? 'must be a text; put it into quotation marks' : (oneOf(error) ?? error.message);
  const what = isUnknown ? `unknown key "${key}"` : plain;
  const line = lineOf(isUnknown ? [...path, stepFor(key)] : path);
  return `${file}:${line}: ${path.join('.') || 'the file'}: ${what}.`;
}

/** Which values there are, where there are few enough to choose from. */
const oneOf = ({ keyword, params }: ErrorObject): string | undefined =>
  keyword === 'enum' ? `must be one of ${params.allowedValues.join(', ')}` : undefined;

/** YAML reads a key of digits as a number. */
const stepFor = (step: string): string | number => (/^\d+$/.test(step) ? Number(step) : step);

/** The name that a step of a JSON Pointer stands for (RFC 6901, section 3). */
const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
