import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outline } from '../../src/reports/outline.ts';
import { recordEmbedded, resultOf } from '../checks/embedded-recording.ts';
import { resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { spoilt } from './hostile-words.ts';
import { pipe } from './terminals.ts';

const conforming = await recordEmbedded();

test('each check has its whole id, its rule, and the reason where it did not pass', () => {
  const text = outline(resultOf(spoilt), pipe);
  assert.match(
    text,
    /^ {2}✗ vbs\/v3\/show-backup\/response\/size\/type\n {6}MUST: `size` is an integer\n {6}failed: backup\.size: expected an integer, got .*$/m,
  );
  assert.match(text, /^ {2}✓ vbs\/v3\/show-backup\/response\/id\/type\n {6}MUST: .*\n {2}/m);
  assert.equal(text.match(/^ {2}\S /gm)?.length, resultOf(spoilt).verdicts.length);
});

test('where there are several operations, each has a heading', () => {
  const lines = outline(resultOfBoth(withAnother(conforming)), pipe).split('\n');
  const headings = lines.filter(line => line !== '' && !line.startsWith(' '));
  const kinds = ['statuses', 'body', 'fields', 'links', 'steadiness', 'refusals', 'error bodies'];
  assert.deepEqual(headings, [
    'show-backup: GET /v3/{project_id}/backups/{backup_id}',
    ...kinds,
    'show-copy: GET /v3/{project_id}/backups/{backup_id}',
    ...kinds,
  ]);
  assert.equal(outline(resultOf(conforming), pipe).split('\n')[0], 'statuses');
});
