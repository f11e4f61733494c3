import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { checkAgainst, type EndpointRun, inPairs, newFolder, runAgainst } from './endpoint-run.ts';
import { serveHostile } from './hostile-servers.ts';
import { leaksIn } from './leaks.ts';
import { environmentFor, type ReplayingServer } from './replaying-server.ts';
import { reportFaults } from './sound-reports.ts';

const conforming = await recordEmbedded();
const hostile = (name: string): Promise<ReplayingServer> =>
  serveHostile(name, { conforming, elsewhere: 'http://127.0.0.1:9', isHostileTo: () => true });

/** One that breaks nearly every rule, and one that says nothing. A service that breaks a few rules: mutants.test.ts. */
const names = ['escapes and HTML in values', 'never answers'];

const runs = new Map<string, EndpointRun>();

test('the full run says of hostile services what the quick gate says, and leaves sound reports', async () => {
  await inPairs(names, async name => {
    const server = await hostile(name);
    try {
      const full = await runAgainst(['run'], server.env);
      const quick = await checkAgainst(server.env);
      runs.set(name, full);
      assert.equal(full.status, quick.status, `${name}: ${full.stderr}`);
      assert.ok(full.status === 1 || full.status === 2, name);
      assert.equal(full.stderr, '', name);
      assert.deepEqual(full.verdicts, quick.verdicts, name);
      const verdict = /^Verdict on .*$/m;
      assert.equal(verdict.exec(full.stdout)?.[0], verdict.exec(quick.stdout)?.[0] ?? 'none', name);
      assert.deepEqual(reportFaults(full), [], name);
      assert.deepEqual(leaksIn(full), [], name);
      assert.doesNotMatch(full.stdout, /[\p{Cc}\p{Cf}\p{Cs}](?<!\n)/u, name);
      assert.ok(full.peak === undefined || full.peak < 250, `${name}: ${full.peak} MB`);
      assert.ok(full.files.has('reports/report.html'), name);
    } finally {
      await server.close();
    }
  });
});

test('a target that cannot be tested as it is configured is told in a sentence, and keeps no other from being tested', async () => {
  const folder = newFolder();
  mkdirSync(path.join(folder, 'targets'));
  writeFileSync(path.join(folder, 'targets/nowhere.yaml'), 'endpoint: http://127.0.0.1:9\n');
  const { VBS_BACKUP_ID: _, VBS_ENDPOINT: __, ...env } = environmentFor('', 'a'.repeat(32), '');
  const args = ['run', '--target', 'nowhere', '--target', 'mock'];
  const { status, stderr, stdout, files } = await runAgainst(args, env, folder);
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^VBS_BACKUP_ID is not set, and the service at [^\n]*\.\nnowhere was not tested: nothing was recorded\.\n$/,
  );
  assert.match(stdout, /Verdict: conformant \(embedded service\) \(exit status 0\)/);
  const reports = [...files.keys()].filter(name => /(?:html|xml)$/.test(name)).sort();
  assert.deepEqual(reports, ['reports/mock/junit.xml', 'reports/mock/report.html']);
});

const browser = '/usr/bin/chromium';
const skip = existsSync(browser) ? false : `needs ${browser} to open the report in`;

test('in the HTML report no script runs that a service sent', { skip }, async () => {
  const html = runs.get('escapes and HTML in values')?.files.get('reports/report.html');
  assert.ok(html);
  const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
  const file = path.join(folder, 'report.html');
  writeFileSync(file, html);
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
