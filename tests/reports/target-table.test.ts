import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryOf } from '../../src/checks/run-summary.ts';
import { targetTable } from '../../src/reports/target-table.ts';
import { recordEmbedded, resultOf, without } from '../checks/embedded-recording.ts';
import { pipe, wide } from './terminals.ts';

const conforming = await recordEmbedded();
const rows = [
  { target: 'mock', summary: summaryOf(resultOf(conforming)) },
  { target: 'staging-of-berlin', summary: summaryOf(resultOf(without(conforming, 'status/407/proxy'))) },
  { target: 'nowhere', summary: undefined },
];

test('each target has a row: failed, warned, waived, unproven, codes earned, verdict', () => {
  assert.equal(
    targetTable(rows, pipe),
    [
      'target             failed  warned  waived  unproven     codes  verdict',
      'mock                    0       0       0         0  15 of 15  conformant (embedded service)',
      'staging-of-berlin       0       0       0         5  14 of 15  unproven',
      'nowhere                 -       -       -         -         -  not tested',
    ].join('\n'),
  );
});

test('in a narrow terminal the verdict is wrapped below itself', () => {
  const lines = targetTable(rows, wide(78)).split('\n');
  assert.equal(lines[2], `${' '.repeat(63)}service)`);
});
