import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  limitsFor,
  maxConcurrent,
  maxRequests,
  patientTimeFor,
  repetitionTime,
  runTime,
  timeFor,
} from '../../src/wire/limits.ts';

test('a body may have 10 MiB, and many bodies together fit into the memory of a run', () => {
  const limits = limitsFor(15_000);
  assert.equal(limits.timeout, 15_000);
  assert.equal(limits.bodyBytes, 10 * 1024 * 1024);
  assert.ok(limits.allBodyBytes < 100 * 1024 * 1024);
  assert.ok(limits.keptBytes < limits.bodyBytes);
});

test('a run sends 60 requests at most, 8 at a time, and waits for a minute altogether', () => {
  const { requests, concurrent, waiting } = limitsFor(15_000);
  assert.deepEqual([requests, concurrent, waiting], [60, 8, 60_000]);
  assert.deepEqual([maxRequests, maxConcurrent], [60, 8]);
});

test('requests side by side have time for as many rounds as they need, and for what the rate costs', () => {
  const tempo = { timeout: 1000, unfinishedWait: 1000, rate: undefined };
  assert.equal(timeFor(tempo, 8), 1000);
  assert.equal(timeFor(tempo, 9), 2000);
  assert.equal(timeFor({ ...tempo, unfinishedWait: 5000 }, 9), 5000);
  assert.equal(timeFor({ ...tempo, rate: 4 }, 9), 4250);
});

test('a service that puts requests off may take a minute longer, and a second for each', () => {
  const tempo = { timeout: 15_000, unfinishedWait: 15_000, rate: undefined };
  assert.equal(patientTimeFor(tempo, 26), timeFor(tempo, 26) + 60_000 + 26 * 1000);
});

test('a whole run has time for the reads around all else, and to spare', () => {
  const tempo = { timeout: 15_000, unfinishedWait: 15_000, rate: undefined };
  assert.equal(runTime(tempo, 26), patientTimeFor(tempo, 26) + 3 * 15_000);
});

test('asking again has a bound of its own, and time for some answers that do not come', () => {
  assert.equal(limitsFor(15_000).repetitions, 50);
  const tempo = { timeout: 15_000, unfinishedWait: 15_000, rate: undefined, patience: 12_000 };
  assert.equal(repetitionTime(tempo), 150_000 + 60_000);
  assert.equal(repetitionTime({ ...tempo, rate: 5 }), 150_000 + 60_000 + 10_000);
  assert.ok(repetitionTime({ ...tempo, rate: 0.000_001 }) < 2 ** 31);
});

test('no time is longer than a timer can wait, however slow the rate', () => {
  const tempo = { timeout: 1000, unfinishedWait: 1000, rate: 0.000_001 };
  assert.ok(timeFor(tempo, 25) < 2 ** 31);
  assert.ok(patientTimeFor(tempo, 25) < 2 ** 31);
  assert.ok(runTime(tempo, 25) < 2 ** 31);
});
