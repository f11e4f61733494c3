import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pace, timekeeperUntil } from '../../src/wire/pace.ts';

/** A time of the test's own: it only passes by `pass`, and notes for how long it was slept. */
function ownTime() {
  const slept: number[] = [];
  let now = 1000;
  return {
    slept,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    elapsed: () => now,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
    },
  };
}

test('without a rate every turn comes at once', async () => {
  const time = ownTime();
  const turn = pace(undefined, time);
  await Promise.all([turn(), turn(), turn()]);
  assert.deepEqual(time.slept, []);
});

test('turns asked for together are spaced evenly, the first one at once', async () => {
  const time = ownTime();
  const turn = pace(5, time);
  await Promise.all([turn(), turn(), turn(), turn()]);
  assert.deepEqual(time.slept, [200, 400, 600]);
});

test('time that passed unused is not made up for', async () => {
  const time = ownTime();
  const turn = pace(10, time);
  await turn();
  time.pass(30);
  await turn();
  time.pass(5000);
  await turn();
  await turn();
  assert.deepEqual(time.slept, [70, 100]);
});

test("on the machine's own time nobody sleeps on once the run has ended", async () => {
  const ended = new AbortController();
  const { sleep } = timekeeperUntil(ended.signal);
  const asleep = sleep(3_600_000);
  ended.abort();
  await asleep;
  await sleep(3_600_000);
});
