import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { RunResult } from '../../src/checks/run-result.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import { failing, passing, toldOf } from '../reports/gated-runs.ts';
import { command, type Finished, inNewFolder } from './command.ts';

/** The same a day before. */
const before = (result: RunResult): RunResult => ({
  ...result,
  run: { ...result.run, startedAt: new Date(Date.parse(result.run.startedAt) - 86_400_000).toISOString() },
});

const runs = { passing, failing, good: before(passing), bad: before(failing) };

/** A folder with the reports of two runs, and of those that a release is measured by. */
const inFolder = (
  use: (gate: (...args: readonly string[]) => Promise<Finished>, folder: string) => Promise<void>,
): Promise<void> =>
  inNewFolder(async folder => {
    for (const [name, result] of Object.entries(runs)) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'conformance.json'), conformanceJson(result));
    }
    const files = { GITHUB_STEP_SUMMARY: path.join(folder, 'summary'), GITHUB_OUTPUT: path.join(folder, 'output') };
    await use((...args) => command(['gate', ...args], args.includes('--github') ? files : {}, folder), folder);
  });

test('the exit status and the last line say whether a release passes', () =>
  inFolder(async gate => {
    const outcomes = [
      [['passing'], 0, 'the embedded service passes: conformant (embedded service)'],
      [['failing'], 1, 'the embedded service does not pass: violations'],
      [['failing', '--baseline', 'good'], 1, / does not pass: 1 regression; \d+ checks unchanged$/],
      [['failing', '--baseline', 'bad'], 0, / passes: Nothing changed; \d+ checks unchanged$/],
      [['passing', '--baseline', 'bad'], 0, / passes: 1 fix; \d+ checks unchanged$/],
      [['passing', '--baseline', 'bad', '--fail-on', 'fix'], 1, / does not pass: 1 fix; /],
    ] as const;
    for (const [args, expected, words] of outcomes) {
      const { status, stdout, stderr } = await gate(...args);
      assert.deepEqual([status, stderr], [expected, ''], args.join(' '));
      const last = stdout.trimEnd().split('\n').at(-1) ?? '';
      if (typeof words === 'string') assert.equal(last, words);
      else assert.match(last, words);
    }
  }));

test('what cannot be decided exits 2 and says what to do', () =>
  inFolder(async (gate, folder) => {
    const refused = async (...args: readonly string[]): Promise<string> => {
      const { status, stdout, stderr } = await gate(...args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      return stderr;
    };
    assert.match(await refused('nothing'), /^nothing\/conformance\.json is not there; name the folder /);
    assert.match(await refused('passing', '--baseline', 'nothing'), /^nothing is not there; /);
    assert.match(await refused('passing', '--fail-on', 'drift'), /^--fail-on needs a run to compare with; /);
    writeFileSync(path.join(folder, 'passing/conformance.json'), '{"checks": []}');
    assert.match(await refused('passing'), /^passing\/conformance\.json:1: /);
  }));

test('a run is not measured by itself, wherever its report lies', () =>
  inFolder(async (gate, folder) => {
    symlinkSync('failing', path.join(folder, 'last'));
    cpSync(path.join(folder, 'failing/conformance.json'), path.join(folder, 'kept.json'));
    for (const baseline of ['failing', './failing/conformance.json', 'last', 'kept.json']) {
      const { status, stdout, stderr } = await gate('failing', '--baseline', baseline);
      const why = `--baseline is "${baseline}", which is of the same run as failing; name a run of the last release.\n`;
      assert.deepEqual([status, stdout, stderr], [2, '', why]);
    }
  }));

test('the summary replaces no baseline', () =>
  inFolder(async (gate, folder) => {
    const baseline = path.join(folder, 'release-1.json');
    cpSync(path.join(folder, 'good/conformance.json'), baseline);
    const text = readFileSync(baseline, 'utf8');
    const { status, stderr } = await gate('failing', '--baseline', 'release-1.json', '--markdown', './release-1.json');
    assert.equal(status, 2);
    assert.match(stderr, /^--markdown is "\.\/release-1\.json", which is compared; /);
    assert.equal(readFileSync(baseline, 'utf8'), text);
  }));

test('--github needs the files of a runner', () =>
  inNewFolder(async folder => {
    writeFileSync(path.join(folder, 'conformance.json'), conformanceJson(passing));
    const { status, stderr } = await command(['gate', '.', '--github'], {}, folder);
    assert.equal(status, 2);
    assert.equal(
      stderr,
      '--github needs GITHUB_STEP_SUMMARY, which a runner of GitHub Actions sets; leave it out elsewhere.\n',
    );
  }));

test('--github adds to the files of a runner, and annotates', () =>
  inFolder(async (gate, folder) => {
    writeFileSync(path.join(folder, 'output'), 'before=1\n');
    const { stdout } = await gate('failing', '--github', '--markdown', 'gate.md');
    assert.equal(
      readFileSync(path.join(folder, 'output'), 'utf8'),
      'before=1\nverdict=violations\nexit-status=1\nreports=failing\n',
    );
    const summary = readFileSync(path.join(folder, 'summary'), 'utf8');
    assert.match(summary, /^# ✗ `the embedded service` does not pass: violations\n/);
    assert.equal(readFileSync(path.join(folder, 'gate.md'), 'utf8'), summary);
    assert.match(stdout, /^::error title=vbs\/v3\/show-backup\/status\/405%3A failed::MUST: /m);
  }));

test('what a report says cannot end a line of a runner, nor the gate', () =>
  inFolder(async (_, folder) => {
    const said = '\n::error::x\n##[error]x </details> | `a` @all';
    const content = toldOf(failing);
    const checks = content.checks.map((one, index) => ({
      ...one,
      title: said,
      message: said,
      cites: [{ source: ['a\u0000b', '/etc/passwd', '../..', 'failing/conformance.json'][index % 4], line: 3 }],
    }));
    const write = (more: object): void =>
      writeFileSync(path.join(folder, 'failing/conformance.json'), JSON.stringify({ ...content, ...more }));
    write({ checks, why: said, target: { name: said, endpoint: `http://a/${said}`, simulated: false } });
    const files = { GITHUB_STEP_SUMMARY: path.join(folder, 'summary'), GITHUB_OUTPUT: path.join(folder, 'output') };
    for (const workspace of [folder, path.join(folder, 'nowhere')]) {
      const env = { ...files, GITHUB_WORKSPACE: workspace };
      const { status, stdout, stderr } = await command(['gate', 'failing', '--github'], env, folder);
      assert.deepEqual([status, stderr], [1, '']);
      assert.doesNotMatch(stdout, /^::\S+::|##\[/m);
      assert.doesNotMatch(stdout, /file=(?!failing\/conformance\.json,)/);
    }
    const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    assert.doesNotMatch(summary, /^::|##\[|^[^`]*@all/m);
    write({ start: said });
    assert.match(
      (await command(['gate', 'failing'], {}, folder)).stderr,
      /^failing\/conformance\.json:1: start: must match /,
    );
  }));
