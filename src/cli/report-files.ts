import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeRecording } from '../recording/recording-file.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { junitXml } from '../reports/junit.ts';
import type { Report } from '../reports/report.ts';

/** Names of what every run leaves in its reports folder. */
export const reportFiles = {
  conformance: 'conformance.json',
  junit: 'junit.xml',
  recording: 'recording.json',
} as const;

/** Writes the reports that need no renderer: verdicts, JUnit, and the recording they were judged from. */
export function writeReports(folder: string, report: Report): void {
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  write(reportFiles.recording, writeRecording(report.recording));
  write(reportFiles.conformance, conformanceJson(report));
  write(reportFiles.junit, junitXml(report));
}
