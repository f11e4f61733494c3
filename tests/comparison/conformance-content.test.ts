import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { changesBetween } from '../../src/comparison/comparison.ts';
import { type ConformanceContent, writtenRun } from '../../src/comparison/conformance-content.ts';
import { judgedRun } from '../../src/comparison/judged-run.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import { jsonMisfit } from '../../src/text/json-misfit.ts';
import { changed, recordEmbedded, resultOf, without, withStatus } from '../checks/embedded-recording.ts';
import { spoilt } from '../reports/hostile-words.ts';

const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/judged-run.schema.json'), 'utf8'));
const conforming = await recordEmbedded();
const recordings = [
  conforming,
  spoilt,
  changed(conforming, ['status/405/patch'], withStatus(404)),
  without(conforming, 'status/404/unknown-id'),
];

test('what a run writes is read as the run was judged', () => {
  for (const result of recordings.flatMap(one => [resultOf(one), resultOf(one, { strict: true })])) {
    const content = JSON.parse(conformanceJson(result)) as ConformanceContent;
    assert.equal(jsonMisfit(content, format), undefined);
    const { judged, ...written } = writtenRun(content);
    assert.equal(judged, 'as written');
    const { judged: _, ...now } = judgedRun(result, result.run.suite);
    assert.deepEqual(written, now);
  }
});

test('--strict changes no verdict that is compared', () => {
  for (const one of recordings) {
    const [lenient, strict] = [resultOf(one), resultOf(one, { strict: true })].map(result => judgedRun(result, 'test'));
    assert.ok(lenient && strict);
    assert.deepEqual(changesBetween({ baseline: lenient, current: strict }, { scope: 'all' }).changes, []);
  }
});

test('a later format may say more, waived verdicts among it; an unknown one is not read', () => {
  const content = JSON.parse(conformanceJson(resultOf(spoilt)));
  const checks = content.checks.map((one: { verdict: string }) =>
    one.verdict === 'failed' ? { ...one, verdict: 'waived', waivers: ['an-entry'] } : one,
  );
  const later = { ...content, format: 3, verdict: 'violations waived', waivers: [], checks };
  assert.equal(jsonMisfit(later, format), undefined);
  const pair = { baseline: writtenRun(content), current: writtenRun(later) };
  assert.deepEqual(changesBetween(pair, { scope: 'all' }).changes, []);
  for (const other of [{ format: 1 }, { format: 4 }, { format: undefined }, { checks: [] }, { target: {} }]) {
    assert.notEqual(jsonMisfit({ ...content, ...other }, format), undefined);
  }
});
