import { differenceLine, type ReportDifference, reportDifferences } from '../reports/report-differences.ts';
import type { Noticing } from './noticing.ts';
import type { Statement } from './statement.ts';
import { sha256, submissionFiles } from './submission.ts';

/** The files of a submission that differ from the digests in its statement, or are not there. */
export function digestDifferences({ files }: Pick<Statement, 'files'>, texts: ReadonlyMap<string, string>): string[] {
  return Object.entries(files).flatMap(([name, digest]) => {
    const text = texts.get(name);
    if (text === undefined) return [`${name} is missing`];
    return sha256(text) === digest ? [] : [`${name} has another SHA-256 than statement.json says`];
  });
}

/** What is different in files that were handed in from those that follow from the recording. Missing ones are left out. */
export function textDifferences(submitted: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].flatMap(([name, text]) => {
    const stored = submitted.get(name);
    return stored === undefined || stored === text ? [] : differencesIn(name, stored, text);
  });
}

/** What is different in what a statement says of damages. */
export const noticingDifferences = (stated: Noticing, now: Noticing): string[] =>
  namedDifferences('statement.json', reportDifferences(stated, now, 'noticing'));

/** Differences of a file that are named. */
const mostNamed = 50;

/** The first of these differences of a file as lines, and how many more there are. */
export function namedDifferences(file: string, fields: readonly ReportDifference[]): string[] {
  const rest = fields.length - mostNamed;
  return [
    ...fields.slice(0, mostNamed).map(one => `${file}: ${differenceLine(one)}`),
    ...(rest > 0 ? [`${file}: ${rest} more fields differ`] : []),
  ];
}

function differencesIn(name: string, stored: string, now: string): string[] {
  const isCompared = name === submissionFiles.statement || name === submissionFiles.conformance;
  const fields = isCompared ? reportDifferences(jsonIn(stored), JSON.parse(now)) : [];
  if (fields.length > 0) return namedDifferences(name, fields);
  // The same content may be spelled so that other programs read something else in it: a key twice, for example.
  return [`${name}: line ${firstOtherLine(stored, now)} is not as this suite writes it`];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function firstOtherLine(stored: string, now: string): number {
  const [lines, linesNow] = [stored.split('\n'), now.split('\n')];
  const index = linesNow.findIndex((line, at) => line !== lines[at]);
  return (index === -1 ? linesNow.length : index) + 1;
}
