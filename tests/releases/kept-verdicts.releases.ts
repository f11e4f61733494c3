import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { inNewFolder } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';
import { isAnswered } from '../lab/lab.ts';
import { keptRecording, releases, surroundingsIn } from './releases.ts';

interface Differences {
  readonly changes: readonly { readonly id: string }[];
  readonly drift: readonly { readonly kind: string }[];
}

for (const release of releases) {
  const { name, debian, keystone } = release;
  const skip = (await isAnswered(keystone))
    ? false
    : `it is not up; start it with "up.sh ${debian}" in the lab's folder`;

  test(`${name}: the suite finds what it found when the kept recording was made, and nothing else`, { skip }, () =>
    inNewFolder(async folder => {
      const reports = path.join(folder, 'reports');
      const env = { ...surroundingsIn(folder), REPORTS_DIR: reports };
      const run = await spawnedCommand(['check', '-q', '--target', `openstack-${name}`], env, packageRoot());
      assert.deepEqual([run.status, run.stderr], [1, ''], run.stdout);
      const judged = await spawnedCommand(['judge', reports, '-q'], {}, folder);
      assert.equal(judged.status, 0, judged.stdout + judged.stderr);
      const recording = path.join(reports, 'recording.json');
      const args = ['compare', keptRecording(release), recording, '--fail-on', 'nothing', '--json', 'changes.json'];
      const compared = await spawnedCommand(args, {}, folder);
      assert.equal(compared.status, 0, compared.stdout + compared.stderr);
      const { changes, drift } = JSON.parse(readFileSync(path.join(folder, 'changes.json'), 'utf8')) as Differences;
      // A machine that is busy may disturb a request; that is no change of the release.
      const ids = changes.map(({ id }) => id).filter(id => !id.endsWith('/steady/answers'));
      const kinds = drift.map(({ kind }) => kind).filter(kind => kind !== 'time');
      assert.deepEqual([ids, kinds], [[], []], compared.stdout);
    }),
  );
}
