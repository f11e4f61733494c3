import type { OpenAPIV3_1 } from 'openapi-types';
import { capitalized } from '../text/capitalized.ts';
import { bodySchema, type JsonSchema } from './body-schema.ts';
import type { Contract } from './contract.ts';
import { errorSchema } from './error-schema.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** The contract as an OpenAPI 3.1 document: one operation, every documented status, token authentication. */
export function openApiOf(contract: Contract): OpenAPIV3_1.Document {
  const { operation, title, id } = contract;
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '3.0.0',
      summary: `Derived from ${operation.place.file}`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'https://{endpoint}', variables: { endpoint: { default: 'volume.cloud.test' } } }],
    security: [{ token: [] }],
    paths: { [operation.path]: { [operation.method.toLowerCase()]: operationOf(contract) } },
    components: {
      securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' } },
      schemas: { [schemaName(id)]: component(bodySchema(contract)), Error: component(errorSchema) },
    },
  };
}

function operationOf(contract: Contract): OpenAPIV3_1.OperationObject {
  const { id, title, parameters, query, statuses, operation } = contract;
  return {
    operationId: id.split('/').at(-1) ?? id,
    summary: title,
    description: `${operation.place.file}:${operation.place.line}`,
    parameters: [
      ...parameters.map(({ name, prose }) => ({
        name,
        in: 'path',
        required: true,
        description: prose,
        schema: { type: 'string' } satisfies Schema,
      })),
      ...query.map(({ name, mandatory, prose, type }) => ({
        name,
        in: 'query',
        required: mandatory,
        description: prose,
        schema: (type === 'array' ? { type, items: {} } : { type }) satisfies Schema,
      })),
    ],
    responses: Object.fromEntries(
      statuses.map(({ code, phrase, normal, place }) => {
        const schema = { $ref: `#/components/schemas/${normal ? schemaName(id) : 'Error'}` };
        const description = `${phrase || 'OK'} (${place.file}:${place.line})`;
        return [String(code), { description, content: { [contract.mediaType.value]: { schema } } }];
      }),
    ),
  };
}

/** `vbs/v3/show-backup` → `ShowBackup`. */
function schemaName(id: string): string {
  const words = (id.split('/').at(-1) ?? id).split('-');
  return words.map(capitalized).join('');
}

/** A component is named by its key; `$schema` and `$id` belong to files of their own. */
function component({ $schema, $id, ...schema }: JsonSchema): Schema {
  return schema as Schema;
}
