import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recording } from '../../src/recording/recording.ts';
import { changed, recordEmbedded, verdictsOn, withStatus } from './embedded-recording.ts';

const conforming = await recordEmbedded();
const ways = ['status/403/no-role', 'status/403/other-project'];
const checks = ['status/403', 'refusal/no-role', 'refusal/other-project'];
const expired = changed(conforming, ways, withStatus(401));
const judged = (target: Partial<Recording['target']>) =>
  verdictsOn({ ...expired, target: { ...expired.target, ...target } });

test('a 401 to the token of another user proves nothing about what that user may do', () => {
  const verdicts = judged({ simulated: false });
  for (const id of checks) {
    assert.equal(verdicts.get(id)?.verdict, 'unproven', id);
    assert.match(verdicts.get(id)?.message ?? '', /VBS_(?:NOROLE|OTHER)_TOKEN: the service does not accept this token/);
  }
});

test('a token that Keystone or the embedded service gave is good: there a 401 contradicts the documented 403', () => {
  for (const target of [{ simulated: false, identifiedBy: 'keystone' as const }, {}]) {
    const verdicts = judged(target);
    assert.equal(verdicts.get('status/403')?.verdict, 'failed');
    assert.equal(verdicts.get('refusal/no-role')?.verdict, 'passed');
  }
});
