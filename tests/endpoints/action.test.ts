import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { changed, recordEmbedded, subjectsOf, withoutMark, withStatus } from '../checks/embedded-recording.ts';
import { type Finished, inNewFolder, ownState } from '../cli/command.ts';
import { environmentFor, replay, secrets } from './replaying-server.ts';

/** What a step of a workflow sees when its action has ended. */
interface Step extends Finished {
  readonly summary: string;
  readonly outputs: string;
}

type Inputs = Readonly<Partial<Record<'TARGET' | 'ONLY' | 'BASELINE' | 'FAIL_ON', string>>>;

/** Runs the script of the action in a folder, the checkout of a caller, as a runner of GitHub Actions does. */
async function runStep(checkout: string, inputs: Inputs, env: Readonly<Record<string, string>> = {}): Promise<Step> {
  const [summary = '', outputs = ''] = ['summary', 'outputs'].map(name => path.join(checkout, '..', `${name}.txt`));
  for (const file of [summary, outputs]) writeFileSync(file, '');
  const variables = {
    PATH: process.env.PATH ?? '',
    ...ownState(path.dirname(checkout)),
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_OUTPUT: outputs,
    GITHUB_WORKSPACE: checkout,
    MAIN: path.join(packageRoot(), 'dist/src/cli/main.js'),
    COMMAND: 'check',
    ...{ TARGET: '', ONLY: '', BASELINE: '', FAIL_ON: 'regression' },
    ...inputs,
    ...env,
  };
  const script = path.join(packageRoot(), 'action/gate.sh');
  const finished = await new Promise<Finished>(resolve => {
    execFile('bash', [script], { cwd: checkout, env: variables, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
  return { ...finished, summary: readFileSync(summary, 'utf8'), outputs: readFileSync(outputs, 'utf8') };
}

const inCheckout = (use: (checkout: string) => Promise<void>): Promise<void> =>
  inNewFolder(async folder => {
    const checkout = path.join(folder, 'checkout');
    mkdirSync(path.join(checkout, 'targets'), { recursive: true });
    await use(checkout);
  });

test('the action passes on a service that keeps to its pages', () =>
  inCheckout(async checkout => {
    const { status, stdout, stderr, summary, outputs } = await runStep(checkout, { TARGET: 'mock' });
    assert.equal(status, 0, stdout + stderr);
    assert.match(summary, /^# ✓ `the embedded service` passes: conformant \(embedded service\)\n/);
    assert.equal(outputs, 'verdict=conformant (embedded service)\nexit-status=0\nreports=reports\n');
    assert.doesNotMatch(stdout, /^::/m);
  }));

test('a run that cannot begin fails the step, whatever report lies there, and says so where the reader looks', () =>
  inCheckout(async checkout => {
    mkdirSync(path.join(checkout, 'reports'));
    writeFileSync(path.join(checkout, 'reports/conformance.json'), '{}');
    const { status, stdout, stderr, summary, outputs } = await runStep(checkout, { TARGET: 'nowhere' });
    assert.equal(status, 2);
    assert.match(stderr, /^--target is "nowhere"/m);
    assert.match(stdout, /^::error title=vbs-conformance::The run could not begin, exit status 2\./m);
    assert.match(summary, /^The run could not begin, exit status 2\./);
    const isThere = existsSync(path.join(checkout, 'reports/conformance.json'));
    assert.deepEqual([outputs, isThere], ['exit-status=2\n', false]);
  }));

test('a run that ends otherwise than its report says fails the step, and no gate is asked', () =>
  inCheckout(async checkout => {
    for (const [ran, told, expected] of [
      [2, 0, 2],
      [2, 1, 2],
      [1, 0, 1],
      [143, 1, 143],
      [0, 1, 2],
    ] as const) {
      const suite = `const fs = require('node:fs');
        if (process.argv[2] === 'gate') process.exit(0);
        fs.mkdirSync('reports', { recursive: true });
        fs.writeFileSync('reports/conformance.json', '{"exitStatus": ${told}}');
        process.exit(${ran});`;
      const main = path.join(checkout, 'main.cjs');
      writeFileSync(main, suite);
      const { status, stdout, summary, outputs } = await runStep(checkout, { BASELINE: 'last' }, { MAIN: main });
      const why = `The run ended with exit status ${ran}, and its report says otherwise. The log of this step says why.`;
      assert.deepEqual([status, outputs, summary], [expected, `exit-status=${expected}\n`, `${why}\n`]);
      assert.equal(stdout, `::error title=vbs-conformance::${why}\n`);
    }
  }));

/** Installs what the input `version` names, as a runner does. @returns also what the next step is handed */
async function install(version: string, folder: string): Promise<Finished & { readonly outputs: string }> {
  const outputs = path.join(folder, 'outputs.txt');
  writeFileSync(outputs, '');
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, GITHUB_OUTPUT: outputs, RUNNER_TEMP: path.join(folder, 'temp'), VERSION: version };
  const finished = await new Promise<Finished>(resolve => {
    const script = path.join(packageRoot(), 'action/install.sh');
    execFile('bash', [script], { cwd: folder, env, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
  return { ...finished, outputs: readFileSync(outputs, 'utf8') };
}

/** Packs a package of this name, and of one file. @returns the name of the tarball */
function tarball(name: string, file: string, folder: string): string {
  const source = path.join(folder, name);
  mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
  writeFileSync(path.join(source, file), '');
  writeFileSync(path.join(source, 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
  return execFileSync('npm', ['pack', '--silent', source], { cwd: folder, encoding: 'utf8' }).trim();
}

test('the action installs a tarball of the checkout, and nothing that only has a name in a registry', () =>
  inNewFolder(async folder => {
    const own = await install(`./${tarball('vbs-conformance', 'dist/src/cli/main.js', folder)}`, folder);
    assert.equal(own.status, 0, own.stdout + own.stderr);
    const [, main = ''] = /^main=(.+)\n$/.exec(own.outputs) ?? [];
    assert.ok(existsSync(main), own.outputs);
    for (const version of ['1.2.0', 'latest', 'vbs-conformance']) {
      const { status, stdout, outputs } = await install(version, folder);
      assert.deepEqual([status, outputs], [2, ''], version);
      assert.match(
        stdout,
        /^::error title=vbs-conformance::The input version is neither a tarball nor a Git address; /,
      );
    }
  }));

test('a tarball of something else fails the step', () =>
  inNewFolder(async folder => {
    const { status, stdout, outputs } = await install(tarball('something-else', 'index.js', folder), folder);
    assert.deepEqual([status, outputs], [2, '']);
    assert.match(stdout, /^::error title=vbs-conformance::What the input version names is not this suite; /m);
  }));

const live = withoutMark(await recordEmbedded());
const routed = changed(live, ['status/405/patch'], withStatus(404));
const input: Inputs = { TARGET: 'staging', ONLY: 'show-backup/**' };

/** Runs the action on a service that answers as a recording says, with this at the end of its profile. */
async function stepOn(recording: Recording, checkout: string, inputs: Inputs, profile = ''): Promise<Step> {
  const server = await replay(recording);
  try {
    const { VBS_ENDPOINT: endpoint = '', ...env } = server.env;
    writeFileSync(path.join(checkout, 'targets/staging.yaml'), `endpoint: ${endpoint}\n${profile}`);
    const own = environmentFor(endpoint, live.target.project, subjectsOf(live).backup_id ?? '');
    return await runStep(checkout, inputs, { ...own, ...env, VBS_TIMEOUT: '5', VBS_PATIENCE: '0' });
  } finally {
    await server.close();
  }
}

test('a release that regressed fails the step, and the same failure in the baseline does not', () =>
  inCheckout(async checkout => {
    const before = await stepOn(live, checkout, input);
    assert.equal(before.status, 0, before.stdout + before.stderr);
    const keep = (name: string): void =>
      cpSync(path.join(checkout, 'reports'), path.join(checkout, name), { recursive: true });
    keep('last');
    const regressed = await stepOn(routed, checkout, { ...input, BASELINE: 'last' });
    assert.equal(regressed.status, 1, regressed.stdout + regressed.stderr);
    assert.match(regressed.summary, /^# ✗ `staging` does not pass: 1 regression; /);
    assert.match(regressed.summary, /^### Regressions \(1\)$/m);
    assert.match(regressed.stdout, /^::error title=vbs\/v3\/show-backup\/status\/405%3A passed → failed::MUST: /m);
    assert.match(regressed.outputs, /^verdict=violations\nexit-status=1$/m);
    keep('known');
    const known = await stepOn(routed, checkout, { ...input, BASELINE: 'known' });
    assert.equal(known.status, 0, known.stdout + known.stderr);
    assert.match(known.summary, /^# ✓ `staging` passes: Nothing changed; /);
    assert.match(known.stdout, /^::warning title=vbs\/v3\/show-backup\/status\/405%3A failed%2C as in the baseline::/m);
    for (const { summary, stdout, stderr } of [regressed, known])
      for (const secret of secrets) assert.ok(!(summary + stdout + stderr).includes(secret));
  }));

test('a waiver that is in the checkout is named with its file and line, once it is expired', () =>
  inCheckout(async checkout => {
    const entry = (until: string): string =>
      [
        'waivers:',
        '  - id: no-405',
        '    check: status/405',
        '    deviation: { place: status/405/patch, kind: status, expected: 405, got: 404 }',
        '    reason: Unknown methods get 404.',
        '    owner: storage team',
        `    until: ${until}`,
        '',
      ].join('\n');
    const waived = await stepOn(routed, checkout, input, entry('2126-06-30'));
    assert.equal(waived.status, 0, waived.stdout + waived.stderr);
    assert.match(waived.summary, /^# ✓ `staging` passes: violations waived\n/);
    assert.match(waived.summary, /<br>waived by `no-405, storage team, until 2126-06-30: Unknown methods get 404\.`/);
    assert.match(waived.stdout, /^::notice title=vbs\/v3\/show-backup\/status\/405%3A waived::/m);
    const expired = await stepOn(routed, checkout, input, entry('2020-06-30'));
    assert.equal(expired.status, 1);
    assert.match(expired.stdout, /^::error file=targets\/staging\.yaml,line=3,title=waivers\/no-405%3A failed::/m);
  }));
