import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { startEmbedded } from '../../src/cli/embedded-service.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { chosenPages } from '../../src/cli/pages.ts';
import { loadSpecifications } from '../../src/cli/specification.ts';
import { newFolder } from '../endpoints/endpoint-run.ts';
import { conformanceFault } from '../endpoints/sound-reports.ts';
import { xmlFault } from '../endpoints/well-formed.ts';
import { formatFault } from '../recording/recording-format.ts';
import { ctrfFault } from '../reports/ctrf-format.ts';
import { command, type Finished } from './command.ts';

const service = await startEmbedded(loadSpecifications(chosenPages({}, packageRoot()), 'ruled'));
const folder = newFolder();
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service.close();
});

const operations = ['list-backups', 'list-backups-details', 'show-backup'] as const;

/** The embedded service as if it were a live one, whose owner accepts what it does not do. */
const env = {
  OS_TOKEN: service.tokens.member,
  OS_PROJECT_ID: service.project,
  VBS_PATIENCE: '0',
  VBS_FAULTS: 'prefer',
  VBS_UNFINISHED_WAIT: '1',
};
mkdirSync(path.join(folder, 'targets'));
writeFileSync(
  path.join(folder, 'targets/staging.yaml'),
  `endpoint: ${service.origin}
backup: ${service.examples['show-backup.backup_id']}
waivers:
  - id: no-405
    check: list-*/status/405
    deviation: { place: status/405/patch, kind: status, expected: 405, got: 404 }
    reason: It was so.
    owner: storage team
    until: 2126-06-30
`,
);

const live = ['--target', 'staging'] as const;

const textIn = (...file: readonly string[]): string => readFileSync(path.join(folder, ...file), 'utf8');
const jsonIn = (...file: readonly string[]) => JSON.parse(textIn(...file));

/** Tests a service into a folder of this name. */
async function runInto(
  name: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<number> {
  const finished = await command(['check', '--quiet', '--reports-dir', name, ...args], { ...env, ...more }, folder);
  assert.ok(existsSync(path.join(folder, name, 'conformance.json')), finished.stderr);
  return finished.status ?? -1;
}

const merge = (...args: readonly string[]): Promise<Finished> => command(['merge', ...args], {}, folder);

for (const name of operations) {
  await runInto(`live/${name}`, [...live, '--only', `${name}/**`]);
  await runInto(`mock/${name}`, ['--target', 'mock', '--only', `${name}/**`]);
}
const liveParts = operations.map(name => `live/${name}`);
const mockParts = operations.map(name => `mock/${name}`);

/** The name of an exchange, whichever part made it: in one run, a list's items are read for the other list, too. */
const nameInAny = (name: string): string =>
  name.replace(/^[^/]+\/beside\//, '').replace(/^[^/]+(?=\/items\/show\/)/, 'any');

/** What a report says of the service, without when and by which requests it was found out. */
function contentOf(name: string): Readonly<Record<string, unknown>> {
  const { start, duration, requests, checks, ...content } = jsonIn(name, 'conformance.json');
  assert.deepEqual([typeof start, typeof duration, typeof requests], ['string', 'number', 'number']);
  return {
    ...content,
    checks: checks.map((one: { exchanges: string[] }) => ({ ...one, exchanges: one.exchanges.map(nameInAny) })),
  };
}

/** JUnit without times. */
const casesIn = (name: string): string => textIn(name, 'junit.xml').replace(/ (?:time|timestamp)="[^"]*"/g, '');

/** CTRF without times. */
function testsIn(name: string): unknown {
  const { summary, tests, environment } = jsonIn(name, 'ctrf.json').results;
  const { start: _, stop: __, duration: ___, ...counts } = summary;
  return { counts, environment, tests: tests.map((one: object) => ({ ...one, duration: 0 })) };
}

test('three parts of a service are the whole run, in every report, waivers included', async () => {
  const status = await runInto('whole', live);
  assert.equal(status, 1, 'the waiver is not needed, which only the whole can tell');
  const merged = await merge(...liveParts, '--out', 'merged');
  assert.deepEqual([merged.status, merged.stderr], [status, '']);
  assert.match(merged.stdout, /^Merged: live\/list-backups, live\/list-backups-details, live\/show-backup\.\n\n/);
  assert.match(merged.stdout, /\n✗ failed {2}waivers\/no-405\n.*Report: merged\/conformance\.json\n/su);
  assert.match(
    merged.stdout,
    /\nVerdict on staging: violations, exit status 1\. 1 waiver is expired, not needed or about no check\.\n$/,
  );
  assert.deepEqual(contentOf('merged'), contentOf('whole'));
  assert.equal(casesIn('merged'), casesIn('whole'));
  assert.deepEqual(testsIn('merged'), testsIn('whole'));
  assert.deepEqual(readdirSync(path.join(folder, 'merged')).sort(), readdirSync(path.join(folder, 'whole')).sort());
  const faults = [
    conformanceFault(textIn('merged', 'conformance.json')),
    xmlFault(textIn('merged', 'junit.xml')),
    ctrfFault(textIn('merged', 'ctrf.json')),
    formatFault(textIn('merged', 'recording.json')),
  ];
  assert.deepEqual(faults, [undefined, undefined, undefined, undefined]);
});

test('a whole can be judged and compared, and what a verdict was judged by is in its recording', async () => {
  await merge(...liveParts, '--out', 'judgeable');
  const judged = await command(['judge', 'judgeable', '--quiet'], {}, folder);
  assert.equal(judged.status, 0, judged.stderr);
  assert.match(
    judged.stdout,
    /\njudgeable\/conformance\.json says the same in every field, so the exit status is 0\.\n$/,
  );
  const compared = await command(['compare', 'live/show-backup', 'judgeable', '--partial'], {}, folder);
  assert.deepEqual([compared.status, compared.stderr], [0, '']);
  const names = new Set(jsonIn('judgeable', 'recording.json').exchanges.map(({ name }: { name: string }) => name));
  const { checks } = jsonIn('judgeable', 'conformance.json');
  for (const { id, exchanges } of checks)
    assert.ok(
      exchanges.every((name: string) => names.has(name)),
      id,
    );
});

test('parts of the embedded service, which is another one in each, are conformant as a whole', async () => {
  const { status, stdout } = await merge(...mockParts, '--out', 'mock/whole', '--quiet');
  assert.equal(status, 0);
  assert.match(stdout, /^Verdict on the embedded service: conformant \(embedded service\), exit status 0\. /);
});

test('where parts leave something out, so does the whole, and says so; the rest can be merged later', async () => {
  const some = await merge(...mockParts.slice(0, 2), '--out', 'mock/some', '--quiet');
  assert.equal(some.status, 0);
  assert.match(
    some.stdout,
    /: incomplete, exit status 0\. Only the checks that --only chooses were judged: 269 checks\.\n$/,
  );
  const { complete, options } = jsonIn('mock/some/conformance.json');
  assert.deepEqual([complete, options.only], [false, ['list-backups/**', 'list-backups-details/**']]);
  assert.equal((await command(['judge', 'mock/some', '--quiet'], {}, folder)).status, 0);
  const all = await merge('mock/some', 'mock/show-backup', '--out', 'mock/all', '--quiet');
  assert.match(all.stdout, /: conformant \(embedded service\), exit status 0\. /);
  await runInto('mock/links', ['--target', 'mock', '--only', 'show-backup/links/**']);
  const part = await merge('mock/some', 'mock/links', '--out', 'mock/part', '--quiet');
  assert.match(part.stdout, /: incomplete, exit status 0\. /, 'all operations, but not all of their checks');
});

test('the HTML report is written where each part has one', async () => {
  const parts = mockParts.map(part => {
    cpSync(path.join(folder, part), path.join(folder, 'full', part), { recursive: true });
    writeFileSync(path.join(folder, 'full', part, 'report.html'), '');
    return `full/${part}`;
  });
  assert.equal((await merge(...parts.slice(1), 'mock/list-backups', '--out', 'full/none', '--quiet')).status, 0);
  assert.equal(existsSync(path.join(folder, 'full/none/report.html')), false);
  const { status, stderr } = await merge(...parts, '--out', 'full/whole', '--quiet');
  assert.deepEqual([status, stderr], [0, '']);
  assert.ok(textIn('full/whole/report.html').includes('conformant (embedded service), exit status 0 — list-backups, '));
  assert.ok(readdirSync(path.join(folder, 'full/whole/allure-results')).length > 403);
});

test('a whole takes the place of an earlier one, and never of a run', async () => {
  assert.equal((await merge(...mockParts, '--out', 'again', '--quiet')).status, 0);
  assert.equal((await merge(...mockParts, '--out', 'again', '--quiet')).status, 0);
  for (const out of ['mock/show-backup', 'live/show-backup']) {
    const before = textIn(out, 'recording.json');
    const { status, stderr } = await merge(...mockParts, '--out', out);
    assert.equal(status, 2);
    assert.match(stderr, /^--out leads to .*, which has a recording of a run; choose another folder\.\n$/);
    assert.equal(textIn(out, 'recording.json'), before);
  }
});
