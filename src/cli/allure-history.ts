import path from 'node:path';
import type { AllureReport } from '@allurereport/core';
import type { RecordedRun } from '../checks/run-result.ts';
import { isObject } from '../text/json.ts';
import { untrustedText } from './untrusted-file.ts';
import { makeFolder, writeWhole } from './whole-files.ts';

/** Runs that a history has at most: Allure's page contains them all. */
const mostRuns = 20;

/** The full runs of one target, as Allure reads them: a file with a line for each. */
export interface AllureHistory {
  readonly file: string;
  /** The lines of the earlier runs, the latest last. */
  readonly lines: readonly string[];
}

/**
 * Reads the history of a target. It stays where it is when a run removes the reports of the one before.
 * @param folder where all reports go. The history's ids do not tell targets apart, so each has a file
 * @param tell is handed a sentence on lines that are left out, for nothing wrote them that belongs here
 * @throws ConfigurationError when it cannot be read, or made fit to be read by Allure
 */
export function readHistory(folder: string, target: string, tell: (sentence: string) => void): AllureHistory {
  const file = path.join(folder, 'allure-history', `${encodeURIComponent(target)}.jsonl`);
  const lines = (untrustedText(file, file) ?? '').split('\n').filter(line => line !== '');
  const fit = lines.filter(isOfRun);
  if (fit.length < lines.length) {
    writeWhole(file, [textOf(fit)]);
    const others = lines.length - fit.length;
    tell(`${file}: ${others === 1 ? '1 line was' : `${others} lines were`} removed, which no full run wrote.`);
  }
  return { file, lines: fit };
}

/** @throws ConfigurationError when the system does not let it be written */
export function writeHistory({ file, lines }: AllureHistory, ownLine: string): void {
  makeFolder(path.dirname(file));
  writeWhole(file, [textOf([...lines, ownLine].slice(-mostRuns))]);
}

/**
 * What a run adds to the history: how each check ended, when, and why. Allure's own line has the reason where its page does not
 * look for it, and much that no page shows.
 */
export async function historyLine({ reportUuid, reportName, store }: AllureReport, run: RecordedRun): Promise<string> {
  const results = (await store.allTestResults()).flatMap(
    ({ historyId, id, name, status, error, start, stop, duration }) => {
      const reason = error?.message === undefined ? {} : { error: { message: error.message } };
      return historyId === undefined
        ? []
        : [[historyId, { id, name, status, ...reason, start, stop, duration, url: '' }]];
    },
  );
  return JSON.stringify({
    uuid: reportUuid,
    name: reportName,
    timestamp: Date.parse(run.startedAt),
    knownTestCaseIds: [],
    testResults: Object.fromEntries(results),
    metrics: {},
    url: '',
  });
}

const textOf = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');

/** Whether a line is as ours are, which lead to no other page. */
function isOfRun(line: string): boolean {
  try {
    const point: unknown = JSON.parse(line);
    if (!isObject(point) || !isObject(point.testResults)) return false;
    return [point, ...Object.values(point.testResults)].every(one => isObject(one) && one.url === '');
  } catch {
    return false;
  }
}
