import { Ajv2020 as Ajv, type ValidateFunction } from 'ajv/dist/2020.js';
import { terminalSafe } from './terminal-safe.ts';

const compiled = new WeakMap<object, ValidateFunction>();

/**
 * The first place where a JSON value differs from its format: a JSON Pointer (RFC 6901), and what is wrong there. Undefined
 * where there is none. Looks no further: the value may have a million such places.
 * @param format its JSON Schema, one of `schemas/formats/`
 */
export function jsonMisfit(value: unknown, format: object): string | undefined {
  const validate = compiled.get(format) ?? new Ajv({ strict: true, strictRequired: false }).compile(format);
  compiled.set(format, validate);
  if (validate(value)) return undefined;
  // Of several alternatives, the last error says that none of them fits.
  const error = validate.errors?.at(-1);
  const unknown: unknown = error?.params.additionalProperty;
  const what = typeof unknown === 'string' ? `must not have a member ${JSON.stringify(unknown)}` : error?.message;
  return terminalSafe(`${error?.instancePath || 'the whole file'} ${what}`.slice(0, longest));
}

/** A name in a foreign file may be a megabyte. */
const longest = 300;
