import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SentRequest } from '../../src/recording/sent-request.ts';
import { requestLog } from '../../src/reports/request-log.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';

const { target } = await recordEmbedded();

test('a line for each request, in the order in which they were sent', () => {
  const common = { method: 'GET', url: 'https://vbs.test/v3', duration: 7 };
  const requests: readonly SentRequest[] = [
    { ...common, name: 'show', startedAt: '2024-02-29T12:00:01.000Z', status: 200, answeredBy: 'service' },
    {
      ...common,
      name: 'status/408/unfinished',
      sentTo: 'https://front.test',
      startedAt: '2024-02-29T12:00:03.000Z',
      failure: 'no answer',
    },
    { ...common, name: 'identity', method: 'POST', startedAt: '2024-02-29T12:00:00.000Z', status: 201 },
    {
      ...common,
      name: 'list',
      startedAt: '2024-02-29T12:00:02.000Z',
      status: 200,
      answeredBy: 'front',
      failure: 'cut',
    },
  ];
  assert.deepEqual(requestLog({ requests, target }).split('\n'), [
    '2024-02-29T12:00:00.000Z  identity  POST https://vbs.test/v3  201  7 ms',
    '2024-02-29T12:00:01.000Z  show  GET https://vbs.test/v3  200 by the service  7 ms',
    '2024-02-29T12:00:02.000Z  list  GET https://vbs.test/v3  200 by a front, cut  7 ms',
    '2024-02-29T12:00:03.000Z  status/408/unfinished  GET https://vbs.test/v3  sent to https://front.test  no answer  7 ms',
    '',
  ]);
});

test('a run without verified certificates says so first', () => {
  assert.equal(
    requestLog({ requests: [], target: { ...target, insecure: true } }),
    '# TLS certificates are NOT verified (OS_INSECURE)\n',
  );
});

test('every exchange of a run stands in it', async () => {
  const { exchanges, requests } = await recordEmbedded();
  const sent = exchanges.map(({ name }) => name).filter(name => !name.endsWith('/hook'));
  assert.deepEqual(requests.map(({ name }) => name).sort(), sent.sort());
});
