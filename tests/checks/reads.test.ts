import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, recordEmbedded, verdictsOn, withBackup } from './embedded-recording.ts';

const conforming = await recordEmbedded();

test('the answer behind the self link is judged by the rules on fields, as the two reads are', () => {
  const broken = withBackup(backup => {
    delete backup.size;
    Object.assign(backup, { status: 7, surplus: true });
  });
  const verdicts = verdictsOn(changed(conforming, ['follow/self'], broken));
  for (const id of ['response/size/presence', 'response/status/type']) {
    assert.equal(verdicts.get(id)?.verdict, 'failed', id);
    assert.match(verdicts.get(id)?.message ?? '', /\(behind the self link\)/);
  }
  assert.equal(verdicts.get('body/undocumented-fields')?.verdict, 'warned');
});

test('an answer behind the self link with another status is no answer to judge', () => {
  const verdicts = verdictsOn(changed(conforming, ['follow/self'], exchange => ({ ...exchange, response: undefined })));
  assert.equal(verdicts.get('response/size/presence')?.verdict, 'passed');
});
