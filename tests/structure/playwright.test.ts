import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { _baseTest as bare, test as ordinary } from '@playwright/test';
import type { JSONReport } from '@playwright/test/reporter';

/** The fixtures of a kind of test, which Playwright keeps at a symbol. */
function fixturesOf(kind: object): readonly string[] {
  const [inside] = Object.getOwnPropertySymbols(kind).map(symbol => Reflect.get(kind, symbol));
  return inside.fixtures.flatMap((one: { fixtures: object }) => Object.keys(one.fixtures));
}

test('`_baseTest` is `test` without fixtures', () => {
  assert.ok(fixturesOf(ordinary).includes('browser'));
  assert.deepEqual(fixturesOf(bare), []);
  for (const used of [bare.info, bare.skip]) assert.equal(typeof used, 'function');
});

/** Two tests that fail, each of which says of itself that it has not. */
const spec = `
  import { _baseTest as test } from ${JSON.stringify(import.meta.resolve('@playwright/test'))};
  for (const title of ['first', 'second']) test(title, () => {
    const info = test.info();
    info.annotations.push({ type: '_isFailure', description: typeof info._isFailure });
    Object.defineProperty(info, '_isFailure', { value: () => false });
    throw new Error('as it should');
  });`;

test('a worker whose test has failed is kept where `_isFailure` of `test.info()` says that it has not', async t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'playwright-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'kept.spec.mjs'), spec);
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const run = spawn(process.execPath, [cli, 'test', '--workers=1', '--reporter=json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { suites } = JSON.parse(await text(run.stdout)) as JSONReport;
  const tests = suites.flatMap(suite => suite.specs).flatMap(one => one.tests);
  const results = tests.flatMap(one => one.results);
  assert.deepEqual(
    tests.flatMap(one => one.annotations),
    Array(2).fill({ type: '_isFailure', description: 'function' }),
  );
  assert.deepEqual(
    results.map(({ status, workerIndex }) => ({ status, workerIndex })),
    Array(2).fill({ status: 'failed', workerIndex: 0 }),
  );
});
