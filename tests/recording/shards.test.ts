import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JudgedWith } from '../../src/recording/judged-with.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording, writeRecording } from '../../src/recording/recording-file.ts';
import { joined, shardAbout } from '../../src/recording/shards.ts';
import { formatFault } from './recording-format.ts';
import { exchangeOf } from './sample-exchange.ts';

const judgedWith: JudgedWith = { strictness: 'ruled', options: { strict: false }, texts: {}, waivers: [] };

/** A run that judged the first of these operations, and read the others twice. */
function run(own: string, others: readonly string[], startedAt: string, duration: number): Recording {
  const endpoint = `http://${own}.example`;
  const names = [`${own}/show`, `${own}/status/404/unknown-id`, ...others.map(other => `${other}/show`)];
  const exchanges = names.map(name => exchangeOf({ name, startedAt }));
  return {
    format: 3,
    suite: 'vbs-conformance 1.2.3',
    target: { name: 'mock', simulated: true, endpoint, project: 'p', admin: false },
    operations: [own, ...others].sort().map(one => ({ page: `a/b/${one}`, name: one, parameters: { of: own } })),
    startedAt,
    duration,
    exchanges,
    unsent: [
      { name: `${own}/status/503/hook`, reason: 'no hooks' },
      ...others.flatMap(other => [
        { name: `${other}/status/404/unknown-id`, reason: 'left out' },
        { name: `${other}/show@2`, reason: 'no more time' },
      ]),
    ],
    requests: [
      { name: 'identity', method: 'POST', url: 'http://identity.example', startedAt, duration: 1 },
      ...names.map(one => ({ name: one, method: 'GET', url: 'https://vbs.test/v3', startedAt, duration: 1 })),
    ],
  };
}

const second = { recording: run('b', ['c'], '2026-01-01T10:00:00.000Z', 5000), operations: ['b'] };
const first = { recording: run('c', [], '2026-01-01T09:59:58.000Z', 1000), operations: ['c'] };
const third = { recording: run('a', ['b', 'c'], '2026-01-01T10:00:01.000Z', 1000), operations: ['a'] };
const whole = joined([second, first, third], judgedWith);

test('a whole has the operations of all runs, each with its own requests, in the order of the pages', () => {
  assert.deepEqual(
    whole.operations.map(({ name, parameters }) => [name, parameters.of]),
    [
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ],
  );
  assert.deepEqual(
    whole.exchanges.map(({ name }) => name),
    [
      'a/show',
      'a/status/404/unknown-id',
      'a/beside/b/show',
      'a/beside/c/show',
      'b/show',
      'b/status/404/unknown-id',
      'b/beside/c/show',
      'c/show',
      'c/status/404/unknown-id',
    ],
  );
  assert.deepEqual(
    whole.unsent.map(({ name }) => name),
    [
      'a/status/503/hook',
      'a/beside/b/show@2',
      'a/beside/c/show@2',
      'b/status/503/hook',
      'b/beside/c/show@2',
      'c/status/503/hook',
    ],
  );
});

test('a whole begins with its first run and ends with its last; everything that was sent is in its log, in order', () => {
  assert.deepEqual([whole.startedAt, whole.duration], ['2026-01-01T09:59:58.000Z', 7000]);
  const times = whole.requests.map(({ startedAt }) => startedAt);
  assert.deepEqual(times, [...times].sort());
  assert.equal(whole.requests.filter(({ name }) => name === 'identity').length, 3);
  const sent = whole.requests.flatMap(({ name }) => (name === 'identity' ? [] : [name])).sort();
  assert.deepEqual(sent, whole.exchanges.map(({ name }) => name).sort(), 'no two requests have one name');
});

test('each operation is judged by what its own run saw, where that run asked', () => {
  for (const { recording, operations } of [first, second, third]) {
    const view = shardAbout(whole, operations[0] ?? '');
    assert.deepEqual(view.recording.exchanges, recording.exchanges);
    assert.equal(view.recording.target.endpoint, recording.target.endpoint);
    assert.deepEqual(
      view.recording.unsent.map(({ name }) => name),
      recording.unsent.flatMap(({ name }) => (operations.includes(name[0] ?? '') || name.endsWith('@2') ? name : [])),
    );
    const names = view.recording.exchanges.map(({ name }) => view.nameInWhole(name));
    for (const name of names)
      assert.ok(
        whole.exchanges.some(one => one.name === name),
        name,
      );
  }
});

test('a recording of one run is judged as it is', () => {
  const view = shardAbout(first.recording, 'c');
  assert.equal(view.recording, first.recording);
  assert.equal(view.nameInWhole('b/show'), 'b/show');
});

test('what was joined can be joined with more, and is the same in the end', () => {
  const two = { recording: joined([second, first], judgedWith), operations: ['b', 'c'] };
  assert.deepEqual({ ...joined([two, third], judgedWith), shards: [] }, { ...whole, shards: [] });
  assert.deepEqual(shardAbout(joined([third, two], judgedWith), 'b').recording.exchanges, second.recording.exchanges);
});

test('a whole has the format of a recording, and is read as it was written', () => {
  const text = writeRecording(whole);
  assert.equal(formatFault(text), undefined);
  assert.equal(writeRecording(parseRecording(text)), text);
  const content = JSON.parse(text);
  for (const shards of [[], [{ operations: [], endpoint: 'http://a.example' }], [{ operations: ['a'] }]]) {
    assert.notEqual(formatFault(JSON.stringify({ ...content, shards })), undefined);
  }
});
