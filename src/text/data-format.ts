import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';

/**
 * Where a value differs from its format for the first time: `checks.17.verdict: must be string`; undefined where it does
 * not. Stops at the first difference, for a hostile file may have millions.
 * @param format a JSON Schema
 */
export function formatFault(value: unknown, format: object): string | undefined {
  const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(format);
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  const place = error?.instancePath.split('/').slice(1).join('.') ?? '';
  const { additionalProperty, allowedValues } = error?.params ?? {};
  const keys = typeof additionalProperty === 'string' ? ` ("${additionalProperty.slice(0, longestKey)}")` : '';
  const values = Array.isArray(allowedValues) ? ` (${allowedValues.join(', ')})` : '';
  return `${(place || 'the whole').slice(0, longestKey)}: ${error?.message ?? 'differs'}${keys}${values}`;
}

/** Characters of a key that are shown. */
const longestKey = 100;
