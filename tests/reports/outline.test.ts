import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outline } from '../../src/reports/outline.ts';
import { plain } from '../../src/reports/paint.ts';
import { summary } from '../../src/reports/summary.ts';
import { recordEmbedded, resultOf } from '../checks/embedded-recording.ts';
import { resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { spoilt } from './hostile-words.ts';

const conforming = await recordEmbedded();

test('a failure says what was expected, what came, where it stands and how to repeat it', () => {
  assert.match(
    outline(resultOf(spoilt), plain),
    /✗ response\/size\/type .*\n {6}failed: backup\.size: expected an integer, got .*\n {6}says specs\/vbs\/v3\/show-backup\.rst:\d+: `size` is documented as int\n {6}repeat: curl .*"X-Auth-Token: \$OS_TOKEN"/,
  );
});

test('nothing that a service sent reaches the terminal unescaped', () => {
  const result = resultOf(spoilt);
  const text = `${outline(result, plain)}\n${summary(result, 'reports/report.html', plain)}`;
  assert.doesNotMatch(text, /[\p{Cc}\p{Cf}](?<!\n)/u);
});

test('where there are several operations, each has a heading', () => {
  const lines = outline(resultOfBoth(withAnother(conforming)), plain).split('\n');
  const headings = lines.filter(line => line !== '' && !line.startsWith(' '));
  const kinds = ['statuses', 'body', 'fields', 'links', 'steadiness', 'refusals', 'error bodies'];
  assert.deepEqual(headings, [
    'show-backup: GET /v3/{project_id}/backups/{backup_id}',
    ...kinds,
    'show-copy: GET /v3/{project_id}/backups/{backup_id}',
    ...kinds,
  ]);
  assert.equal(outline(resultOf(conforming), plain).split('\n')[0], 'statuses');
});
