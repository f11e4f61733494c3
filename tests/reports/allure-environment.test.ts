import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allureEnvironment, allureReportName, propertiesText } from '../../src/reports/allure-environment.ts';
import { recordEmbedded, resultOf, subjectsOf } from '../checks/embedded-recording.ts';
import { resultOfBoth, withAnother } from '../checks/several-operations.ts';

const conforming = await recordEmbedded();

test('the circumstances are those of the run', () => {
  const { Backup, Page, Target, TLS } = allureEnvironment(resultOf(conforming));
  assert.equal(Backup, subjectsOf(conforming).backup_id);
  assert.equal(Page, 'specs/vbs/v3/show-backup.rst');
  assert.equal(Target, 'the embedded service (simulated)');
  assert.equal(TLS, undefined);
  const insecure = { ...conforming, target: { ...conforming.target, insecure: true as const } };
  assert.match(allureEnvironment(resultOf(insecure)).TLS ?? '', /NOT verified/);
});

test('the verdict comes first, with its reason', () => {
  const result = resultOf(conforming);
  const first = Object.entries(allureEnvironment(result)).slice(0, 3);
  assert.deepEqual(first, [
    ['Verdict', 'conformant (embedded service)'],
    ['Exit status', '0'],
    ['Why', result.why],
  ]);
});

test('of several operations every page is there, and every subject that was asked about', () => {
  const both = withAnother(conforming);
  const operations = both.operations.map(one =>
    one.name === 'show-copy' ? { ...one, parameters: { ...one.parameters, backup_id: 'b2', copy_id: 'c1' } } : one,
  );
  const { Backup, Copy, Page } = allureEnvironment(resultOfBoth({ ...both, operations }));
  assert.equal(Backup, `${subjectsOf(conforming).backup_id}, b2`);
  assert.equal(Copy, 'c1');
  assert.equal(Page, 'specs/vbs/v3/show-backup.rst, specs/vbs/v3/show-copy.rst');
});

test('a value that is a path of Windows, or has several lines, stays one property', () => {
  assert.equal(propertiesText({ 'The suite': 'a\\b\nc' }), 'The\\ suite = a\\\\b c\n');
});

test('the heading has the title of one operation, and the names of several', () => {
  const title = 'Show a Volume Backup (Native OpenStack V3 API)';
  assert.equal(allureReportName(resultOf(conforming)), `conformant (embedded service), exit status 0 — ${title}`);
  const both = allureReportName(resultOfBoth(withAnother(conforming)));
  assert.equal(both, 'conformant (embedded service), exit status 0 — show-backup, show-copy');
});
