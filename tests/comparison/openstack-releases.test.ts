import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { command, inNewFolder } from '../cli/command.ts';

/** Recordings of Cinder as three releases of OpenStack have it, with the same backups and users. */
const recordingOf = (release: string): string =>
  path.join(packageRoot(), `products/openstack-${release}/recording.json`);

interface Differences {
  readonly exitStatus: number;
  readonly changes: readonly { readonly kind: string; readonly id: string }[];
  readonly drift: readonly {
    readonly kind: string;
    readonly operation: string;
    readonly place: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly notCompared: readonly string[];
}

/** What `compare` names between two releases. */
const between = (baseline: string, current: string): Promise<Differences> =>
  inNewFolder(async folder => {
    const args = ['compare', recordingOf(baseline), recordingOf(current), '--json', 'changes.json'];
    const { status, stderr } = await command(args, {}, folder);
    const content = JSON.parse(readFileSync(path.join(folder, 'changes.json'), 'utf8')) as Differences;
    assert.deepEqual([status, stderr, content.notCompared], [content.exitStatus, '', []]);
    return content;
  });

const operations = ['show-backup', 'list-backups', 'list-backups-details'];

/** The same of each operation: `*` stands for its name. */
const ofAll = (...lines: readonly string[]): string[] =>
  lines.flatMap(line => operations.map(name => line.replace('*', name))).sort();

const changesIn = ({ changes }: Differences): string[] =>
  changes.map(({ kind, id }) => `${kind} ${id.replace('vbs/v3/', '')}`).sort();

const driftIn = ({ drift }: Differences): string[] =>
  drift
    .map(({ kind, operation, place, before, after }) => `${kind} ${operation}/${place}: ${before} → ${after}`)
    .sort();

const refused = (maximum: string): string =>
  `Version 3.999 is not supported by the API. Minimum is 3.0 and maximum is ${maximum}.`;

for (const [later, maximum] of [
  ['zed', '3.70'],
  ['2025-1', '3.71'],
] as const) {
  test(`from victoria to ${later}: a user without a role is refused, and a malformed project id gets another status`, async () => {
    const differences = await between('victoria', later);
    assert.equal(differences.exitStatus, 0);
    assert.deepEqual(
      changesIn(differences),
      ofAll(
        'fix */refusal/no-data',
        'fix */refusal/no-role',
        'fix */status/403',
        'proven */error/403/code',
        'proven */error/403/envelope',
        'proven */error/403/no-trace',
      ),
    );
    assert.deepEqual(
      driftIn(differences),
      ofAll(
        `error-text */status/406/version: ${refused('3.62')} → ${refused(maximum)}`,
        'status */status/400/malformed-project: 400 → 404',
      ),
    );
  });

  test(`from ${later} back to victoria: that a user without a role reads the backup is a regression`, async () => {
    const differences = await between(later, 'victoria');
    assert.equal(differences.exitStatus, 1);
    assert.deepEqual(
      changesIn(differences),
      ofAll(
        'regression */refusal/no-data',
        'regression */refusal/no-role',
        'regression */status/403',
        'unproven */error/403/code',
        'unproven */error/403/envelope',
        'unproven */error/403/no-trace',
      ),
    );
    const drift = driftIn(differences);
    assert.ok(ofAll('status */status/400/malformed-project: 404 → 400').every(line => drift.includes(line)));
  });
}

test('from zed to 2025.1 no verdict changes: only the highest microversion that a refusal names', async () => {
  const differences = await between('zed', '2025-1');
  assert.deepEqual([differences.exitStatus, changesIn(differences)], [0, []]);
  assert.deepEqual(
    driftIn(differences),
    ofAll(`error-text */status/406/version: ${refused('3.70')} → ${refused('3.71')}`),
  );
});
