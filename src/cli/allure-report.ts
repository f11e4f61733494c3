import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { AllureReport } from '@allurereport/core';
import AwesomePlugin from '@allurereport/plugin-awesome';
import type { RunResult } from '../checks/run-result.ts';
import { allureCategories } from '../reports/allure-categories.ts';
import { allureEnvironment, propertiesText } from '../reports/allure-environment.ts';
import { environmentLabel } from '../reports/allure-messages.ts';
import { reportFiles } from './report-files.ts';

/** Labels of Playwright's and this machine's that tell a reader of the report nothing. */
const hiddenLabels = [/^(?!epic$|feature$|story$|severity$|tag$)/];

/** What a run's targets came to, by their names. */
export type Reports = readonly (readonly [name: string, result: RunResult])[];

/**
 * Renders what the tests told Allure as one HTML file that needs no network; several targets are its environments.
 * @param reports at least one
 * @returns the file's path
 */
export async function writeAllureReport(folder: string, reports: Reports): Promise<string> {
  const results = path.join(folder, reportFiles.allureResults);
  const [[, first]] = reports as readonly [Reports[number]];
  const isOne = reports.length === 1;
  if (isOne) {
    writeFileSync(path.join(results, 'environment.properties'), propertiesText(allureEnvironment(first)));
  }
  const options = {
    reportName: `vbs-conformance — ${first.operations.map(({ contract }) => contract.title).join(', ')}`,
    singleFile: true,
    theme: 'auto' as const,
    // One page is one operation of one service: epic and feature would be two lines to open before the first check.
    groupBy: ['story'],
    sections: [],
    stepTreeExpansion: 'expanded' as const,
  };
  const rendered = new Map<string, Buffer>();
  const allure = new AllureReport({
    name: options.reportName,
    // Allure tidies up in its output folder, so it gets one that is never made: what it renders stays in memory.
    output: path.join(folder, '.allure'),
    open: false,
    port: undefined,
    hideLabels: hiddenLabels,
    categories: [...allureCategories],
    ...(isOne ? {} : { environments: environmentsOf(reports) }),
    plugins: [{ id: 'awesome', enabled: true, options, plugin: new AwesomePlugin(options) }],
    reportFiles: {
      addFile: async (name, data) => {
        rendered.set(name, data);
        return name;
      },
    },
  });
  await allure.start();
  await allure.readDirectory(results);
  await allure.done();
  const html = rendered.get('awesome/index.html') ?? rendered.get('index.html');
  if (!html) throw new Error(`Allure rendered ${[...rendered.keys()].join(', ') || 'nothing'}, not one HTML file.`);
  const file = path.join(folder, reportFiles.html);
  writeFileSync(file, withoutAnalytics(html.toString('utf8')));
  return file;
}

type Environments = NonNullable<ConstructorParameters<typeof AllureReport>[0]['environments']>;

function environmentsOf(reports: Reports): Environments {
  const entries = reports.map(([name, report]): [string, Environments[string]] => [
    name,
    {
      name,
      variables: { ...allureEnvironment(report) },
      matcher: ({ labels }) => labels.some(label => label.name === environmentLabel && label.value === name),
    },
  ]);
  return Object.fromEntries(entries);
}

/** Allure's page tells Google of every reader, and has no option against it. */
function withoutAnalytics(html: string): string {
  const tag =
    /<script async src="https:\/\/www\.googletagmanager\.com\/[^>]*><\/script>\s*<script>[^<]*gtag\([^<]*<\/script>/;
  const clean = html.replace(tag, '');
  if (clean.includes('googletagmanager.com')) throw new Error("Allure's analytics tag has changed: it is still there.");
  return clean;
}
