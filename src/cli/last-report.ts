import path from 'node:path';
import type { ToldReport } from '../reports/told-report.ts';
import { ConfigurationError } from '../targets/target.ts';
import { formatProblems } from '../text/file-format.ts';
import { fileFormat } from './file-formats.ts';
import { settingsText } from './machine-files.ts';
import { reportFiles } from './report-files.ts';

/** Kibibytes that such a report may have. */
const largestReport = 64 * 1024;

/**
 * The report on a target that its last run left, alone or as one of several targets.
 * @param folder absolute path of the reports
 * @param nameOf a path, for people
 * @throws ConfigurationError where there is none, or it is of another target, or damaged
 */
export function lastReportOn(target: string, folder: string, nameOf: (file: string) => string): ToldReport {
  const files = [folder, path.join(folder, target)].map(one => path.join(one, reportFiles.conformance));
  const told = files.flatMap(file => toldReport(file, nameOf(file)) ?? []);
  const own = told.filter(one => one.target.name === target);
  const [last] = own.sort((one, other) => (one.start < other.start ? 1 : -1));
  if (last) return last;
  const [other] = told;
  const why = other
    ? `${nameOf(files[0] ?? '')} is of the target "${other.target.name}", not of "${target}"`
    : `There is no report in ${nameOf(folder)}`;
  throw new ConfigurationError(`${why}; run "vbs-conformance check --target ${target}" first, or set --reports-dir.`);
}

/**
 * Reads the `conformance.json` of a run again; undefined where there is none.
 * @param file its absolute path
 * @param name the same for people
 * @throws ConfigurationError for a file that no run writes
 */
export function toldReport(file: string, name: string): ToldReport | undefined {
  const text = settingsText(file, name, largestReport);
  if (text === undefined) return undefined;
  const content = jsonOf(text);
  const parsed = { content, lineOf: () => 1, problems: [] };
  const [problem] = formatProblems(name, parsed, fileFormat('conformance'));
  if (problem !== undefined)
    throw new ConfigurationError(`${problem} This is no report of a run; test the target again.`);
  return content as ToldReport;
}

/** Undefined, which no format allows, for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
