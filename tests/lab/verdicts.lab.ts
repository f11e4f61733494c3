import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inNewFolder } from '../cli/command.ts';
import { withAdministratorOfDemo } from './administration.ts';
import { environmentOf, expectations, expected, type LabRun, propertiesOf } from './expected.ts';
import { checksIn, health, inLab, skip, type ToldCheck } from './lab.ts';

/** Each operation as member and as administrator of its project. */
const wholeRuns: readonly LabRun[] = [
  { role: 'member', backup: 'full', version: '', hooks: true },
  { role: 'admin of demo', backup: 'encrypted', version: '3.64', hooks: false },
];

/** Showing a backup to each role, at each version, and each kind of backup at least once: not every combination. */
const shows: readonly LabRun[] = [
  { role: 'admin', backup: 'incremental', version: '3.18', hooks: false },
  { role: 'member', backup: 'failed', version: '3.43', hooks: false },
  { role: 'admin', backup: 'encrypted', version: '3.64', hooks: false },
  { role: 'member', backup: 'creating', version: '', hooks: false },
  { role: 'admin', backup: 'unicode', version: '', hooks: false },
];

const runs: readonly LabRun[] = [...wholeRuns, ...shows.map(run => ({ ...run, only: 'show-backup/**' }))];

for (const run of runs) {
  test(
    `${[...propertiesOf(run), run.only ?? 'all operations'].join(', ')}: every verdict is the expected one`,
    { skip },
    () =>
      asAdministrator(run, async folder => {
        const { status, stderr } = await inLab(
          ['check', '--target', 'openstack-lab', ...(run.only === undefined ? [] : ['--only', run.only])],
          folder,
          environmentOf(run, folder),
        );
        assert.equal(stderr, '');
        assert.equal(status, 1);
        const checks = checksIn(folder);
        assert.deepEqual(
          checks.map(({ id, verdict }) => `${id}: ${verdict}`),
          checks.map(({ id }) => `${id}: ${expected(id, run)}`),
        );
        if (run.hooks) assertEvidence(checks);
        assert.equal(await health(), 200);
      }),
  );
}

/** Runs `use` with a new folder, while the administrator has a role in the project that the run asks about. */
const asAdministrator = ({ role }: LabRun, use: (folder: string) => Promise<void>): Promise<void> =>
  inNewFolder(folder => (role === 'admin of demo' ? withAdministratorOfDemo(() => use(folder)) : use(folder)));

/** With which kind of proof the codes were earned. */
const evidence: Readonly<Record<string, readonly number[]>> = {
  observed: [200, 400, 401, 403, 404, 406],
  provoked: [407, 408, 501],
  hooked: [500, 502, 503, 504],
};

function assertEvidence(checks: readonly ToldCheck[]): void {
  for (const [kind, codes] of Object.entries(evidence)) {
    const earned = checks.filter(check => /^show-backup\/status\/\d+$/.test(check.id) && check.verdict === 'passed');
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
