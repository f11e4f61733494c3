import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { pageAssets } from '../../src/cli/matrix.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import { matrixPage } from '../../src/matrix/matrix-page.ts';

const executablePath = '/usr/bin/chromium';

/** Why tests of the page are skipped here; false where they are not. */
export const skip = existsSync(executablePath) ? false : `needs ${executablePath} to open the page in`;

let browser: Browser | undefined;

/** Closes the browser, where one was opened. */
export const closeBrowser = async (): Promise<void> => browser?.close();

/** What a page left behind. */
export interface Opened {
  readonly page: Page;
  /** What its script threw, and what the browser complained about. */
  readonly complaints: readonly string[];
  /** Addresses that it asked for, besides its own. */
  readonly asked: readonly string[];
}

/** Writes the page of a matrix. @returns its address */
export function writtenPage(folder: string, name: string, matrix: Matrix): string {
  const file = path.join(folder, name);
  writeFileSync(file, matrixPage(matrix, pageAssets()));
  return pathToFileURL(file).href;
}

/** Opens a page in Chromium and uses it. */
export async function opened(
  address: string,
  options: BrowserContextOptions,
  use: (opened: Opened) => Promise<void>,
): Promise<void> {
  browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const [complaints, asked]: [string[], string[]] = [[], []];
    page.on('pageerror', error => complaints.push(error.message));
    page.on('console', message => complaints.push(message.text()));
    page.on('request', request => {
      if (request.url().split('#')[0] !== address.split('#')[0]) asked.push(request.url());
    });
    await page.goto(address);
    await use({ page, complaints, asked });
  } finally {
    await context.close();
  }
}
