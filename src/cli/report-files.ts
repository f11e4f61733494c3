import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import { recordingParts } from '../recording/recording-file.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { junitXml } from '../reports/junit.ts';
import { requestLog } from '../reports/request-log.ts';

/** Names of what a run leaves in its reports folder; the last two are those of the full run. */
export const reportFiles = {
  conformance: 'conformance.json',
  junit: 'junit.xml',
  recording: 'recording.json',
  requests: 'requests.log',
  allureResults: 'allure-results',
  html: 'report.html',
} as const;

/** Removes what an earlier run left, and nothing else that may lie in the folder. */
export function clearReports(folder: string): void {
  for (const name of Object.values(reportFiles)) rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** Writes the recording, for judging now or later. */
export function keepRecording(folder: string, recording: Recording): void {
  const file = openSync(path.join(folder, reportFiles.recording), 'w');
  try {
    for (const part of recordingParts(recording)) writeFileSync(file, part);
  } finally {
    closeSync(file);
  }
}

/** Writes the verdicts for programs, `conformance.json` and JUnit, and the log of what was sent. */
export function writeReports(folder: string, result: RunResult): void {
  writeFileSync(path.join(folder, reportFiles.conformance), conformanceJson(result));
  writeFileSync(path.join(folder, reportFiles.junit), junitXml(result));
  writeFileSync(path.join(folder, reportFiles.requests), requestLog(result.run));
}

/** Where a full run's processes keep what only they need. Playwright clears it when it starts, and only then. */
export const playwrightFolder = (folder: string): string => path.join(folder, '.playwright');

const resultFile = (folder: string, target: string): string =>
  path.join(playwrightFolder(folder), `${encodeURIComponent(target)}.json`);

/** Keeps what a run of one target came to for the other processes of the same run. */
export function keepResult(folder: string, target: string, result: RunResult): void {
  mkdirSync(playwrightFolder(folder), { recursive: true });
  writeFileSync(resultFile(folder, target), JSON.stringify(result));
}

/** What this run of a target came to; undefined when nothing was recorded, and so nothing judged. */
export function keptResult(folder: string, target: string): RunResult | undefined {
  const text = textOf(resultFile(folder, target));
  return text === undefined ? undefined : (JSON.parse(text) as RunResult);
}

/** Removes the results of an earlier run. While Playwright runs, the folder is Playwright's. */
export const clearResults = (folder: string): void =>
  rmSync(playwrightFolder(folder), { recursive: true, force: true });

/** The text of a file; undefined when it is not there. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
