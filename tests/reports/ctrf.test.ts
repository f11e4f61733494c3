import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RunResult } from '../../src/checks/run-result.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import { ctrfJson } from '../../src/reports/ctrf.ts';
import { asLive, changed, recordEmbedded, resultOf, withStatus } from '../checks/embedded-recording.ts';
import { waiver } from '../checks/sample-waivers.ts';
import { resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { anyText } from '../text/any-text.ts';
import { type Ctrf, type CtrfTest, ctrfFault } from './ctrf-format.ts';
import { spoilt } from './hostile-words.ts';

const conforming = await recordEmbedded();
const page = 'vbs/v3/show-backup';

/** The report on a result, which keeps to the schema of the format. */
function reportOn(result: RunResult): Ctrf {
  const text = ctrfJson(result);
  assert.equal(ctrfFault(text), undefined);
  return JSON.parse(text);
}

const testOf = ({ results: { tests } }: Ctrf, id: string): CtrfTest =>
  tests.find(one => one.testId === id) ?? assert.fail(id);

const live = changed(asLive(conforming), ['status/405/patch'], withStatus(404));
const accepted = waiver('status/405', 'status/405/patch status 405 404', { id: 'no-405', reason: 'So it is.' });
const results = {
  'a conforming service': resultOf(conforming),
  'a service that deviates in everything': resultOf(spoilt),
  'the same under --strict': resultOf(spoilt, { strict: true }),
  'a live service with a waiver': resultOf(live, {}, [accepted]),
  'a part of the checks': resultOf(conforming, { only: ['links/**'] }),
};

for (const [name, result] of Object.entries(results)) {
  test(`${name}: the counts are those of conformance.json, and each verdict is there`, () => {
    const { sums, checks } = JSON.parse(conformanceJson(result));
    const { summary, tests } = reportOn(result).results;
    const { passed, failed, skipped, other, pending } = summary;
    const { warned, waived, unproven, inapplicable } = sums;
    assert.deepEqual(
      [passed, failed, skipped, other, pending, summary.tests],
      [sums.passed, sums.failed, inapplicable, warned + waived + unproven, 0, checks.length],
    );
    assert.deepEqual(
      tests.map(({ testId, rawStatus }) => [testId, rawStatus]),
      checks.map(({ id, verdict }: Record<string, string>) => [id, verdict]),
    );
  });
}

test('a verdict has the status that fits it, its message, its place and its labels', () => {
  const report = reportOn(results['a service that deviates in everything']);
  const failed = testOf(report, `${page}/response/size/type`);
  assert.equal(failed.status, 'failed');
  assert.match(failed.message ?? '', /size/);
  assert.match(failed.trace ?? '', /^expected: .*^says: {5}specs\/vbs\/v3\/show-backup\.rst:58.*^repeat: {3}curl /ms);
  assert.deepEqual([failed.filePath, failed.line], ['specs/vbs/v3/show-backup.rst', 58]);
  assert.deepEqual(failed.suite, [page, 'fields']);
  assert.deepEqual(failed.labels, {
    operation: 'show-backup',
    kind: 'fields',
    level: 'MUST',
    evidence: 'simulated',
    target: 'mock',
  });
  assert.deepEqual(failed.tags, ['MUST', 'simulated']);
  const warned = testOf(report, `${page}/response/status/value`);
  assert.deepEqual([warned.status, warned.rawStatus, warned.tags?.at(-1)], ['other', 'warned', 'warned']);
  assert.match(warned.message ?? '', /status/);
  const strict = testOf(reportOn(results['the same under --strict']), `${page}/response/status/value`);
  assert.deepEqual([strict.status, strict.rawStatus], ['failed', 'failed']);
});

test('what is waived, unproven or inapplicable is neither passed nor failed, and says why', () => {
  const report = reportOn(results['a live service with a waiver']);
  const waived = testOf(report, `${page}/status/405`);
  assert.deepEqual([waived.status, waived.rawStatus], ['other', 'waived']);
  assert.match(waived.message ?? '', /\nwaived by no-405, .*: So it is\.$/);
  const entry = testOf(report, 'waivers/no-405');
  assert.deepEqual([entry.status, entry.suite, entry.filePath], ['passed', ['waivers', 'waivers'], 'targets/lab.yaml']);
  const unproven = testOf(report, `${page}/status/503`);
  assert.deepEqual([unproven.status, unproven.rawStatus], ['other', 'unproven']);
  assert.notEqual(unproven.message, undefined);
  const skipped = report.results.tests.filter(({ rawStatus }) => rawStatus === 'inapplicable');
  assert.ok(skipped.length > 0);
  for (const { status, message } of skipped) assert.deepEqual([status, message !== ''], ['skipped', true]);
});

test('a run that fails without a check that does is itself a test that failed', () => {
  const exchanges = conforming.exchanges.map(one => ({ ...one, response: undefined }));
  const untested = resultOf({ ...conforming, exchanges });
  for (const result of [untested, resultOf({ ...conforming, damage: 'a fault did not end' })]) {
    const { results } = reportOn(result);
    const { status, message } = testOf({ results }, 'run');
    assert.deepEqual([status, results.summary.failed, results.environment.healthy], ['failed', 1, false]);
    assert.ok(message?.startsWith(`${result.verdict}: ${result.why}`));
  }
  assert.equal(reportOn(untested).results.summary.passed, 0);
});

test('the suites are the operations; tool and time are those of the run', () => {
  const result = resultOfBoth({ ...withAnother(conforming), suite: 'vbs-conformance 0.1.0' });
  const { summary, tool, tests, environment } = reportOn(result).results;
  assert.equal(summary.suites, 2);
  assert.deepEqual([...new Set(tests.map(one => one.suite?.[0]))], [page, 'vbs/v3/show-copy']);
  assert.deepEqual(tool, { name: 'vbs-conformance', version: '0.1.0' });
  assert.deepEqual([summary.start, summary.stop], [Date.parse(result.run.startedAt), summary.start + summary.duration]);
  assert.deepEqual([environment.testEnvironment, environment.healthy], ['mock', true]);
});

test('any text keeps it valid', () => {
  const base = resultOf(conforming);
  const [operation] = base.operations;
  const [first] = base.verdicts;
  assert.ok(operation && first);
  fc.assert(
    fc.property(anyText(), text => {
      const verdicts = [{ ...first, verdict: 'failed' as const, message: text }];
      reportOn({ ...base, verdicts, operations: [{ ...operation, verdicts }] });
    }),
  );
});

test('the schema that these tests use is that of the version which a report names', () => {
  const licence = readFileSync(path.join(packageRoot(), 'tests/reports/ctrf/LICENSE'), 'utf8');
  assert.match(licence, /^MIT License/);
  assert.equal(JSON.parse(ctrfJson(resultOf(conforming))).specVersion, '0.0.0');
  assert.match(ctrfFault('{"reportFormat": "CTRF"}') ?? '', /required/);
});
