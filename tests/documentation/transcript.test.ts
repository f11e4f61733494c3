import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transcriptOf } from '../../src/documentation/transcript.ts';
import { BODY, readBody } from './sample-page.ts';

test('a transcript is what the command prints of a page', () => {
  const page = readBody(
    'Fields',
    '',
    '=== ======',
    'Key Text',
    '=== ======',
    'a   **one**',
    '=== ======',
    '',
    '::',
    '',
    '  {"a": 1}',
    '',
    '::',
    '',
    '  oops',
    '',
    'Status Code',
    '-----------',
    '',
    '200 OK',
    '',
    '404',
    '',
    '.. image:: a.png',
  );
  const transcript = transcriptOf(page);
  const { findings, examples, ...rest } = transcript;
  assert.deepEqual(rest, {
    file: 'thing.rst',
    title: 'Show a Thing',
    operations: [{ method: 'GET', path: '/v1/things/{id}' }],
    tables: [{ line: BODY + 2, title: 'Fields', header: ['Key', 'Text'], rows: [['a', 'one']] }],
    statusCodes: { normal: [200], abnormal: [404] },
  });
  assert.deepEqual(examples[0], { line: BODY + 10, json: { a: 1 } });
  assert.deepEqual(Object.keys(examples[1] ?? {}), ['line', 'text', 'error']);
  assert.deepEqual(
    findings.map(finding => finding.line),
    [BODY + 23],
  );
  assert.deepEqual(Object.keys(transcript), [
    'file',
    'title',
    'operations',
    'tables',
    'examples',
    'statusCodes',
    'findings',
  ]);
});
