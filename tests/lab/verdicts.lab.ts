import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder } from '../cli/command.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { backups, cloudsFor, health, inLab, skip, writeClouds } from './lab.ts';

/** Verdicts that are not "passed", and in which runs they are right. */
interface Expectation {
  readonly ids: readonly string[];
  readonly when?: readonly string[];
  readonly verdict: string;
  readonly reason: string;
}

interface LabRun {
  readonly role: 'member' | 'admin';
  readonly backup: keyof typeof backups;
  /** '' for none: Cinder then answers as of 3.0. */
  readonly version: string;
  readonly hooks: boolean;
}

/** Each role, each version, each kind of backup at least once, and the faults once: not every combination. */
const runs: readonly LabRun[] = [
  { role: 'member', backup: 'full', version: '', hooks: true },
  { role: 'admin', backup: 'incremental', version: '3.18', hooks: false },
  { role: 'member', backup: 'failed', version: '3.43', hooks: false },
  { role: 'admin', backup: 'encrypted', version: '3.64', hooks: false },
  { role: 'member', backup: 'creating', version: '', hooks: false },
  { role: 'admin', backup: 'unicode', version: '', hooks: false },
];

const expectations: readonly Expectation[] = parse(
  readFileSync(path.join(packageRoot(), 'tests/lab/expected.yaml'), 'utf8'),
);

interface ToldCheck {
  readonly id: string;
  readonly verdict: string;
  readonly evidence?: string;
}

const propertiesOf = ({ role, backup, version, hooks }: LabRun): readonly string[] => [
  role,
  backup,
  `version ${version || '3.0'}`,
  hooks ? 'hooks' : 'no hooks',
];

/** The verdict that a run should come to. */
function expected(id: string, run: LabRun): string {
  const properties = propertiesOf(run);
  const own = expectations.filter(({ when = [] }) => when.every(one => properties.includes(one)));
  return own.find(({ ids }) => ids.some(glob => picomatch(glob, { dot: true })(id)))?.verdict ?? 'passed';
}

const environmentOf = (run: LabRun, folder: string): Readonly<Record<string, string>> => ({
  OS_CLIENT_CONFIG_FILE: writeClouds(folder, cloudsFor(run.role)),
  VBS_BACKUP_ID: backups[run.backup],
  VBS_ADMIN: run.role === 'admin' ? '1' : '0',
  VBS_MICROVERSION: run.version,
  ...(run.hooks ? {} : { VBS_FAULTS: 'none' }),
});

for (const run of runs) {
  test(`${propertiesOf(run).join(', ')}: every verdict is the expected one`, { skip }, () =>
    inNewFolder(async folder => {
      const { status, stderr } = await inLab(
        ['check', '--target', 'openstack-lab'],
        folder,
        environmentOf(run, folder),
      );
      assert.equal(stderr, '');
      assert.equal(status, 1);
      const text = readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8');
      const { checks } = JSON.parse(text) as { readonly checks: readonly ToldCheck[] };
      const below = checks.map(({ id, verdict }) => ({ id: id.slice(showBackupPage.length + 1), verdict }));
      assert.deepEqual(
        below.map(({ id, verdict }) => `${id}: ${verdict}`),
        below.map(({ id }) => `${id}: ${expected(id, run)}`),
      );
      if (run.hooks) assertEvidence(checks);
      assert.equal(await health(), 200);
    }),
  );
}

/** With which kind of proof the codes were earned. */
const evidence: Readonly<Record<string, readonly number[]>> = {
  observed: [200, 400, 401, 403, 404, 406],
  provoked: [407, 408, 501],
  hooked: [500, 502, 503, 504],
};

function assertEvidence(checks: readonly ToldCheck[]): void {
  for (const [kind, codes] of Object.entries(evidence)) {
    const earned = checks.filter(check => /\/status\/\d+$/.test(check.id) && check.verdict === 'passed');
    const own = earned.filter(check => check.evidence === kind).map(({ id }) => Number(id.split('/').at(-1)));
    assert.deepEqual(own, codes, kind);
  }
}

test('every expectation has its reason, and holds in some run', { skip }, () => {
  for (const { ids, when = [], reason } of expectations) {
    assert.ok(reason.length > 20, ids.join(', '));
    assert.ok(
      runs.some(run => when.every(one => propertiesOf(run).includes(one))),
      `${ids.join(', ')}: ${when.join(', ')}`,
    );
  }
});
