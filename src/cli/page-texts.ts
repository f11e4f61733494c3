import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The texts of pages and notes by their files, as verdicts name these: of a folder, or those that a recording has. */
export type PageTexts = (file: string) => string | undefined;

/**
 * The texts of the files in a folder; undefined for one that is not there, or cannot be read.
 * @param root absolute path of the folder that the files' paths begin at
 */
export const textsIn =
  (root: string): PageTexts =>
  file => {
    try {
      return readFileSync(path.resolve(root, file), 'utf8');
    } catch {
      return undefined;
    }
  };
