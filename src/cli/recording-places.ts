import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../targets/target.ts';
import { reportFiles } from './report-files.ts';

/** A recording that a command was asked about, and the report beside it. Paths are as the user would write them. */
export interface RecordingPlace {
  readonly recording: string;
  readonly report: string;
  /** Its folder below the one that was named; empty where it is this one, or a file was named. */
  readonly below: string;
}

/** Levels of folders that are looked through: a run of several targets has one, a year of runs two or three. */
const deepest = 8;

/**
 * The recordings that a file or a folder stands for: a file itself; the recording in a folder; else those in the folders below
 * it, as a run of several targets leaves them. Links to folders are not followed.
 * @param place as the user wrote it
 * @param from absolute path of the folder that the command was started in
 * @throws ConfigurationError when there is none
 */
export function recordingPlaces(place: string, from: string): readonly RecordingPlace[] {
  const stat = statSync(path.resolve(from, place), { throwIfNoEntry: false });
  if (!stat) throw new ConfigurationError(`${place} is not there; name a recording, or a folder that has one.`);
  if (!stat.isDirectory()) return [placeOf(place, '')];
  const folders = foldersWithRecording(path.resolve(from, place), '', deepest);
  if (folders.length > 0) return folders.map(below => placeOf(path.join(place, below, reportFiles.recording), below));
  throw new ConfigurationError(
    `${place} has no ${reportFiles.recording}; name a folder that a run wrote its reports to.`,
  );
}

const placeOf = (recording: string, below: string): RecordingPlace => ({
  recording,
  report: path.join(path.dirname(recording), reportFiles.conformance),
  below,
});

function foldersWithRecording(root: string, below: string, levels: number): string[] {
  const entries = readdirSync(path.join(root, below), { withFileTypes: true });
  if (entries.some(({ name }) => name === reportFiles.recording)) return [below];
  if (levels === 0) return [];
  const folders = entries.filter(entry => entry.isDirectory()).map(({ name }) => path.join(below, name));
  return folders.sort().flatMap(folder => foldersWithRecording(root, folder, levels - 1));
}
