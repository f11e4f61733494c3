import { Ajv2020 as Ajv, type ErrorObject } from 'ajv/dist/2020.js';
import type { ParsedNotes } from './notes.ts';

/**
 * What a notes file has that its format does not know or lacks, each as a sentence that begins with `file:line`.
 * @param format the JSON Schema `schemas/formats/page-notes.schema.json`
 */
export function formatProblems(file: string, { content, lineOf }: ParsedNotes, format: object): string[] {
  const ajv = new Ajv({ strict: true, allErrors: true, verbose: true, allowUnionTypes: true });
  const validate = ajv.compile(format);
  return validate(content) ? [] : (validate.errors ?? []).map(error => problem(file, error, lineOf));
}

function problem(file: string, error: ErrorObject, lineOf: ParsedNotes['lineOf']): string {
  const steps = error.instancePath.split('/').slice(1);
  const path = steps.map(step => (/^\d+$/.test(step) ? Number(step) : step));
  const key = error.params.additionalProperty ?? error.params.unevaluatedProperty;
  const what = typeof key === 'string' ? `unknown key "${key}"` : error.message;
  return `${file}:${lineOf(path)}: ${path.join('.') || 'the file'}: ${what}.`;
}
