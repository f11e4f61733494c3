import { Ajv2020 as Ajv, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { YamlText } from './yaml-text.ts';

/**
 * Where a file differs from its format, each difference as a sentence that begins with `file:line`.
 * @param format its JSON Schema, one of `schemas/formats/`
 */
export function formatProblems(file: string, { content, lineOf }: YamlText, format: object): string[] {
  const validate = validatorFor(format);
  if (validate(content)) return [];
  // An unknown key is reported once, by the keyword that names it.
  const errors = (validate.errors ?? []).filter(({ propertyName }) => propertyName === undefined);
  return errors.map(error => problem(file, error, lineOf));
}

const validators = new WeakMap<object, ValidateFunction>();

/** Compiled once for each format: that takes longer than to validate a hundred files. */
function validatorFor(format: object): ValidateFunction {
  const before = validators.get(format);
  if (before) return before;
  const validate = new Ajv({ strict: true, allErrors: true, verbose: true, allowUnionTypes: true }).compile(format);
  validators.set(format, validate);
  return validate;
}

function problem(file: string, error: ErrorObject, lineOf: YamlText['lineOf']): string {
  const steps = error.instancePath.split('/').slice(1).map(unescaped);
  const path = steps.map(stepFor);
  const { additionalProperty, unevaluatedProperty, propertyName } = error.params;
  const key = additionalProperty ?? unevaluatedProperty ?? propertyName;
  const isUnknown = typeof key === 'string';
  const isNumber = error.params.type === 'string' && typeof error.data === 'number';
  const plain = isNumber ? 'must be a text; put it into quotation marks' : error.message;
  const what = isUnknown ? `unknown key "${key}"` : plain;
  const line = lineOf(isUnknown ? [...path, stepFor(key)] : path);
  return `${file}:${line}: ${path.join('.') || 'the file'}: ${what}.`;
}

/** YAML reads a key of digits as a number. */
const stepFor = (step: string): string | number => (/^\d+$/.test(step) ? Number(step) : step);

/** The name that a step of a JSON Pointer stands for (RFC 6901, section 3). */
const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
