import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import { parseRecording, recordingParts } from '../recording/recording-file.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { junitXml } from '../reports/junit.ts';
import { requestLog } from '../reports/request-log.ts';

/** Names of what a run leaves in its reports folder; the last two are the full run's. */
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

/** The recording that a run kept in this folder; undefined when it kept none. */
export function keptRecording(folder: string): Recording | undefined {
  try {
    return parseRecording(readFileSync(path.join(folder, reportFiles.recording), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes the verdicts for programs, `conformance.json` and JUnit, and the log of what was sent. */
export function writeReports(folder: string, result: RunResult): void {
  writeFileSync(path.join(folder, reportFiles.conformance), conformanceJson(result));
  writeFileSync(path.join(folder, reportFiles.junit), junitXml(result));
  writeFileSync(path.join(folder, reportFiles.requests), requestLog(result.recording));
}
