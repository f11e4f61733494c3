import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusOfAll, summaryOf } from '../../src/checks/run-summary.ts';
import { asLive, recordEmbedded, resultOf, without } from './embedded-recording.ts';

const conforming = await recordEmbedded();

test('a summary has the sums, the verdict, the exit status, and the codes that were earned of those that are documented', () => {
  const result = resultOf(without(conforming, 'status/407/proxy'));
  const { sums, verdict, exitStatus } = result;
  const codes = { earned: 14, documented: 15 };
  assert.deepEqual(summaryOf(result), { sums, verdict, exitStatus, codes, isDamaged: false });
});

test('of several targets the highest exit status counts, but a fault that may have been left behind before a signal', () => {
  const good = summaryOf(resultOf(conforming));
  const bad = { ...good, exitStatus: 1 as const };
  const broken = summaryOf(resultOf({ ...asLive(conforming), damage: 'the service is broken' }));
  assert.deepEqual([statusOfAll([good, bad], undefined), statusOfAll([bad, undefined], undefined)], [1, 2]);
  assert.deepEqual([statusOfAll([good, undefined], 130), statusOfAll([broken, undefined], 130)], [130, 1]);
});
