import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMarkedAsSimulated } from '../../src/recording/simulated-mark.ts';
import { changed, namesIn, recordEmbedded, withField } from '../checks/embedded-recording.ts';

test('the embedded service marks each of its answers, whatever it was asked', async () => {
  const recording = await recordEmbedded();
  const answered = recording.exchanges.filter(({ response }) => response);
  assert.ok(answered.length > 20);
  for (const one of answered) assert.ok(isMarkedAsSimulated({ exchanges: [one] }), one.name);
  const unmarked = changed(recording, namesIn(recording), withField('X-Simulated-By', undefined));
  assert.ok(!isMarkedAsSimulated(unmarked));
  assert.ok(!isMarkedAsSimulated({ exchanges: [] }));
});
