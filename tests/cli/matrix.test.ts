import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { PageContent } from '../../src/matrix/matrix-page.ts';
import { runs, writeRun } from '../statement/submissions.ts';
import { command } from './command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (...parts: readonly string[]): string => path.join(folder, ...parts);
const read = (...parts: readonly string[]): string => readFileSync(inFolder(...parts), 'utf8');
const run = (...args: readonly string[]) => command(args, {}, folder);

/** The matrix that a page has in it. */
function contentOf(file: string): PageContent['matrix'] {
  const [, json = ''] = /<script type="application\/json" id="content">(.*?)<\/script>/s.exec(read(file)) ?? [];
  return (JSON.parse(json) as PageContent).matrix;
}

const releases = ['victoria', 'zed', '2025-1'] as const;
for (const release of releases) {
  mkdirSync(inFolder('reports', release), { recursive: true });
  cpSync(
    path.join(packageRoot(), `products/openstack-${release}/recording.json`),
    inFolder('reports', release, 'recording.json'),
  );
}
assert.equal((await run('judge', 'reports/zed/recording.json', '--out', 'judged', '-q')).status, 1);

/** A submission of Zed, with or without its recording. */
function submission(name: string, product: string, files: readonly string[]): string {
  mkdirSync(inFolder(name), { recursive: true });
  writeFileSync(inFolder(name, 'PRODUCT.yaml'), product);
  for (const file of files) cpSync(inFolder(file), inFolder(name, path.basename(file)));
  return name;
}

interface Recorded {
  readonly exchanges: readonly { readonly response?: object }[];
}

interface Told {
  readonly operations: readonly { readonly source: object }[];
  readonly checks: readonly { readonly verdict: string }[];
}

const acme = 'vendor: Acme\nname: Backup\nversion: "4.2"\n';

/** The sentence of a refusal. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await run('matrix', ...args);
  assert.deepEqual([status, stdout], [2, ''], stderr);
  assert.match(stderr, /^[^\n]+\.\n$/);
  return stderr;
}

test('reports of several targets become a page, Markdown, CSV and badges', async () => {
  const outputs = ['--out', 'm.html', '--markdown', 'm.md', '--csv', 'm.csv', '--badges', 'new/badges'];
  const { status, stdout, stderr } = await run('matrix', ...releases.map(one => `reports/${one}`), ...outputs);
  assert.deepEqual([status, stderr], [0, ''], stdout);
  assert.match(
    stdout,
    /^Products: 3\. Facts: 403\. Edition: \S+\.\nopenstack-victoria: core violations \(20\), front unproven \(9\)/,
  );
  assert.match(
    stdout,
    /\nWritten: m\.html\nWritten: m\.md\nWritten: m\.csv\nWritten: new\/badges\/openstack-victoria\.svg\n/,
  );
  const { columns, rows } = contentOf('m.html');
  assert.deepEqual(
    columns.map(({ label }) => label),
    releases.map(release => `openstack-${release}`),
  );
  assert.equal(rows.length, 403);
  assert.match(read('m.md'), /^\| product \|/);
  assert.match(read('m.csv'), /^"check",/);
  assert.deepEqual(readdirSync(inFolder('new/badges')).sort(), [
    'openstack-2025-1.svg',
    'openstack-victoria.svg',
    'openstack-zed.svg',
  ]);
});

test('the page needs nothing but itself', async () => {
  assert.equal((await run('matrix', 'reports', '--out', 'alone.html')).status, 0);
  const html = read('alone.html');
  assert.doesNotMatch(
    html.replace(/<script type="application\/json".*?<\/script>/s, ''),
    /\b(?:src|href)="?(?!#)[^"]*:\/\/|@import|url\(/,
  );
  assert.match(
    html,
    /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; /,
  );
});

test('a submission has the name of its product, the day until which it is valid, and its verdicts without a recording, too', async () => {
  submission('s/2026.11/acme', acme, ['judged/conformance.json', 'reports/zed/recording.json']);
  submission('s/2026.11/other', acme.replace('4.2', '4.10'), ['judged/conformance.json']);
  writeFileSync(inFolder('s/2026.11/acme/statement.json'), JSON.stringify({ validUntil: '2027-11-25' }));
  assert.equal((await run('matrix', 's', '--out', 's.html')).status, 0);
  const { columns, rows, texts } = contentOf('s.html');
  const [first, second] = columns;
  assert.deepEqual([first?.label, second?.label], ['Acme Backup 4.2', 'Acme Backup 4.10']);
  assert.deepEqual([first?.run.judged, second?.run.judged], ['by this suite', 'as written']);
  assert.deepEqual([first?.validUntil, second?.validUntil], ['2027-11-25', undefined]);
  assert.deepEqual(first?.profiles, second?.profiles);
  assert.deepEqual(first?.edition, second?.edition);
  assert.deepEqual(first?.texts, second?.texts);
  assert.ok(texts.every(({ isKnown }) => isKnown));
  assert.deepEqual(second?.exchanges, {});
  assert.ok(rows.every(({ kind }) => kind !== 'others'));
  assert.deepEqual(first?.remarks, []);
});

test('a report that says something else than its recording is found out', async () => {
  submission('forged', acme, ['judged/conformance.json', 'reports/zed/recording.json']);
  writeFileSync(
    inFolder('forged/conformance.json'),
    read('judged/conformance.json').replaceAll('"verdict": "failed"', '"verdict": "passed"'),
  );
  const { status, stdout } = await run('matrix', 'forged', '--out', 'forged.html');
  assert.equal(status, 0);
  assert.match(
    stdout,
    /Acme Backup 4\.2: core violations \(11\).*conformance\.json differs from what its recording comes to, on 11 facts; the recording counts here\./,
  );
});

test('without a recording, facts that a report leaves out are unproven, and that is said', async () => {
  submission('silent', acme, []);
  const report = JSON.parse(read('judged/conformance.json'));
  const checks = report.checks.filter(({ verdict }: { verdict: string }) => verdict === 'passed');
  writeFileSync(inFolder('silent/conformance.json'), JSON.stringify({ ...report, verdict: 'conformant', checks }));
  const { stdout } = await run('matrix', 'silent', '--out', 'silent.html');
  assert.match(stdout, /Acme Backup 4\.2: core unproven \(\d+\), front unproven \(9\), faults unproven \(15\)/);
  assert.match(stdout, /Its report says nothing on \d+ facts of its pages\./);
  const lowered = report.checks.map((one: object) => ({ ...one, level: 'MAY' }));
  writeFileSync(inFolder('silent/conformance.json'), JSON.stringify({ ...report, checks: lowered }));
  assert.match((await run('matrix', 'silent', '--out', 'silent.html')).stdout, /: core violations \(11\)/);
  writeFileSync(inFolder('silent/conformance.json'), JSON.stringify({ ...report, checks: [...checks, checks[0]] }));
  assert.match(await refusal('silent', '--out', 'x.html'), /^silent\/conformance\.json has the check \S+ twice; /);
});

test('pages that a vendor changed are no edition, and that is said', async () => {
  submission('changed', acme, ['reports/zed/recording.json']);
  const recording = JSON.parse(read('reports/zed/recording.json'));
  const file = 'specs/vbs/v3/show-backup.rst';
  recording.judgedWith.texts[file] += '\n';
  writeFileSync(inFolder('changed/recording.json'), JSON.stringify(recording));
  const { status, stdout } = await run('matrix', 'reports/victoria', 'changed', '--out', 'changed.html');
  assert.equal(status, 0, stdout);
  assert.match(stdout, /Acme Backup 4\.2: .*together no edition that this suite knows/);
  const { columns, edition, texts } = contentOf('changed.html');
  assert.deepEqual(
    columns.map(one => one.edition.sha256 === edition.sha256),
    [true, false],
  );
  const changed = columns[1]?.texts[file] ?? -1;
  assert.notEqual(changed, columns[0]?.texts[file]);
  assert.equal(texts[changed]?.isKnown, false);
});

test('a partial run and the embedded service are never conformant, and that is said', async () => {
  assert.equal((await run('check', '--target', 'mock', '--reports-dir', 'part', '-q', '--only', 'links/**')).status, 0);
  const { stdout } = await run('matrix', 'part', '--csv', 'part.csv');
  assert.match(stdout, /: core unproven.*A simulation was tested.*The run is partial: /);
  assert.doesNotMatch(stdout, /conformant/);
});

/** Takes the run of the small service, which conforms, as a submission. */
async function conforming(name: string, files: readonly string[]): Promise<string> {
  if (!existsSync(inFolder('small'))) writeRun(inFolder('small'), await runs.conformant());
  return submission(
    name,
    acme,
    files.map(file => `small/${file}`),
  );
}

/** Changes the JSON of a file. */
const changeJson = (file: string, change: (content: never) => unknown): void =>
  writeFileSync(inFolder(file), JSON.stringify(change(JSON.parse(read(file)) as never)));

/** What the matrix of a folder says of it in each form. */
async function saidOf(name: string): Promise<{ line: string; markdown: string; csv: string; badge: string }> {
  const outputs = ['--markdown', `${name}.md`, '--csv', `${name}.csv`, '--badges', `${name}-badges`];
  const { status, stdout } = await run('matrix', name, ...outputs);
  assert.equal(status, 0, stdout);
  const [, line = ''] = stdout.split('\n');
  const [, , markdown = ''] = read(`${name}.md`).split('\n');
  return { line, markdown, csv: read(`${name}.csv`), badge: read(`${name}-badges/acme-backup-4.2.svg`) };
}

test('what conforms is conformant; where there is no recording to judge each form says so', async () => {
  await conforming('whole', ['conformance.json', 'recording.json']);
  const whole = await saidOf('whole');
  assert.match(whole.line, /: core conformant, front conformant, faults conformant$/);
  assert.match(whole.csv, /^"judged","","","","","","by this suite"\r$/m);
  for (const text of Object.values(whole)) assert.doesNotMatch(text, /as written|simulated/);
  await conforming('told', ['conformance.json']);
  const { markdown, csv, badge } = await saidOf('told');
  assert.match(markdown, /^\| `Acme Backup 4\.2` \(as written\) \|/);
  assert.match(csv, /^"judged","","","","","","as written"\r$/m);
  assert.match(badge, /faults conformant, as written<\/title>/);
});

test('a statement that is said to be valid for longer than a year has no day until which it is valid, and that is said', async () => {
  await conforming('long', ['conformance.json']);
  const { start } = JSON.parse(read('long/conformance.json')) as { readonly start: string };
  const from = start.slice(0, 10);
  for (const day of ['9999-12-31', '2020-01-01']) {
    writeFileSync(inFolder('long/statement.json'), JSON.stringify({ validUntil: day }));
    const { line } = await saidOf('long');
    assert.match(
      line,
      new RegExp(`Its statement says that it is valid until ${day}, which no statement on a run of ${from} is`),
    );
    assert.equal((await run('matrix', 'long', '--out', 'long.html')).status, 0);
    assert.equal(contentOf('long.html').columns[0]?.validUntil, undefined);
  }
  changeJson('long/conformance.json', (report: object) => ({ ...report, start: '2026-99-99T00:00:00.000Z' }));
  writeFileSync(inFolder('long/statement.json'), JSON.stringify({ validUntil: '2027-11-26' }));
  assert.match((await saidOf('long')).line, /no statement on a run of 2026-99-99 is/);
});

test('no simulation is conformant, also where it is only its answers that say so', async () => {
  await conforming('marked', ['recording.json']);
  changeJson('marked/recording.json', ({ exchanges: [first, ...rest], ...recording }: Recorded) => ({
    ...recording,
    exchanges: [
      { ...first, response: { ...first?.response, headers: [['X-Simulated-By', 'vbs-conformance']] } },
      ...rest,
    ],
  }));
  await conforming('claimed', ['conformance.json']);
  changeJson('claimed/conformance.json', ({ target, ...report }: { readonly target: object }) => ({
    ...report,
    target: { ...target, simulated: true },
  }));
  for (const name of ['marked', 'claimed']) {
    const { line, markdown, csv, badge } = await saidOf(name);
    assert.match(line, /A simulation was tested/, name);
    assert.doesNotMatch(line, /conformant/, name);
    assert.match(markdown, /simulated/, name);
    assert.match(csv, /^"judged",.*simulated/m, name);
    assert.match(badge, /, simulated/, name);
  }
});

test('what was judged by no edition is never conformant: nobody knows which facts are missing', async () => {
  await conforming('few', ['conformance.json']);
  changeJson('few/conformance.json', ({ operations, checks, ...report }: Told) => ({
    ...report,
    operations: operations.map(one => ({
      ...one,
      source: { ...one.source, sha256: { page: '0'.repeat(64), notes: '0'.repeat(64) } },
    })),
    checks: checks.filter(({ verdict }, index) => verdict === 'passed' && index % 20 === 0),
  }));
  const { line, badge } = await saidOf('few');
  assert.match(line, /: core unproven, .*no edition that this suite knows/);
  assert.doesNotMatch(line + badge, /conformant/);
});

test('what cannot be read is refused, with what is wrong and where', async () => {
  mkdirSync(inFolder('empty'));
  assert.match(await refusal('reports'), /^Nothing says where to write; /);
  assert.match(await refusal('absent', '--out', 'x.html'), /^absent is no folder; /);
  assert.match(await refusal('empty', '--out', 'x.html'), /^empty has neither conformance\.json nor recording\.json; /);
  assert.match(await refusal('reports', '--out', ''), /^--out is empty; /);
  assert.match(await refusal('reports', '--out', 'absent/x.html'), /x\.html cannot be written /);
  submission('unnamed', 'colour: red\n', ['judged/conformance.json']);
  assert.match(await refusal('unnamed', '--out', 'x.html'), /^unnamed\/PRODUCT\.yaml:1: it names no product; /);
  submission('broken', 'vendor: [\n', ['judged/conformance.json']);
  assert.match(await refusal('broken', '--out', 'x.html'), /^broken\/PRODUCT\.yaml:\d: this is not valid YAML /);
  submission('damaged', acme, []);
  writeFileSync(inFolder('damaged/conformance.json'), '{"format": 3}');
  assert.match(await refusal('damaged', '--out', 'x.html'), /^damaged\/conformance\.json is no report of this suite: /);
  writeFileSync(inFolder('damaged/conformance.json'), '['.repeat(1_000_000));
  assert.match(await refusal('damaged', '--out', 'x.html'), /^damaged\/conformance\.json:1: /);
  assert.equal(existsSync(inFolder('x.html')), false);
});

test('a Markdown file with marks keeps all else, and the README has what its command writes', async () => {
  const readme = readFileSync(path.join(packageRoot(), 'README.md'), 'utf8');
  const stale = readme.replace(/(matrix: begin -->\n)[\s\S]*?(<!-- matrix: end)/, '$1stale\n$2');
  assert.notEqual(stale, readme);
  writeFileSync(inFolder('README.md'), stale);
  cpSync(path.join(packageRoot(), 'products'), inFolder('kept'), { recursive: true });
  const { status, stderr } = await run('matrix', 'kept', '--markdown', 'README.md');
  assert.deepEqual([status, stderr], [0, '']);
  assert.equal(read('README.md'), readme, 'npm run matrix writes it');
});
