import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../targets/target.ts';
import { reportFiles } from './report-files.ts';

/** A folder with the reports of one target, or a submission. Paths are as the user would write them. */
export interface MatrixPlace {
  /** The folder's own name. */
  readonly name: string;
  readonly report: string;
  /** Left out where a submission was published without it. */
  readonly recording?: string;
  readonly product: string;
  readonly statement: string;
}

/** Levels of folders that are looked through: a year of submissions has two or three. */
const deepest = 8;

/**
 * The reports in a folder; else those in the folders below it. Links to folders are not followed.
 * @param place as the user wrote it
 * @param from absolute path of the folder that the command was started in
 * @throws ConfigurationError where there are none
 */
export function matrixPlaces(place: string, from: string): readonly MatrixPlace[] {
  const stat = statSync(path.resolve(from, place), { throwIfNoEntry: false });
  if (!stat?.isDirectory())
    throw new ConfigurationError(`${place} is no folder; name one with reports or submissions.`);
  const found = placesBelow(place, from, deepest);
  if (found.length > 0) return found;
  throw new ConfigurationError(
    `${place} has neither ${reportFiles.conformance} nor ${reportFiles.recording}; name a folder with reports or submissions.`,
  );
}

function placesBelow(folder: string, from: string, levels: number): MatrixPlace[] {
  const entries = readdirSync(path.resolve(from, folder), { withFileTypes: true });
  const has = (file: string): boolean => entries.some(({ name }) => name === file);
  if (has(reportFiles.conformance) || has(reportFiles.recording)) {
    const file = (name: string): string => path.join(folder, name);
    return [
      {
        name: path.basename(path.resolve(from, folder)),
        report: file(reportFiles.conformance),
        ...(has(reportFiles.recording) ? { recording: file(reportFiles.recording) } : {}),
        product: file('PRODUCT.yaml'),
        statement: file('statement.json'),
      },
    ];
  }
  if (levels === 0) return [];
  const folders = entries.filter(entry => entry.isDirectory()).map(({ name }) => path.join(folder, name));
  return folders.sort().flatMap(below => placesBelow(below, from, levels - 1));
}
