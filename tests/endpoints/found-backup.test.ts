import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../../src/checks/verdict.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { onlyShow } from '../cli/command.ts';
import { readAsGitLab } from '../reports/junit-readers.ts';
import { jsonMessage } from './bare-server.ts';
import { checkAgainst, type EndpointRun, runAgainst } from './endpoint-run.ts';
import { leaksIn } from './leaks.ts';
import { replay } from './replaying-server.ts';

const conforming = await recordEmbedded();

/** Runs without a backup that is configured, against a service whose list has these. */
async function runWithList(verb: string, backups: readonly object[]): Promise<EndpointRun> {
  const server = await replay(conforming, (name, socket) => {
    if (name !== 'list') return false;
    socket.end(jsonMessage('200 OK', { backups }));
    return true;
  });
  try {
    const { VBS_BACKUP_ID: _, ...env } = server.env;
    const variables = { ...env, VBS_TIMEOUT: '5' };
    return await (verb === 'check' ? checkAgainst(variables) : runAgainst([verb, ...onlyShow], variables));
  } finally {
    await server.close();
  }
}

for (const verb of ['check', 'run']) {
  test(`${verb}: where a service lists no backup nothing is tested, and all reports say what to do`, async () => {
    const run = await runWithList(verb, [{ id: 'b1', status: 'deleting' }]);
    assert.equal(run.status, 2, run.stderr);
    const text = (name: string): string => run.files.get(`reports/${name}`)?.toString('utf8') ?? assert.fail(name);
    const { verdict, why, checks } = JSON.parse(text('conformance.json'));
    assert.equal(verdict, 'not tested');
    assert.match(why, /^VBS_BACKUP_ID is not set, and the service lists no available backup .*; set it to .*\.$/);
    assert.ok(checks.every((one: Verdict) => one.verdict === 'unproven' && one.message === why));
    assert.match(run.stdout, /^Target: .*, backup the first available\)\n/);
    assert.ok(run.stdout.includes(`not tested, exit status 2. ${why}`));
    assert.match(text('requests.log'), /^\S+ {2}show-backup\/list {2}GET \S+\/backups\/detail\?\S+ {2}200 .*\n$/);
    const cases = [...readAsGitLab(text('junit.xml')).values()].map(({ status }) => status);
    assert.deepEqual(new Set(cases), new Set(['skipped', 'error']));
    assert.equal(cases.filter(status => status === 'error').length, 1);
    assert.deepEqual(leaksIn(run), []);
  });
}

test('the first available backup of the list is what everything is judged by', async () => {
  const backup = conforming.operations[0]?.parameters.backup_id;
  const run = await runWithList('check', [
    { id: 'b1', status: 'error' },
    { id: backup, status: 'available' },
  ]);
  assert.equal(run.status, 0, run.stdout);
  assert.equal(run.verdicts.get('response/id/value'), 'passed');
  const recording = JSON.parse(run.files.get('reports/recording.json')?.toString('utf8') ?? '{}');
  assert.equal(recording.operations[0].parameters.backup_id, backup);
});
