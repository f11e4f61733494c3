import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recording } from '../../src/recording/recording.ts';
import { plain } from '../../src/reports/paint.ts';
import { summary } from '../../src/reports/summary.ts';
import { changed, inSequence, recordEmbedded, resultOf, withField, without } from '../checks/embedded-recording.ts';
import { resultOfBoth, withAnother } from '../checks/several-operations.ts';

const conforming = await recordEmbedded();
const summaryOf = (recording: Recording): string => summary(resultOf(recording), 'r', plain);

test('unproven is not passed, and has its reason', () => {
  const text = summaryOf(without(conforming, 'status/407/proxy'));
  assert.match(text, /^14 of 15 documented codes earned/m);
  assert.match(text, /^unproven status\/407: .*left out\)$/m);
});

test('codes that only a front answered with are listed apart, and so is TLS without verification', () => {
  const page = inSequence(withField('content-type', 'text/html'), withField('x-openstack-request-id', undefined));
  const fronts = ['status/407/proxy', 'status/408/unfinished'];
  assert.match(
    summaryOf(changed(conforming, fronts, page)),
    /^15 of 15 documented codes earned \(simulated\)\n {2}of these by a front, not the service: 407, 408$/m,
  );
  assert.doesNotMatch(summaryOf(conforming), /by a front|NOT verified/);
  const insecure = { ...conforming, target: { ...conforming.target, insecure: true as const } };
  assert.match(summaryOf(insecure), /^TLS certificates are NOT verified \(OS_INSECURE\)$/m);
});

test('the number of requests is there, those to Keystone apart', () => {
  const identity = { name: 'identity', method: 'POST', url: 'https://k/v3/auth/tokens', startedAt: '', duration: 1 };
  const text = summaryOf({ ...conforming, requests: [identity, ...conforming.requests] });
  assert.match(text, new RegExp(`^${conforming.requests.length} of at most 60 requests sent, and 1 to Keystone$`, 'm'));
});

test('a diagnosis comes before all else', () => {
  const reason = 'the "leave" command of the fault hook for 502 failed (it exited with 3); check the service';
  const unsent = [{ name: 'show-backup/show-again', reason }];
  const text = summaryOf({ ...without(conforming, 'show-again'), unsent, damage: reason });
  assert.match(text, /^The run stopped early: the "leave" command of the fault hook for 502 failed/);
});

test('where there are several operations, codes and reasons belong to one, requests to all', () => {
  const both = withAnother(conforming, second => without(second, 'status/407/proxy'));
  const text = summary(resultOfBoth(both), 'r', plain);
  assert.match(text, /^show-backup: 15 of 15 documented codes earned/m);
  assert.match(text, /^show-copy: 14 of 15 documented codes earned/m);
  assert.match(text, /^unproven vbs\/v3\/show-copy\/status\/407: /m);
  assert.match(text, new RegExp(`^${both.requests.length} of at most 120 requests sent$`, 'm'));
});
