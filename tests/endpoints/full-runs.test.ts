import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { onlyShow } from '../cli/command.ts';
import { checkAgainst, type EndpointRun, runAgainst } from './endpoint-run.ts';
import { serveHostile } from './hostile-servers.ts';
import { leaksIn } from './leaks.ts';
import { reportFaults } from './sound-reports.ts';

const conforming = await recordEmbedded();

let report: Buffer | undefined;

/** The last line on the terminal. */
const verdictLineOf = ({ stdout }: EndpointRun): string | undefined => stdout.trimEnd().split('\n').at(-1);

// This service breaks nearly every rule. Services that keep to all, that break a few, and none at all: one-verdict.test.ts.
test('the full run says of a hostile service what the quick gate says, and leaves sound reports', async () => {
  const setting = { conforming, elsewhere: 'http://127.0.0.1:9', isHostileTo: () => true };
  const server = await serveHostile('escapes and HTML in values', setting);
  try {
    const full = await runAgainst(['run', ...onlyShow], server.env);
    const quick = await checkAgainst(server.env);
    report = full.files.get('reports/report.html');
    assert.deepEqual([full.status, quick.status, full.stderr], [1, 1, '']);
    assert.deepEqual(full.verdicts, quick.verdicts);
    assert.equal(verdictLineOf(full), verdictLineOf(quick));
    assert.deepEqual(reportFaults(full), []);
    assert.deepEqual(leaksIn(full), []);
    assert.doesNotMatch(full.stdout, /[\p{Cc}\p{Cf}\p{Cs}](?<!\n)/u);
    assert.ok(full.peak === undefined || full.peak < 250, `${full.peak} MB`);
    assert.match(report?.toString('utf8') ?? '', /violations, exit status 1/);
  } finally {
    await server.close();
  }
});

test('a target that cannot be tested as it is configured is told in a sentence, and keeps no other from being tested', async () => {
  const user = { OS_USERNAME: 'demo', OS_PASSWORD: 'canary', OS_USER_DOMAIN_NAME: 'Default' };
  const project = { OS_PROJECT_NAME: 'demo', OS_PROJECT_DOMAIN_NAME: 'Default' };
  const env = { OS_AUTH_URL: 'http://127.0.0.1:9/v3', ...user, ...project };
  const { status, stderr, stdout, files } = await runAgainst(['run', '--target', 'cloud', '--target', 'mock'], env);
  assert.equal(status, 2);
  assert.equal(stderr, '');
  assert.match(
    stdout,
    /^Verdict on cloud: not tested, exit status 2\. Cannot connect to Keystone at http:\/\/127\.0\.0\.1:9\/v3: /m,
  );
  assert.match(stdout, /^Verdict on the embedded service: conformant \(embedded service\), exit status 0\./m);
  assert.match(stdout, /^cloud +0 .* not tested\nmock +0 .*\nExit status 2, the highest of these targets\.\n$/m);
  const reports = [...files.keys()].filter(name => /(?:html|xml)$/.test(name)).sort();
  assert.deepEqual(reports, [
    'reports/cloud/junit.xml',
    'reports/cloud/report.html',
    'reports/mock/junit.xml',
    'reports/mock/report.html',
  ]);
  const histories = [...files.keys()].filter(name => name.startsWith('reports/allure-history/')).sort();
  assert.deepEqual(histories, ['reports/allure-history/cloud.jsonl', 'reports/allure-history/mock.jsonl']);
});

const browser = '/usr/bin/chromium';
const skip = existsSync(browser) ? false : `needs ${browser} to open the report in`;

test('in the HTML report no script runs that a service sent', { skip }, async () => {
  assert.ok(report);
  const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
  const file = path.join(folder, 'report.html');
  writeFileSync(file, report);
  const chrome = await chromium.launch({ executablePath: browser, args: ['--no-sandbox'] });
  try {
    const page = await chrome.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.getByTestId('tree-leaf').filter({ hasText: 'size is an integer' }).first().click();
    assert.equal(await page.getByText('???').isVisible(), false, "the place of Allure's share of success is hidden");
    // The value is there to be read, in the verdict's text and in the answers that are attached.
    await page.getByText('<script>hacked=1</script>').first().waitFor();
    for (const attachment of await page.getByTestId('test-result-attachment-header').all()) await attachment.click();
    assert.equal(await page.evaluate('typeof hacked'), 'undefined');
  } finally {
    await chrome.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
