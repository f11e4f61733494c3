import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/cli/package-root.ts';

const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/recording.schema.json'), 'utf8'));
const isRecording = new Ajv({ strict: true, strictRequired: false }).compile(format);

/** What is wrong with the text of a `recording.json`; undefined when it keeps to its format. */
export const formatFault = (text: string): string | undefined =>
  isRecording(JSON.parse(text)) ? undefined : JSON.stringify(isRecording.errors);
