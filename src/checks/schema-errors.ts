import { Ajv2020 as Ajv, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../contract/body-schema.ts';

/** What a derived schema finds wrong in a value, by JSON Pointer. */
export type SchemaErrors = (value: object) => ReadonlyMap<string, readonly ErrorObject[]>;

/** Compiles a derived schema on first use and validates each value once, in ajv's strict mode. */
export function schemaErrors(schema: () => JsonSchema): SchemaErrors {
  const found = new WeakMap<object, ReadonlyMap<string, readonly ErrorObject[]>>();
  let validate: ValidateFunction | undefined;
  return value => {
    const before = found.get(value);
    if (before) return before;
    validate ??= compiler().compile(schema());
    const errors = byPointer(validate(value) ? [] : (validate.errors ?? []));
    found.set(value, errors);
    return errors;
  };
}

let shared: Ajv | undefined;

/**
 * One compiler for all derived schemas. `derive` and the tests prove that they are valid against their meta-schema;
 * doing that again would take most of the time of a short run.
 */
function compiler(): Ajv {
  shared ??= new Ajv({
    strict: true,
    allErrors: true,
    verbose: true,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
  });
  return shared;
}

function byPointer(errors: readonly ErrorObject[]): ReadonlyMap<string, readonly ErrorObject[]> {
  const groups = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const group = groups.get(error.instancePath);
    if (group) group.push(error);
    else groups.set(error.instancePath, [error]);
  }
  return groups;
}
