import path from 'node:path';
import { makeFolders } from '../faults/own-files.ts';
import { ConfigurationError } from '../targets/target.ts';
import { sentenceOf } from './whole-files.ts';

/** Makes the folder that `--out` names, and returns its absolute path. @throws ConfigurationError when it cannot be one */
export function outFolder(out: string, from: string): string {
  if (out === '') throw new ConfigurationError('--out is empty; set it to a folder.');
  const folder = path.resolve(from, out);
  try {
    makeFolders(folder);
  } catch (error) {
    throw sentenceOf(error, code => `--out is "${out}", but a folder cannot be made there (${code}); choose another.`);
  }
  return folder;
}

/** Says that the report of a run, which is evidence, would be replaced. */
export const thatOfRun = (folder: string): ConfigurationError =>
  new ConfigurationError(`--out leads to ${folder}, which has a recording of a run; choose another folder.`);
