import { constants, lstatSync, opendirSync } from 'node:fs';
import path from 'node:path';
import { submissionFiles } from '../statement/submission.ts';
import { ConfigurationError } from '../targets/target.ts';
import { largestProduct } from './statement-formats.ts';
import { untrustedText } from './untrusted-file.ts';

/** A submission as somebody handed it in: the texts of its files, and the names of what does not belong in it. */
export interface SubmittedFiles {
  readonly texts: ReadonlyMap<string, string>;
  readonly strangers: readonly string[];
}

const kibi = 1024;
const mebi = 1024 * kibi;

/** Bytes that each file may have. */
const mostBytes = new Map<string, number>([
  [submissionFiles.product, largestProduct * kibi],
  [submissionFiles.page, mebi],
  [submissionFiles.conformance, 64 * mebi],
  [submissionFiles.junit, 64 * mebi],
  [submissionFiles.recording, 256 * mebi],
  [submissionFiles.statement, 16 * mebi],
  [submissionFiles.signature, 64 * kibi],
]);

/** Files and folders that are looked at; a submission has seven. */
const mostEntries = 50;

/**
 * Reads a submission, which anybody may have made: files of known names and of bounded size, directly in its folder. No link
 * is followed.
 * @param shown the folder as the user wrote it
 * @param from absolute path of the folder that the command was started in
 * @throws ConfigurationError when it is no such folder
 */
export function submittedFiles(shown: string, from: string): SubmittedFiles {
  const folder = path.resolve(from, shown);
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (!stat) throw new ConfigurationError(`${shown} is not there; name the folder of a submission.`);
  if (!stat.isDirectory()) throw new ConfigurationError(`${shown} is no folder; name the folder of a submission.`);
  const names = namesIn(folder, shown);
  const texts = [...mostBytes].flatMap(([name, most]): [string, string][] => {
    if (!names.includes(name)) return [];
    const text = untrustedText(path.join(folder, name), path.join(shown, name), most, constants.O_NOFOLLOW);
    return text === undefined ? [] : [[name, text]];
  });
  return { texts: new Map(texts), strangers: names.filter(name => !mostBytes.has(name)) };
}

function namesIn(folder: string, shown: string): string[] {
  const names: string[] = [];
  const entries = opendirSync(folder);
  try {
    for (let entry = entries.readSync(); entry; entry = entries.readSync()) {
      if (names.push(entry.name) > mostEntries)
        throw new ConfigurationError(`${shown} has more than ${mostEntries} files; it is no submission.`);
    }
  } finally {
    entries.closeSync();
  }
  return names.sort();
}
