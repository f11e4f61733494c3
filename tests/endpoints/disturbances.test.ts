import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Subjects } from '../../src/targets/subjects.ts';
import type { Target } from '../../src/targets/target.ts';
import { type DisturbedRun, type DisturbedSettings, runDisturbed, speed, withService } from './disturbed-run.ts';
import { type Disturbing, unavailable } from './disturbing-proxy.ts';

/** One embedded service for all runs of this file. */
let close = (): void => {};
const { target, subjects } = await new Promise<{ target: Target; subjects: Subjects }>(resolve => {
  void withService((open, known) => {
    resolve({ target: open, subjects: known });
    return new Promise<void>(end => {
      close = end;
    });
  });
});
after(() => close());

const run = (disturbing: Disturbing, settings?: DisturbedSettings): Promise<DisturbedRun> =>
  runDisturbed(target, subjects, disturbing, settings);

const undisturbed: Disturbing = () => undefined;
const isUnknownId = (head: string): boolean => head.includes('000000000bad HTTP');
const isPlainRead = (head: string): boolean =>
  head.startsWith('GET /v3/') && head.includes(`/${subjects['show-backup.backup_id']} `) && isOwnRead(head);
const isOwnRead = (head: string): boolean =>
  head.includes(String(target.token)) && !/openstack-api-version|image\/png|prefer|transfer-encoding/i.test(head);

const { asked: usual } = await run(undisturbed);

test('an undisturbed service is asked nothing twice', async () => {
  const { recording, asked, verdict } = await run(undisturbed);
  assert.ok(recording.exchanges.every(({ name }) => !/@|between/.test(name)));
  assert.equal(asked, recording.exchanges.length);
  assert.equal(verdict('steady/answers').verdict, 'inapplicable');
  assert.equal(recording.slowed, undefined);
});

/** Disturbances by their names; times in milliseconds of the run's clock. */
const disturbances: Readonly<Record<string, () => Disturbing>> = {
  '503 for every eighth request': () => (_, before) => (before % 8 === 7 ? unavailable() : undefined),
  'a pause': () => (_, before, time) => (before > 4 && time < 5000 / speed ? { wait: 5000 / speed - time } : undefined),
  'all connections reset once': () => {
    let resets = 0;
    return (_, before) => (before > 2 && resets++ < 8 ? 'reset' : undefined);
  },
  'a restart behind a front': () => restart(unavailable(502)),
  'a restart without a front': () => restart('reset'),
};

function restart(disturbance: ReturnType<Disturbing>): Disturbing {
  let begun: number | undefined;
  return (_, before, time) => {
    if (before < 5) return undefined;
    begun ??= time;
    return time - begun < 8000 / speed ? disturbance : undefined;
  };
}

for (const [what, disturbing] of Object.entries(disturbances)) {
  test(`${what}: no MUST fails, and a real defect beside it is found`, async () => {
    const disturbed = await run(disturbing());
    assert.deepEqual(disturbed.failed, []);
    const inner = disturbing();
    const defective = await run((head, before, time) =>
      isUnknownId(head) ? unavailable(500) : inner(head, before, time),
    );
    assert.deepEqual(
      defective.failed.map(id => id.replace(/^.*show-backup\//, '')),
      ['status/404'],
    );
  });
}
