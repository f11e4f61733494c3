import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root.ts';

/** The file formats that texts of others are held to. */
export type FileFormat = 'conformance' | 'judged-run' | 'page-notes' | 'product' | 'recording' | 'statement' | 'target';

const read = new Map<FileFormat, object>();

/** The JSON Schema of a format, from `schemas/formats/`. Each is read once, so that what is compiled from it serves again. */
export function fileFormat(name: FileFormat): object {
  const format = read.get(name) ?? formatIn(path.join(packageRoot(), `schemas/formats/${name}.schema.json`));
  read.set(name, format);
  return format;
}

const formatIn = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;
