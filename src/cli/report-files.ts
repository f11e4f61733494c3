import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../checks/run-result.ts';
import { codeOf } from '../faults/own-files.ts';
import type { Recording } from '../recording/recording.ts';
import { recordingParts } from '../recording/recording-file.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { ctrfJson } from '../reports/ctrf.ts';
import { junitXml } from '../reports/junit.ts';
import { requestLog } from '../reports/request-log.ts';
import { ConfigurationError } from '../targets/target.ts';
import { besideOf, makeFolder, remove, type WrittenFile, writeWhole } from './whole-files.ts';

/** Names of what a run leaves in its reports folder; the last two are those of the full run. */
export const reportFiles = {
  conformance: 'conformance.json',
  junit: 'junit.xml',
  ctrf: 'ctrf.json',
  recording: 'recording.json',
  requests: 'requests.log',
  allureResults: 'allure-results',
  html: 'report.html',
} as const;

/**
 * Removes what an earlier run left, and nothing else that may lie in the folder.
 * @throws ConfigurationError when the system does not let it be removed
 */
export function clearReports(folder: string): void {
  const files = Object.values(reportFiles).map(name => path.join(folder, name));
  for (const file of files) for (const one of [file, besideOf(file)]) remove(one);
}

/**
 * Writes the recording, for judging later, the verdicts for programs, `conformance.json`, JUnit and CTRF, and the log of what was
 * sent. One that cannot be written keeps no other from being written.
 * @param tell is handed a sentence on each that cannot be written
 * @returns those that were written
 */
export function writeReports(
  folder: string,
  recording: Recording,
  result: RunResult,
  tell: (sentence: string) => void,
): readonly WrittenFile[] {
  const write = (name: string, parts: Iterable<string>): WrittenFile[] => {
    const written = unlessRefused(() => writeWhole(path.join(folder, name), parts), tell);
    return written ? [written] : [];
  };
  return [
    ...write(reportFiles.recording, recordingParts(recording)),
    ...write(reportFiles.junit, [junitXml(result)]),
    ...write(reportFiles.ctrf, [ctrfJson(result)]),
    ...write(reportFiles.requests, [requestLog(result.run)]),
    ...write(reportFiles.conformance, [conformanceJson(result)]),
  ];
}

/** Does what may need a disk that has room. Where it has none, a sentence is told and undefined is returned. */
export function unlessRefused<T>(write: () => T, tell: (sentence: string) => void): T | undefined {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    tell(error.message);
    return undefined;
  }
}

/** Where a full run's processes keep what only they need. Playwright clears it when it starts, and only then. */
export const playwrightFolder = (folder: string): string => path.join(folder, '.playwright');

const resultFile = (folder: string, target: string): string =>
  path.join(playwrightFolder(folder), `${encodeURIComponent(target)}.json`);

/**
 * Keeps what a run of one target came to for Playwright's worker, which shows it.
 * @throws ConfigurationError when the system does not let it be written
 */
export function keepResult(folder: string, target: string, result: RunResult): void {
  makeFolder(playwrightFolder(folder));
  writeWhole(resultFile(folder, target), [JSON.stringify(result)]);
}

/** What this run of a target came to; undefined when nothing was recorded, or that could not be kept. */
export function keptResult(folder: string, target: string): RunResult | undefined {
  const text = textOf(resultFile(folder, target));
  return text === undefined ? undefined : (JSON.parse(text) as RunResult);
}

/** Removes the results of an earlier run. While Playwright runs, the folder is Playwright's. */
export const clearResults = (folder: string): void => remove(playwrightFolder(folder));

/** The text of a file; undefined when it is not there. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
