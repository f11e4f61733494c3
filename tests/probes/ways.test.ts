import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWay, ways, waysOf } from '../../src/probes/ways.ts';
import { everyCode, sampleContract } from './sample-contract.ts';

test('there is a way to each documented status', () => {
  const all = waysOf(sampleContract());
  assert.deepEqual([...new Set(all.map(({ code }) => code))].sort(), everyCode);
  const named = new Set(ways.filter(one => one.for?.(sampleContract()) ?? true));
  assert.deepEqual(all, [readWay(sampleContract()), ...named]);
});

test("a way's name tells its code, and no two share one", () => {
  assert.equal(new Set(ways.map(({ name }) => name)).size, ways.length);
  for (const { name, code } of ways) {
    assert.match(name, new RegExp(`^status/${code}(?:/[a-z-]+){1,2}$`));
  }
});

test('what only a fault brings about is simulated, what no client library sends is provoked', () => {
  for (const { name, evidence } of ways) {
    assert.equal(evidence === 'simulated', name.endsWith('/prefer'), name);
    if (/407|408/.test(name)) assert.equal(evidence, 'provoked');
  }
});

test('only the transfer coding has to be asked for', () => {
  assert.deepEqual(
    ways.filter(({ optIn }) => optIn).map(({ name }) => name),
    ['status/501/transfer-encoding'],
  );
});

test("what the operator's hooks bring about is hooked, and nothing else is", () => {
  for (const { name, evidence } of ways) assert.equal(evidence === 'hooked', name.endsWith('/hook'), name);
});

test('no way leaves open what it should earn', () => {
  for (const { name, code, open } of ways) assert.ok(!open.includes(code), name);
});

test('a fault that did not come about, or that nobody answered in, is open: the service is not to blame', () => {
  for (const { name, open } of ways.filter(one => /\/(?:hook|prefer)$/.test(one.name))) {
    assert.deepEqual(open, [200, 'no answer'], name);
  }
});
