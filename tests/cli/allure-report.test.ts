import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { writeAllureReport } from '../../src/cli/allure-report.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { citedPages } from '../../src/cli/page-sources.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  asLive,
  backupWith,
  changed,
  contract,
  reads,
  recordEmbedded,
  resultOf,
  withHeaders,
} from '../checks/embedded-recording.ts';
import { resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { newFolder } from '../endpoints/endpoint-run.ts';

const folder = newFolder();
after(() => rmSync(folder, { recursive: true, force: true }));

const embedded = await recordEmbedded();
const broken = changed(asLive(embedded), reads, backupWith({ size: 'ten' }));
const pages = citedPages(packageRoot(), [contract]);

/** The path of the report on a recording. */
async function reportOn(name: string, recording: Recording): Promise<string> {
  const own = path.join(folder, name);
  mkdirSync(own);
  return (
    await writeAllureReport(
      { result: resultOf(recording), recording },
      pages,
      { folder: own, histories: own },
      assert.fail,
    )
  ).file;
}

/** A service that has addresses in whatever it says. */
const evil = 'http://evil.example/a';
const linking = changed(
  changed(asLive(embedded), reads, backupWith({ size: evil, status: `[a](${evil}) <${evil}>`, [evil]: evil })),
  reads,
  withHeaders(headers => [
    ...headers,
    ['Link', `<${evil}>; rel="next"`],
    ['Location', evil],
    ['Refresh', `0;url=${evil}`],
  ]),
);

const files = {
  linking: await reportOn('linking', linking),
  broken: await reportOn('broken', broken),
  embedded: await reportOn('embedded', embedded),
};

/** The data of a part of Allure's page, which it has in Base64. */
function widgetIn(file: string, name: string): unknown {
  const [, data = ''] = new RegExp(`"widgets/${name}\\.json","([^"]*)"`).exec(readFileSync(file, 'utf8')) ?? [];
  return JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
}

interface Tree {
  readonly root: { readonly groups: readonly string[] };
  readonly groupsById: Readonly<Record<string, Group>>;
  readonly leavesById: Readonly<Record<string, { readonly name: string }>>;
}

interface Group {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly leaves?: readonly string[];
}

test('in the page of this version of Allure all is found that has to be changed', () => {
  const html = readFileSync(files.broken, 'utf8');
  assert.doesNotMatch(html, /googletagmanager\.com|\bgtag\(/);
  assert.equal(html.match(/<meta name="viewport"/g)?.length, 1);
  assert.equal(html.match(/<dialog /g)?.length, 1);
  assert.deepEqual(widgetIn(files.broken, 'pie_chart'), { slices: [] });
  assert.deepEqual(widgetIn(files.broken, 'default/pie_chart'), { slices: [] });
});

test('tests stand in the order of the verdicts', () => {
  const titles = resultOf(broken).verdicts.map(({ title }) => title.replaceAll('`', '').toLowerCase());
  for (const name of ['tree', 'default/tree']) {
    const { root, groupsById, leavesById } = widgetIn(files.broken, name) as Tree;
    const shown = root.groups.flatMap(id => groupsById[id]?.leaves ?? []).map(id => leavesById[id]?.name ?? '');
    assert.deepEqual(
      shown.map(title => title.replace(/^\[\w+\] /, '').toLowerCase()),
      titles,
    );
  }
});

test('of several operations the page shows service, operation and kind; of one it shows the kinds', async () => {
  const both = withAnother(broken);
  const folderOfBoth = path.join(folder, 'both');
  mkdirSync(folderOfBoth);
  const { file } = await writeAllureReport(
    { result: resultOfBoth(both), recording: both },
    pages,
    { folder: folderOfBoth, histories: folderOfBoth },
    assert.fail,
  );
  const outlineOf = (report: string): unknown => {
    const { root, groupsById } = widgetIn(report, 'tree') as Tree;
    const named = (ids: readonly string[] = []): unknown =>
      ids.map(id => {
        const { name, groups, leaves = [] } = groupsById[id] ?? assert.fail(id);
        return leaves.length > 0 ? name : [name, named(groups)];
      });
    return named(root.groups);
  };
  const kinds = ['Statuses', 'Body', 'Fields', 'Links', 'Steadiness', 'Refusals', 'Error bodies'];
  assert.deepEqual(outlineOf(files.broken), kinds);
  const request = 'GET /v3/{project_id}/backups/{backup_id}';
  assert.deepEqual(outlineOf(file), [
    [
      'VBS',
      [
        [`show-backup: ${request}`, kinds],
        [`show-copy: ${request}`, kinds],
      ],
    ],
  ]);
});

const executablePath = '/usr/bin/chromium';
const skip = existsSync(executablePath) ? false : `needs ${executablePath} to open the report in`;

let browser: Browser | undefined;
after(() => browser?.close());

/** Runs `use` with a report as a reader opens it: a file on disk, without network. */
async function opened(file: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const context = await browser.newContext({ ...options, offline: true });
  const page = await context.newPage();
  const wanted: string[] = [];
  const faults: string[] = [];
  page.on('request', request => wanted.push(request.url()));
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', told => told.type() === 'error' && faults.push(told.text()));
  await page.goto(pathToFileURL(file).href);
  await page.getByTestId('tree-section').first().waitFor();
  await use(page);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    wanted.filter(url => /^(?:https?|wss?):/.test(url)),
    [],
    'nothing is asked of a network',
  );
  await context.close();
}

const screens = {
  desktop: { viewport: { width: 1280, height: 1000 }, colorScheme: 'light' },
  wide: { viewport: { width: 1920, height: 1080 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: 'dark' },
} as const;

type Screen = (typeof screens)[keyof typeof screens];

/** Asserts that a reader who has just opened the page sees its title, with the verdict, and need not scroll to the side. */
async function assertBeginning(page: Page, { viewport }: Screen): Promise<void> {
  await page.getByTestId('tree-leaf').first().waitFor();
  const title = await page.getByTestId('report-title').boundingBox();
  assert.ok(title && title.y >= 0 && title.y + title.height <= viewport.height);
  assert.match((await page.getByTestId('report-title').textContent()) ?? '', /^violations, exit status 1/);
  assert.equal(await page.evaluate('innerWidth'), viewport.width);
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), viewport.width);
}

const openTest = (page: Page): Promise<void> =>
  page.getByTestId('tree-leaf').filter({ hasText: 'size is an integer' }).click();

/** The names of the tabs that are shown, without the numbers behind them. */
async function tabsOf(page: Page, kind: string): Promise<string[]> {
  const tabs = page.locator(`[data-testid^="${kind}-tab-"]:visible`);
  await tabs.first().waitFor();
  const texts = await tabs.allTextContents();
  return texts.map(text => text.replace(/\s*\d+$/, ''));
}

/** Asserts that a citation opens the page at the cited line, and that Esc closes it again, and nothing else. */
async function assertCitation(page: Page, follow: (link: Locator) => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.isVisible(), false);
  await follow(page.frameLocator('iframe').getByRole('link', { name: 'specs/vbs/v3/show-backup.rst:58' }));
  await dialog.waitFor();
  assert.equal(await dialog.getByRole('heading').textContent(), 'specs/vbs/v3/show-backup.rst, line 58');
  const cited = dialog.locator('[aria-current="true"]');
  assert.equal(await cited.textContent(), pages['specs/vbs/v3/show-backup.rst']?.split('\n')[57]);
  const box = await cited.boundingBox();
  assert.ok(box && box.y > 0 && box.y < screens.desktop.viewport.height, 'the line is in view');
  await page.keyboard.press('Escape');
  assert.equal(await dialog.isVisible(), false);
  await follow(page.frameLocator('iframe').getByRole('link', { name: 'specs/vbs/v3/show-backup.rst:58' }));
  await dialog.getByRole('button', { name: 'Close' }).click();
  assert.equal(await dialog.isVisible(), false);
  await page.frameLocator('iframe').getByRole('link').first().waitFor();
}

test('title and verdict are in view, no tab is empty, citations open by mouse and by keyboard', { skip }, () =>
  opened(files.broken, screens.desktop, async page => {
    await assertBeginning(page, screens.desktop);
    await page.setViewportSize(screens.wide.viewport);
    await assertBeginning(page, screens.wide);
    assert.deepEqual(await tabsOf(page, 'nav'), ['Results', 'Categories']);
    await openTest(page);
    assert.deepEqual(await tabsOf(page, 'test-result'), ['Overview', 'Attachments']);
    await assertCitation(page, link => link.click());
    await assertCitation(page, link => link.press('Enter'));
  }),
);

test('on a phone title and verdict are in view, the curl command wraps, and the exchange can be read', { skip }, () =>
  opened(files.broken, screens.phone, async page => {
    await assertBeginning(page, screens.phone);
    await openTest(page);
    const command = page.frameLocator('iframe').locator('pre');
    await command.waitFor();
    assert.ok(await command.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth));
    await page.getByTestId('test-result-attachment-header').first().click();
    await page.getByText('X-Auth-Token', { exact: true }).first().waitFor();
  }),
);

test(
  'what passed on the embedded service is called simulated; a citation in a tab of its own shows the page',
  { skip },
  () =>
    opened(files.embedded, screens.desktop, async page => {
      const place = `document.querySelector('[data-testid="metadata-item-passed"]')`;
      assert.equal(await page.evaluate(`getComputedStyle(${place}, '::after').content`), '"simulated"');
      const groups = await page.getByTestId('tree-section-title').allTextContents();
      assert.ok(groups.length > 0 && groups.every(group => group.endsWith(' (simulated)')));
      await page.goto('about:blank');
      await page.goto(`${pathToFileURL(files.embedded).href}#specs/vbs/v3/show-backup.yaml:3`);
      await page.getByRole('heading', { name: 'specs/vbs/v3/show-backup.yaml, line 3' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByTestId('report-title').waitFor();
    }),
);

test('the addresses that a service wrote are text, and no link leads to them', { skip }, () =>
  opened(files.linking, screens.desktop, async page => {
    await openTest(page);
    await page.frameLocator('iframe').locator('pre').waitFor();
    await page.getByTestId('test-result-attachment-header').first().click();
    await page.getByText('X-Auth-Token', { exact: true }).first().waitFor();
    let shown = '';
    for (const frame of page.frames()) {
      shown += await frame.locator('body').innerText();
      assert.equal(await frame.locator('a[href*="evil"], [src*="evil"]').count(), 0);
    }
    assert.match(shown, /evil\.example/);
  }),
);

test('a page that something was smuggled into asks nothing of a network', { skip }, async () => {
  const file = path.join(folder, 'smuggled.html');
  const smuggled = `<img src="${evil}"><iframe src="${evil}"></iframe><link rel="stylesheet" href="${evil}"><script src="${evil}"></script>`;
  const html = readFileSync(files.broken, 'utf8').replace(
    '<body>',
    () => `<body>${smuggled}<script>fetch('${evil}').catch(() => {})</script>`,
  );
  writeFileSync(file, html);
  browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const refused: string[] = [];
  page.on('console', told => refused.push(...(told.text().match(/Content Security Policy directive: "[\w-]+/g) ?? [])));
  const sent: string[] = [];
  await page.route(/^http:/, route => {
    sent.push(route.request().url());
    return route.abort();
  });
  await page.goto(pathToFileURL(file).href);
  await page.getByTestId('tree-section').first().waitFor();
  assert.deepEqual(sent, []);
  assert.ok(refused.length >= 5, refused.join());
});
