import { bodySchema } from './body-schema.ts';
import type { Contract } from './contract.ts';
import { errorSchema } from './error-schema.ts';
import { openApiOf } from './openapi.ts';

/** A file below `schemas/` and its whole text. */
export interface DerivedFile {
  readonly path: string;
  readonly text: string;
}

/** What `derive` writes for one page. The same contract always gives the same bytes. */
export function derivedFiles(contract: Contract): DerivedFile[] {
  return [
    { path: `${contract.id}.${contract.success}.schema.json`, text: json(bodySchema(contract)) },
    {
      path: `${contract.id}.error.schema.json`,
      text: json({ ...errorSchema, $id: `urn:vbs-conformance:${contract.id}:error` }),
    },
    { path: `${contract.id}.openapi.json`, text: json(openApiOf(contract)) },
  ];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
