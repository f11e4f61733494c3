import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { startRewritingProxy, withStatus } from '../cli/rewriting-proxy.ts';
import { spawnedProgram } from '../cli/spawned-command.ts';
import { installPackage } from './installed-package.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));
after(() => rmSync(folder, { recursive: true }));
const { root, program } = installPackage(folder);

/** Types a command, and has it end as it should. Returns what it printed. */
async function typed(status: number, ...args: readonly string[]): Promise<string> {
  const finished = await spawnedProgram([program, ...args], {}, folder);
  assert.deepEqual([finished.status, finished.stderr], [status, ''], `${args.join(' ')}\n${finished.stdout}`);
  return finished.stdout;
}

/** Serves the embedded service of the installed package until the tests end. Resolves with the variables for a run of it. */
async function servedByMock(): Promise<string> {
  const child = spawn(process.execPath, [program, 'mock'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => child.kill());
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.includes('VBS_FAULTS')) break;
  }
  return lines.join('\n');
}

interface Told {
  readonly verdict: string;
  readonly checks: readonly { readonly id: string; readonly verdict: string }[];
}

const toldIn = (reports: string): Told =>
  JSON.parse(readFileSync(path.join(folder, reports, 'conformance.json'), 'utf8'));

test('with the tarball alone a new user comes from an empty folder to a verdict, to a waiver, and to the next release', async t => {
  const variables = await servedByMock();
  const [, origin = ''] = /VBS_ENDPOINT=(\S+)/.exec(variables) ?? [];
  const proxy = await startRewritingProxy(origin, (head, answer) =>
    head.startsWith('PATCH') ? withStatus(404)(answer) : answer,
  );
  t.after(() => proxy.close());

  assert.match(await typed(0, 'init', '--ci', 'github'), /^written: targets\/staging\.yaml$/m);
  writeFileSync(path.join(folder, '.env'), variables.replaceAll(origin, proxy.origin));
  const target = ['--target', 'staging'];
  assert.match(await typed(0, 'doctor', ...target), /✓ The backup can be read/);
  await typed(1, 'check', ...target);
  const { verdict, checks } = toldIn('reports');
  const failed = checks.filter(one => one.verdict === 'failed').map(({ id }) => id);
  assert.deepEqual([verdict, failed.length], ['violations', 3]);
  for (const id of failed) assert.match(id, /\/status\/405$/);

  renameSync(path.join(folder, 'reports'), path.join(folder, 'baseline'));
  const entry = ['--reason', 'Unknown methods get 404.', '--owner', 'storage team', '--until', '2126-06-30'];
  await typed(0, 'waive', '--all-failing', ...target, ...entry, '--reports-dir', 'baseline');
  await typed(0, 'run', ...target);
  assert.equal(toldIn('reports').verdict, 'violations waived');
  assert.match(readFileSync(path.join(folder, 'reports/report.html'), 'utf8'), /violations waived, exit status 0/);
  assert.match(await typed(0, 'judge', 'reports'), /reports\/conformance\.json says the same in every field\.$/m);
  await typed(0, 'compare', 'baseline', 'reports');
});

test('what the tarball says of its own checks and pages needs nothing else', async () => {
  const id = 'vbs/v3/show-backup/status/405';
  const page = path.join(root, 'specs/vbs/v3/show-backup.rst');
  const [list, explanation, facts] = await Promise.all([
    typed(0, 'list', 'status/405'),
    typed(0, 'explain', id),
    typed(0, 'read', page),
  ]);
  assert.match(list, new RegExp(`^${id}\t`, 'm'));
  assert.match(explanation, new RegExp(`^${id}`));
  assert.equal(JSON.parse(facts).file, page);
});

test('a dependency that only our own development needs is out of reach of the package', () => {
  const { devDependencies } = JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8'));
  const reach = createRequire(program);
  for (const name of Object.keys(devDependencies).filter(one => !existsSync(path.join(folder, 'node_modules', one))))
    assert.throws(() => reach.resolve(`${name}/package.json`), { code: 'MODULE_NOT_FOUND' }, name);
  assert.ok(!existsSync(path.join(folder, 'node_modules/allure-playwright')));
});

test('a run writes nothing into the package, and every file that its pages link to is in it', () => {
  assert.ok(!existsSync(path.join(root, 'reports')));
  const docs = readdirSync(path.join(root, 'docs')).map(file => `docs/${file}`);
  const pages = ['README.md', 'CONTRIBUTING.md', ...docs].filter(file => file.endsWith('.md'));
  assert.ok(pages.length > 3);
  for (const page of pages) {
    const text = readFileSync(path.join(root, page), 'utf8');
    for (const [, link = ''] of text.matchAll(/\]\(([^)#]+)/g)) {
      if (/^[a-z]+:/.test(link)) continue;
      assert.ok(existsSync(path.join(root, path.dirname(page), link)), `${page} links to ${link}`);
    }
  }
});
