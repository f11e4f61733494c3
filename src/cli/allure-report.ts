import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { AllureReport } from '@allurereport/core';
import AwesomePlugin from '@allurereport/plugin-awesome';
import type { RunResult } from '../checks/run-result.ts';
import { allureCategories } from '../reports/allure-categories.ts';
import { allureEnvironment, propertiesText } from '../reports/allure-environment.ts';
import { environmentLabel } from '../reports/allure-messages.ts';
import { reportFiles } from './report-files.ts';

/** Labels of Playwright and of this machine that say nothing to a reader of the report. */
const hiddenLabels = [/^(?!epic$|feature$|story$|severity$|tag$)/];

/**
 * Renders what the tests wrote for Allure as one HTML file that needs no network.
 * @param results what the run's targets came to, by their names; several targets are environments in Allure's words
 * @returns the file's path
 */
export async function writeAllureReport(folder: string, results: ReadonlyMap<string, RunResult>): Promise<string> {
  const written = path.join(folder, reportFiles.allureResults);
  const [first] = results.values();
  if (!first) throw new Error('There is no result to report.');
  const isOne = results.size === 1;
  if (isOne) {
    writeFileSync(path.join(written, 'environment.properties'), propertiesText(allureEnvironment(first)));
  }
  const options = {
    reportName: `vbs-conformance — ${first.operations.map(({ contract }) => contract.title).join(', ')}`,
    singleFile: true,
    theme: 'auto' as const,
    // Of one operation a feature would be one line more to open before the first check.
    groupBy: first.operations.length > 1 ? ['feature', 'story'] : ['story'],
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
    ...(isOne ? {} : { environments: environmentsOf(results) }),
    plugins: [{ id: 'awesome', enabled: true, options, plugin: new AwesomePlugin(options) }],
    reportFiles: {
      addFile: async (name, data) => {
        rendered.set(name, data);
        return name;
      },
    },
  });
  await allure.start();
  await allure.readDirectory(written);
  await allure.done();
  const html = rendered.get('awesome/index.html') ?? rendered.get('index.html');
  if (!html) throw new Error(`Allure rendered ${[...rendered.keys()].join(', ') || 'nothing'}, not one HTML file.`);
  const file = path.join(folder, reportFiles.html);
  writeFileSync(file, withoutAnalytics(html.toString('utf8')));
  return file;
}

type Environments = NonNullable<ConstructorParameters<typeof AllureReport>[0]['environments']>;

function environmentsOf(results: ReadonlyMap<string, RunResult>): Environments {
  const entries = [...results].map(([name, result]): [string, Environments[string]] => [
    name,
    {
      name,
      variables: { ...allureEnvironment(result) },
      matcher: ({ labels }) => labels.some(label => label.name === environmentLabel && label.value === name),
    },
  ]);
  return Object.fromEntries(entries);
}

/** Allure's page reports every reader to Google, and has no option against it. */
function withoutAnalytics(html: string): string {
  const tag =
    /<script async src="https:\/\/www\.googletagmanager\.com\/[^>]*><\/script>\s*<script>[^<]*gtag\([^<]*<\/script>/;
  const clean = html.replace(tag, '');
  if (clean.includes('googletagmanager.com')) throw new Error("Allure's analytics tag has changed: it is still there.");
  return clean;
}
