import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maxConcurrent } from '../../src/wire/limits.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { hurriedClock } from '../wire/clocks.ts';
import { message } from './bare-server.ts';
import { checkAgainst, type EndpointRun, findingsIn } from './endpoint-run.ts';
import { leaksIn } from './leaks.ts';
import { type Intervention, replay } from './replaying-server.ts';
import { reportFaults } from './sound-reports.ts';

const conforming = await recordEmbedded();

/** A second of the service and of the run: a twentieth of the machine's. */
const clock = hurriedClock(20);

/** Faults are not asked for: they would be five requests more, each a second later. */
async function runBehind(intervene?: Intervention): Promise<EndpointRun> {
  const server = await replay(conforming, intervene);
  try {
    return await checkAgainst({ ...server.env, VBS_FAULTS: 'none', VBS_TIMEOUT: '5' }, undefined, clock);
  } finally {
    await server.close();
  }
}

/** The lines of the log that tell of a request that was put off, or of one that was not: its name. */
function logged({ files }: EndpointRun, isPutOff: boolean): string[] {
  const log = files.get('reports/requests.log')?.toString('utf8') ?? '';
  const lines = log.trimEnd().split('\n');
  return lines.filter(line => / {2}429 /.test(line) === isPutOff).map(line => line.split('  ')[1] ?? '');
}

test('a service that limits the rate slows the run down, and is told the same of as one that does not', async () => {
  const free = await runBehind();
  const recent: number[] = [];
  let refused = 0;
  const limited = await runBehind((_, socket) => {
    const now = clock.elapsed();
    while (recent[0] !== undefined && now - recent[0] > 1000) recent.shift();
    if (recent.length < 3) {
      recent.push(now);
      return false;
    }
    refused += 1;
    socket.end(message('429 Too Many Requests', { 'Retry-After': '1' }, ''));
    return true;
  });
  assert.equal(free.status, 0, free.stdout);
  assert.equal(limited.status, 0, limited.stdout);
  assert.deepEqual(limited.verdicts, free.verdicts);
  assert.deepEqual(reportFaults(limited), []);
  assert.deepEqual(leaksIn(limited), []);
  // Only those that were under way already came too fast.
  assert.ok(refused > 0 && refused <= maxConcurrent + 1, `${refused} were refused`);
  assert.equal(logged(limited, true).length, refused);
  assert.deepEqual(logged(limited, false).sort(), logged(free, false).sort());
  assert.deepEqual(logged(free, true), []);
});

test('a service that is too busy for the whole day is asked once, and nothing is judged by that', async () => {
  let asked = 0;
  const run = await runBehind((_, socket) => {
    asked += 1;
    socket.end(message('503 Service Unavailable', { 'Retry-After': '86400' }, ''));
    return true;
  });
  assert.equal(asked, 1);
  assert.equal(run.status, 1);
  assert.deepEqual(reportFaults(run), []);
  assert.equal([...run.verdicts.values()].filter(verdict => verdict === 'passed').length, 0);
  assert.match(findingsIn(run), /the service asks to wait for 86400 s, but a run waits for 60 s in total/);
});
