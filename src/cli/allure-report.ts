import { createHash } from 'node:crypto';
import path from 'node:path';
import { AllureReport } from '@allurereport/core';
import AwesomePlugin from '@allurereport/plugin-awesome';
import type { RunResult } from '../checks/run-result.ts';
import { allureCategories } from '../reports/allure-categories.ts';
import { allureEnvironment, allureReportName, propertiesText } from '../reports/allure-environment.ts';
import { finishedPage } from '../reports/allure-page.ts';
import { type AllureResults, allureResults } from '../reports/allure-results.ts';
import type { CitedPages } from '../reports/cited-pages.ts';
import { type AllureHistory, historyLine, readHistory, writeHistory } from './allure-history.ts';
import type { JudgedTarget } from './judge-target.ts';
import { reportFiles, unlessRefused } from './report-files.ts';
import { type WrittenFile, writeWhole, writeWholeFolder } from './whole-files.ts';

/** Labels that say nothing to a reader of the report. */
const hiddenLabels = [/^(?!epic$|feature$|story$|severity$|tag$)/];

/**
 * Writes what Allure reads of a run. Users who keep a history with Allure need it, too.
 * @param folder where the results go, which is made
 * @returns the paths of the files, in the order in which Allure has to read them
 * @throws ConfigurationError when the system does not let them be written
 */
function writeAllureResults({ tests, attachments }: AllureResults, result: RunResult, folder: string): string[] {
  const files = [
    ...attachments,
    ...tests.map(test => [`${test.uuid}-result.json`, JSON.stringify(test)] as const),
    ['environment.properties', propertiesText(allureEnvironment(result))] as const,
  ];
  return writeWholeFolder(folder, files);
}

/** What Allure makes of results. */
export interface Rendered {
  readonly html: string;
  /** What the run adds to the history. */
  readonly line: string;
}

/**
 * Renders results as one HTML file that needs no network.
 * @param results the paths of the files that Allure reads, in this order
 * @param result what the tests are about
 * @param history the earlier runs; left out where none are kept
 */
export async function renderedByAllure(
  results: readonly string[],
  result: RunResult,
  history?: AllureHistory,
): Promise<Rendered> {
  const options = {
    reportName: allureReportName(result),
    singleFile: true,
    theme: 'auto' as const,
    // Of one operation, its service and itself would be two lines more to open before the first check.
    groupBy: result.operations.length > 1 ? ['epic', 'feature', 'story'] : ['story'],
    sections: [],
    stepTreeExpansion: 'expanded' as const,
  };
  const rendered = new Map<string, Buffer>();
  const allure = new AllureReport({
    name: options.reportName,
    // Allure tidies up in its output folder, so it gets one that is never made: what it renders stays in memory.
    output: path.join(path.dirname(results[0] ?? '.'), '.allure'),
    open: false,
    port: undefined,
    hideLabels: hiddenLabels,
    categories: [...allureCategories],
    // With an empty history Allure would call every test a new one.
    ...(history && history.lines.length > 0 ? { historyPath: history.file, appendHistory: false } : {}),
    plugins: [{ id: 'awesome', enabled: true, options, plugin: new AwesomePlugin(options) }],
    reportFiles: {
      addFile: async (name, data) => {
        rendered.set(name, data);
        return name;
      },
    },
  });
  await allure.start();
  for (const file of results) await allure.readFile(file);
  await allure.done();
  const html = rendered.get('awesome/index.html') ?? rendered.get('index.html');
  if (!html) throw new Error(`Allure rendered ${[...rendered.keys()].join(', ') || 'nothing'}, not one HTML file.`);
  return { html: html.toString('utf8'), line: await historyLine(allure, result.run) };
}

/** Where a report goes. */
export interface ReportFolders {
  /** That of its target. */
  readonly folder: string;
  /** That of all targets, which has their histories. */
  readonly histories: string;
}

/**
 * Writes Allure's results and the report that is made of them.
 * @param pages the texts of the files that the verdicts cite
 * @param tell is handed a sentence on a history that cannot be read or written
 * @returns the HTML file
 * @throws ConfigurationError when the system does not let them be written
 */
export async function writeAllureReport(
  { result, recording }: Pick<JudgedTarget, 'result' | 'recording'>,
  pages: CitedPages,
  { folder, histories }: ReportFolders,
  tell: (sentence: string) => void,
): Promise<WrittenFile> {
  const results = allureResults(result, recording.exchanges);
  const files = writeAllureResults(results, result, path.join(folder, reportFiles.allureResults));
  const history = unlessRefused(() => readHistory(histories, result.run.target.name, tell), tell);
  const { html, line } = await renderedByAllure(files, result, history);
  const page = finishedPage(html, {
    order: results.tests.map(({ uuid }) => idInAllure(uuid)),
    pages,
    isSimulated: result.run.target.simulated,
    hasHistory: history !== undefined && history.lines.length > 0,
  });
  const written = writeWhole(path.join(folder, reportFiles.html), [page]);
  if (history) unlessRefused(() => writeHistory(history, line), tell);
  return written;
}

const idInAllure = (uuid: string): string => createHash('md5').update(uuid).digest('hex');
