import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { jsonMessage } from './bare-server.ts';
import { checkAgainst, type EndpointRun, runAgainst } from './endpoint-run.ts';
import { leaksIn } from './leaks.ts';
import { replay } from './replaying-server.ts';

const conforming = await recordEmbedded();

/** Runs without a backup that is configured, against a service whose list has these. */
async function runWithList(verb: string, backups: readonly object[]): Promise<EndpointRun> {
  const server = await replay(conforming, (_, socket, __, head) => {
    if (!head.includes('/backups/detail?')) return false;
    socket.end(jsonMessage('200 OK', { backups }));
    return true;
  });
  try {
    const { VBS_BACKUP_ID: _, ...env } = server.env;
    const variables = { ...env, VBS_TIMEOUT: '5' };
    return await (verb === 'check' ? checkAgainst(variables) : runAgainst([verb], variables));
  } finally {
    await server.close();
  }
}

for (const verb of ['check', 'run']) {
  test(`${verb}: a service that lists no backup ends the run with one sentence on what to do, and without reports`, async () => {
    const run = await runWithList(verb, [{ id: 'b1', status: 'deleting' }]);
    assert.equal(run.status, 2);
    assert.match(
      run.stderr,
      /^VBS_BACKUP_ID is not set, and the service at \S+ lists no available backup .*; set it to .*\.\n/,
    );
    assert.match(run.stdout, /^Target: .*, backup the first available\)\n/);
    assert.ok(!run.files.has('reports/conformance.json'));
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
