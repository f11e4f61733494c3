import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftBetween } from '../../src/comparison/drift.ts';
import { type Alteration, unanswered, withStatus } from '../../src/mutation/alterations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { answering, faultless } from './releases.ts';

const other = answering(/^status\/406\/accept$/, withStatus(200));
const told = (baseline: Recording | undefined, current: Recording | undefined): string[] => [
  ...driftBetween({ baseline, current }, []).notCompared,
];

test('without both recordings answers are not compared, and that is said', () => {
  const { found, notCompared } = driftBetween({ baseline: undefined, current: other }, []);
  assert.deepEqual([found, notCompared], [[], ['Answers were not compared: there is no recording of the baseline.']]);
  assert.match(told(undefined, undefined)[0] ?? '', /no recording of the baseline and the current run\.$/);
});

test('answers at another microversion are not compared', () => {
  const at = (microversion: string): Recording => ({ ...other, target: { ...other.target, microversion } });
  assert.deepEqual(told(at('3.62'), at('3.70')), [
    'Answers were not compared: they are of the microversions 3.62 and 3.70.',
  ]);
  assert.deepEqual(told(at('3.62'), at('3.62')), []);
});

test('answers about another backup are not compared; another project is no other subject', () => {
  const renamed = (from: string, to: string): Recording => ({
    ...other,
    target: { ...other.target, project: other.target.project.replace(from, to) },
    operations: other.operations.map(one => ({
      ...one,
      parameters: Object.fromEntries(
        Object.entries(one.parameters).map(([name, value]) => [name, value.replace(from, to)]),
      ),
    })),
  });
  const backup = other.operations.find(({ name }) => name === 'show-backup')?.parameters.backup_id ?? '';
  const elsewhere = driftBetween({ baseline: faultless, current: renamed(backup, 'another') }, []);
  assert.deepEqual(elsewhere.notCompared, [
    'Answers of show-backup were not compared: the runs asked about different subjects.',
  ]);
  assert.ok(!elsewhere.found.some(({ operation }) => operation === 'show-backup'));
  const { found, notCompared } = driftBetween(
    { baseline: faultless, current: renamed(other.target.project, 'p2') },
    [],
  );
  assert.deepEqual(notCompared, []);
  assert.ok(found.some(({ operation, kind }) => operation === 'show-backup' && kind === 'status'));
});

test('another status that broke no rule is drift, and so is no answer', () => {
  const found = (alter: Alteration): string[] =>
    driftBetween({ baseline: faultless, current: answering(/^status\/406\/accept$/, alter) }, [])
      .found.filter(({ operation }) => operation === 'show-backup')
      .map(({ kind, place, before, after }) => `${kind} ${place}: ${before} → ${after}`);
  assert.deepEqual(found(withStatus(200)), ['status status/406/accept: 406 → 200']);
  assert.deepEqual(found(unanswered), ['status status/406/accept: 406 → no complete answer']);
});
