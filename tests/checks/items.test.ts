import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check } from '../../src/checks/check.ts';
import { itemChecks } from '../../src/checks/items.ts';
import { checksOf } from '../../src/checks/suite.ts';
import { judgeOne } from '../../src/checks/verdict.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { bothReads, details, recordLists, shown, summary } from './listed-items.ts';

/** What would have been recorded if only this were sent. */
function reducedTo(recording: Recording, { name }: Contract, { needs, reads = [] }: Check): Recording {
  const kept = [
    ...[...bothReads, ...needs].map(one => `${name}/${one}`),
    ...reads.flatMap(other => bothReads.map(one => `${other}/${one}`)),
  ];
  return { ...recording, exchanges: recording.exchanges.filter(one => kept.includes(one.name)) };
}

function assertEnough(recording: Recording, contract: Contract, check: Check): void {
  const judge = (one: Recording) => judgeOne(check, operationRecording(one, contract.name));
  const { verdict, message } = judge(reducedTo(recording, contract, check));
  const whole = judge(recording);
  assert.deepEqual([verdict, message], [whole.verdict, whole.message], check.id);
  assert.notEqual(verdict, 'unproven', check.id);
}

test('an operation that shows one resource has no rules on items', () => {
  assert.deepEqual(itemChecks(shown), []);
});

test('each check on a list says the same of what it needs alone as of everything', async () => {
  for (const contract of [summary, details]) {
    const recording = await recordLists([contract]);
    const kinds = ['items', 'links', 'refusals'];
    const own = checksOf(contract).filter(({ kind, id }) => kinds.includes(kind) || id.endsWith('/steady'));
    for (const check of own.filter(({ reads }) => reads === undefined)) assertEnough(recording, contract, check);
  }
});

test('a check that reads another list needs no more of it than its plain reads', async () => {
  const recording = await recordLists();
  const reading = checksOf(summary).filter(({ kind, reads }) => kind === 'items' && reads !== undefined);
  assert.deepEqual(
    reading.map(({ id }) => id),
    [`${summary.id}/items/summary`],
  );
  for (const check of reading) assertEnough(recording, summary, check);
});
