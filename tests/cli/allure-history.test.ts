import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { writeAllureReport } from '../../src/cli/allure-report.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { citedPages } from '../../src/cli/page-sources.ts';
import { clearReports } from '../../src/cli/report-files.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  asLive,
  backupWith,
  changed,
  contract,
  reads,
  recordEmbedded,
  resultOf,
} from '../checks/embedded-recording.ts';
import { newFolder } from '../endpoints/endpoint-run.ts';

const folder = newFolder();
after(() => rmSync(folder, { recursive: true, force: true }));

const live = asLive(await recordEmbedded());
const broken = changed(live, reads, backupWith({ size: 'ten' }));
const pages = citedPages(packageRoot(), [contract]);

interface ShownTest {
  readonly fullName: string;
  readonly status: string;
  readonly transition?: string;
  readonly history: readonly {
    readonly status: string;
    readonly start: number;
    readonly error?: { message: string };
  }[];
}

/** What the report on a run shows of a check, and what was told of the history. */
async function reportOn(recording: Recording, reports: string): Promise<(id: string) => ShownTest> {
  const told: string[] = [];
  const folders = { folder: reports, histories: reports };
  clearReports(reports);
  const { file } = await writeAllureReport({ result: resultOf(recording), recording }, pages, folders, sentence =>
    told.push(sentence),
  );
  sentences.set(reports, told);
  const parts = readFileSync(file, 'utf8').matchAll(/d\("data\/test-results\/[^"]*","([^"]*)"/g);
  const tests = Array.from(
    parts,
    ([, data = '']): ShownTest => JSON.parse(Buffer.from(data, 'base64').toString('utf8')),
  );
  return id => tests.find(({ fullName }) => fullName === `${contract.id}/${id}`) ?? assert.fail(id);
}

const sentences = new Map<string, readonly string[]>();

/** A new folder for reports. */
function reportsIn(name: string): string {
  mkdirSync(path.join(folder, name));
  return path.join(folder, name);
}

const historyOf = (reports: string, target: string): string => path.join(reports, `allure-history/${target}.jsonl`);
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

const at = (recording: Recording, startedAt: string): Recording => ({ ...recording, startedAt });

test('the second report has the history of the first: what changed, and why a check was unproven', async () => {
  const reports = reportsIn('two-runs');
  const first = await reportOn(at(live, '2026-01-01T10:00:00.000Z'), reports);
  assert.equal(first('response/size/type').transition, undefined, 'where nothing came before, nothing is called new');
  const second = await reportOn(at(broken, '2026-01-02T10:00:00.000Z'), reports);
  const changed = second('response/size/type');
  assert.deepEqual([changed.status, changed.transition], ['failed', 'regressed']);
  assert.deepEqual(
    changed.history.map(({ status }) => status),
    ['passed'],
  );
  const unproven = resultOf(live).verdicts.find(({ verdict }) => verdict === 'unproven') ?? assert.fail();
  const shown = second(unproven.id.slice(contract.id.length + 1));
  assert.deepEqual(
    shown.history.map(({ status, error }) => [status, error?.message]),
    [['skipped', `unproven: ${unproven.message}`]],
  );
  const third = await reportOn(at(live, '2026-01-03T10:00:00.000Z'), reports);
  const fixed = third('response/size/type');
  assert.deepEqual([fixed.status, fixed.transition], ['passed', 'fixed']);
  assert.deepEqual(
    fixed.history.map(({ status }) => status),
    ['failed', 'passed'],
  );
  assert.match(fixed.history[0]?.error?.message ?? '', /size/);
  assert.deepEqual(sentences.get(reports), []);
});

test('each target has a history of its own', async () => {
  const reports = reportsIn('two-targets');
  const named = (name: string, recording: Recording): Recording => ({
    ...recording,
    target: { ...recording.target, name },
  });
  await reportOn(named('eu/1', live), reports);
  const other = await reportOn(named('us', broken), reports);
  assert.deepEqual(other('response/size/type').history, []);
  assert.deepEqual([linesOf(historyOf(reports, 'eu%2F1')).length, linesOf(historyOf(reports, 'us')).length], [1, 1]);
});

test('a history has 20 runs at most, the latest', async () => {
  const reports = reportsIn('many-runs');
  mkdirSync(path.join(reports, 'allure-history'));
  const file = historyOf(reports, 'live');
  const earlier = Array.from({ length: 25 }, (_, index) =>
    JSON.stringify({ uuid: `${index}`, testResults: {}, url: '' }),
  );
  writeFileSync(file, `${earlier.join('\n')}\n`);
  await reportOn(live, reports);
  assert.deepEqual(linesOf(file).slice(0, -1), earlier.slice(-19));
});

test('lines that no run wrote are removed and told, and cost no report', async () => {
  const reports = reportsIn('damaged');
  await reportOn(live, reports);
  const file = historyOf(reports, 'live');
  const [line = ''] = linesOf(file);
  writeFileSync(
    file,
    `${line}\n{"url": "", "testResults": [\n{"url": "", "testResults": {"a": 1}}\n${line.replace('"url":""', '"url":"https://evil.example"')}\n`,
  );
  const shown = await reportOn(broken, reports);
  assert.equal(shown('response/size/type').history.length, 1);
  assert.deepEqual(sentences.get(reports), [`${file}: 3 lines were removed, which no full run wrote.`]);
  assert.equal(linesOf(file).length, 2);
});

test('a history that cannot be read costs no report either', async () => {
  const reports = reportsIn('unreadable');
  mkdirSync(historyOf(reports, 'live'), { recursive: true });
  await reportOn(live, reports);
  const [told, ...others] = sentences.get(reports) ?? [];
  assert.match(told ?? '', /live\.jsonl is not a regular file; /);
  assert.deepEqual(others, []);
  assert.ok(existsSync(path.join(reports, 'report.html')));
});
