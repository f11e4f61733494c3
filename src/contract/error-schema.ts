import type { JsonSchema } from './body-schema.ts';

/**
 * The schema of an OpenStack error body: one member that names the fault (`itemNotFound`, or `error` as Keystone's
 * middleware says) and contains code and message.
 */
export const errorSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:vbs-conformance:error',
  title: 'An error answer',
  $comment: 'OpenStack API SIG, Errors; Cinder and keystonemiddleware answer in this form',
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: {
    type: 'object',
    required: ['code', 'message'],
    properties: {
      code: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
      message: { type: 'string', minLength: 1 },
    },
  },
};
