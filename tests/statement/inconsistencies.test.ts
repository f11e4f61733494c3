import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording } from '../../src/recording/recording-file.ts';
import { sentRequest } from '../../src/recording/sent-request.ts';
import { inconsistenciesIn } from '../../src/statement/inconsistencies.ts';
import { withStatus } from '../cli/rewriting-proxy.ts';
import { recordSmall, specifications } from './small-service.ts';

const contracts = specifications.map(({ contract }) => contract);
const on = (recording: Recording): string[] => inconsistenciesIn(recording, contracts);
const small = await recordSmall();

test('a recording that a run wrote contradicts itself nowhere, disturbed or not', async () => {
  assert.deepEqual(on(small), []);
  for (const release of ['victoria', 'zed', '2025-1']) {
    const file = path.join(packageRoot(), `products/openstack-${release}/recording.json`);
    assert.deepEqual(on(parseRecording(readFileSync(file, 'utf8'))), [], release);
  }
  let count = 0;
  assert.deepEqual(on(await recordSmall({ target: { microversion: '3.50' } })), []);
  const disturbed = await recordSmall({
    rewrite: () => (_, answer) => {
      count += 1;
      return count % 7 === 0 ? withStatus(504)(answer) : answer;
    },
  });
  assert.ok(
    disturbed.exchanges.some(({ name }) => name.endsWith('@2')),
    'something was asked again',
  );
  assert.deepEqual(on(disturbed), []);
});

const name = 'show-backup/status/404/unknown-id';
const [exchange] = small.exchanges.filter(one => one.name === name);

test('each way to contradict itself has its sentence', () => {
  assert.ok(exchange);
  const others = small.exchanges.filter(one => one !== exchange);
  const changed = { ...exchange, duration: exchange.duration + 1 };
  const late = { ...exchange, startedAt: '2020-01-01T00:00:00.000Z' };
  const cases: readonly (readonly [Recording, string])[] = [
    [{ ...small, exchanges: [...small.exchanges, exchange] }, `it has the exchange ${name} twice`],
    [{ ...small, exchanges: others }, `${name} was sent, but its exchange is missing`],
    [{ ...small, unsent: [{ name, reason: 'no' }] }, `${name} was sent and was not sent`],
    [{ ...small, exchanges: [...others, changed] }, `${name} differs from what the list of requests says`],
    [
      { ...small, exchanges: [...others, late], requests: [...small.requests, sentRequest(late)] },
      `${name} was sent at another time than its run`,
    ],
  ];
  for (const [recording, expected] of cases) assert.deepEqual(on(recording), [expected]);
  const elsewhere = on({ ...small, target: { ...small.target, endpoint: 'https://acme.example' } });
  assert.equal(elsewhere[0], 'list-backups/show was sent to another service than that of its run');
  const [page] = small.operations;
  const shards = [{ operations: [page?.name ?? ''], endpoint: 'https://acme.example' }];
  assert.deepEqual(on({ ...small, shards }), ['a part of it asked https://acme.example, another service']);
  const newer = on({ ...small, target: { ...small.target, microversion: '3.71' } });
  assert.deepEqual(
    newer,
    contracts.map(one => `${one.name}/show was sent with another microversion than that of its run`),
  );
  assert.equal(on({ ...small, requests: [] }).length, 20, 'the first of many');
});
