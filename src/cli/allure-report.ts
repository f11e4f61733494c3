import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { AllureReport } from '@allurereport/core';
import AwesomePlugin from '@allurereport/plugin-awesome';
import type { RunResult } from '../checks/run-result.ts';
import { allureCategories } from '../reports/allure-categories.ts';
import { allureEnvironment, allureReportName, propertiesText } from '../reports/allure-environment.ts';
import { targetLabel } from '../reports/allure-messages.ts';
import { reportFiles } from './report-files.ts';

/** Labels of Playwright and of this machine that say nothing to a reader of the report. */
const hiddenLabels = [/^(?!epic$|feature$|story$|severity$|tag$)/];

/**
 * Renders what the tests wrote of one target for Allure as one HTML file that needs no network. Targets are never in one
 * report: Allure would add them up.
 * @param results the folder that the tests wrote to
 * @param target the target's name
 * @param folder where the file goes
 * @returns the file's path
 */
export async function writeAllureReport(
  results: string,
  target: string,
  result: RunResult,
  folder: string,
): Promise<string> {
  writeFileSync(path.join(results, 'environment.properties'), propertiesText(allureEnvironment(result)));
  const options = {
    reportName: allureReportName(result),
    singleFile: true,
    theme: 'auto' as const,
    // Of one operation a feature would be one line more to open before the first check.
    groupBy: result.operations.length > 1 ? ['feature', 'story'] : ['story'],
    sections: [],
    stepTreeExpansion: 'expanded' as const,
    filter: ({ labels }: AllureTest) => labels.some(({ name, value }) => name === targetLabel && value === target),
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
  writeFileSync(file, withoutSuccessRate(withoutAnalytics(html.toString('utf8'))));
  return file;
}

interface AllureTest {
  readonly labels: readonly { readonly name: string; readonly value?: string }[];
}

/** Allure's page reports every reader to Google, and has no option against it. */
function withoutAnalytics(html: string): string {
  const tag =
    /<script async src="https:\/\/www\.googletagmanager\.com\/[^>]*><\/script>\s*<script>[^<]*gtag\([^<]*<\/script>/;
  const clean = html.replace(tag, '');
  if (clean.includes('googletagmanager.com')) throw new Error("Allure's analytics tag has changed: it is still there.");
  return clean;
}

/**
 * Allure's ring shows the passed of the passed and failed: 100 % where all else is unproven, and for the embedded service.
 * The ring gets no numbers, and its empty place is hidden.
 */
function withoutSuccessRate(html: string): string {
  const data = /(d\("widgets\/(?:[^"]+\/)?pie_chart\.json",)"[^"]*"/g;
  if (!data.test(html)) throw new Error("Allure's success rate has changed: its data is not found.");
  const empty = Buffer.from('{"slices":[]}').toString('base64');
  const hidden = '<style>article[class*="styles_chart__"]{display:none}</style></head>';
  return html.replace(data, `$1"${empty}"`).replace('</head>', () => hidden);
}
