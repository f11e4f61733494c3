import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnknownId } from '../endpoints/disturbances.ts';
import { runDisturbed, speed, withService } from '../endpoints/disturbed-run.ts';
import { type Disturbance, type Disturbing, unavailable } from '../endpoints/disturbing-proxy.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Up to three disturbances, each of under ten seconds of the run's clock, which fail some or all requests. */
function disturbancesOf(seed: number): Disturbing {
  const next = numbersOf(seed);
  const among = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const kinds: readonly Disturbance[] = [
    unavailable(500),
    unavailable(502),
    unavailable(503),
    unavailable(504),
    'reset',
    { wait: 4000 / speed },
  ];
  const windows = [1, 2, 3].slice(0, 1 + Math.floor(next() * 3)).map(() => {
    const begin = (next() * 20_000) / speed / 4;
    return { begin, end: begin + (next() * 9500) / speed, share: among([0.3, 0.6, 1]), kind: among(kinds) };
  });
  return (_, __, time) => windows.find(({ begin, end, share }) => time >= begin && time < end && next() < share)?.kind;
}

const runs = 50;

test(`${runs} runs with random disturbances of under ten seconds: no MUST fails, and a real defect is found or open`, async t => {
  await withService(async (target, subjects) => {
    const settings = { change: { timeout: 150 } };
    let [found, disturbed] = [0, 0];
    for (let seed = 1; seed <= runs; seed += 1) {
      const { failed, result, verdict } = await runDisturbed(target, subjects, disturbancesOf(seed), settings);
      assert.deepEqual(failed, [], `seed ${seed}`);
      assert.ok(['conformant (embedded service)', 'unproven', 'incomplete'].includes(result.verdict), `seed ${seed}`);
      if (verdict('steady/answers').verdict === 'warned' || result.verdict === 'incomplete') disturbed += 1;
      const inner = disturbancesOf(seed);
      const defective = await runDisturbed(
        target,
        subjects,
        (head, before, time) => inner(head, before, time) ?? (isUnknownId(head) ? unavailable(500) : undefined),
        settings,
      );
      const isFound = defective.failed.some(id => id.endsWith('/status/404'));
      if (isFound) found += 1;
      assert.notEqual(defective.verdict('status/404').verdict, 'passed', `seed ${seed}`);
      assert.deepEqual(
        defective.failed.filter(id => !id.endsWith('/status/404')),
        [],
        `seed ${seed}`,
      );
    }
    t.diagnostic(`${disturbed} of ${runs} runs were disturbed, and the defect was found in ${found}`);
    // How many disturbances fall into a run depends on how fast the machine is.
    assert.ok(found > runs / 2 && disturbed > runs / 4);
  });
});
