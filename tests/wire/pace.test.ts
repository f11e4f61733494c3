import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as passing } from 'node:timers/promises';
import fc from 'fast-check';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import { gapAfterPause, pace, type Timekeeper } from '../../src/wire/pace.ts';

/** The machine's own time, until the signal is aborted. */
const timekeeperUntil = (ended: AbortSignal): Timekeeper => ({
  elapsed: systemClock.elapsed,
  sleep: milliseconds => systemClock.sleep(milliseconds, ended),
});

/** A time of the test's own: it only passes by `pass` and by sleeping, and notes for how long it was slept. */
function ownTime() {
  const slept: number[] = [];
  let now = 1000;
  let meanwhile = (): void => {};
  return {
    slept,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** What happens once while somebody sleeps the next time. */
    whileAsleep: (happen: () => void) => {
      meanwhile = happen;
    },
    elapsed: () => now,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      const happen = meanwhile;
      meanwhile = () => {};
      happen();
      now += milliseconds;
      return true;
    },
  };
}

const forever = Number.POSITIVE_INFINITY;

test('without a rate every turn comes at once', async () => {
  const time = ownTime();
  const { turn } = pace(undefined, time);
  await Promise.all([turn(), turn(), turn()]);
  assert.deepEqual(time.slept, []);
});

test('turns asked for together are spaced evenly, the first one at once', async () => {
  const time = ownTime();
  const { turn } = pace(5, time);
  await Promise.all([turn(), turn(), turn(), turn()]);
  assert.deepEqual(time.slept, [200, 200, 200]);
});

test('time that passed unused is not made up for', async () => {
  const time = ownTime();
  const { turn } = pace(10, time);
  await turn();
  time.pass(30);
  await turn();
  time.pass(5000);
  await turn();
  await turn();
  assert.deepEqual(time.slept, [70, 100]);
});

test('turns come in the order in which they were asked for', async () => {
  const { turn } = pace(5, ownTime());
  const came: number[] = [];
  await Promise.all([1, 2, 3, 4].map(one => turn().then(() => came.push(one))));
  assert.deepEqual(came, [1, 2, 3, 4]);
});

test('who is asked to wait waits, and from then on a turn comes once a second', async () => {
  const time = ownTime();
  const { turn, pauseFor } = pace(undefined, time);
  await turn();
  assert.equal(pauseFor(5000, forever), 5000);
  await Promise.all([turn(), turn(), turn()]);
  assert.deepEqual(time.slept, [5000, gapAfterPause, gapAfterPause]);
  assert.equal(gapAfterPause, 1000);
});

test('those who already wait wait longer', async () => {
  const time = ownTime();
  const { turn, pauseFor } = pace(5, time);
  await turn();
  time.whileAsleep(() => assert.equal(pauseFor(1000, forever), 800));
  await Promise.all([turn(), turn()]);
  assert.deepEqual(time.slept, [200, 800, 1000]);
});

test('those who are asked to wait until the same moment by many answers wait once', async () => {
  const time = ownTime();
  const { turn, pauseFor } = pace(undefined, time);
  assert.deepEqual([pauseFor(3000, forever), pauseFor(3000, forever), pauseFor(1000, forever)], [3000, 0, 0]);
  time.pass(500);
  assert.equal(pauseFor(3000, forever), 500);
  await turn();
  assert.deepEqual(time.slept, [3000]);
});

test('a rate that is slower than one a second stays', async () => {
  const time = ownTime();
  const { turn, pauseFor } = pace(0.5, time);
  await turn();
  assert.equal(pauseFor(100, forever), 0, 'the next turn is further away');
  await turn();
  await turn();
  assert.deepEqual(time.slept, [2000, 2000]);
});

test('nobody is held for longer than may be, and then not at all', async () => {
  const time = ownTime();
  const { turn, pauseFor } = pace(undefined, time);
  assert.equal(pauseFor(1001, 1000), undefined);
  await Promise.all([turn(), turn()]);
  assert.deepEqual(time.slept, []);
  assert.equal(pauseFor(1000, 1000), 1000);
  assert.equal(pauseFor(1500, 400), undefined);
  assert.equal(pauseFor(1500, 500), 500);
});

test('however turns and holds mix, no turn comes before what it was held for', () => {
  const steps = fc.array(fc.oneof(fc.constant('turn' as const), fc.nat(5000)), { maxLength: 30 });
  return fc.assert(
    fc.asyncProperty(steps, async taken => {
      const time = ownTime();
      const { turn, pauseFor } = pace(undefined, time);
      let earliest = 0;
      for (const step of taken) {
        if (step === 'turn') {
          await turn();
          assert.ok(time.elapsed() >= earliest);
          continue;
        }
        const before = Math.max(earliest, time.elapsed());
        pauseFor(step, forever);
        earliest = Math.max(before, time.elapsed() + step);
      }
    }),
  );
});

test("on the machine's own time nobody sleeps on once the run has ended", async () => {
  const ended = new AbortController();
  const { sleep } = timekeeperUntil(ended.signal);
  const asleep = sleep(3_600_000);
  ended.abort();
  assert.deepEqual([await asleep, await sleep(3_600_000)], [false, false]);
});

test('a run that has ended waits for no turn, not for one that was held either', async () => {
  const ended = new AbortController();
  const { turn, pauseFor } = pace(0.001, timekeeperUntil(ended.signal));
  await turn();
  pauseFor(3_600_000, forever);
  const turns = [turn(), turn(), turn()];
  setImmediate(() => ended.abort());
  await Promise.all(turns);
});

test('what no timer can wait is waited for all the same', async () => {
  const ended = new AbortController();
  const { sleep } = timekeeperUntil(ended.signal);
  const first = await Promise.race([sleep(2 ** 40).then(() => 'woken'), passing(30, 'asleep')]);
  ended.abort();
  assert.equal(first, 'asleep');
});
