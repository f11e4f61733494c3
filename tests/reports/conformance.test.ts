import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/cli/package-root.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import {
  changed,
  recordEmbedded,
  resultOf,
  subjectsOf,
  withHeaders,
  without,
  withStatus,
  withText,
} from '../checks/embedded-recording.ts';
import { another, resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { spoilt } from './hostile-words.ts';

const conforming = await recordEmbedded();
const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/conformance.schema.json'), 'utf8'));
const isConformance = new Ajv({ strict: true, allErrors: true }).compile(format);

test('conformance.json has its format, whatever the verdicts', () => {
  const insecure = { ...conforming, target: { ...conforming.target, insecure: true as const } };
  for (const recording of [
    conforming,
    spoilt,
    insecure,
    changed(conforming, ['show'], withStatus(500)),
    without(conforming, 'show'),
  ]) {
    const content = JSON.parse(conformanceJson(resultOf(recording)));
    assert.equal(isConformance(content), true, JSON.stringify(isConformance.errors));
    assert.equal(content.target.insecure, recording.target.insecure);
  }
});

test('its format knows every kind of deviation', () => {
  const names = conforming.exchanges.map(({ name }) => name.slice(name.indexOf('/') + 1));
  for (const alter of [
    withStatus(200),
    withStatus(500),
    withHeaders(() => []),
    withText('{"backup":{"links":[{}],"links":[7]}}'),
    withText('Traceback (most recent call last)'),
  ]) {
    const content = JSON.parse(conformanceJson(resultOf(changed(conforming, names, alter))));
    assert.equal(isConformance(content), true, JSON.stringify(isConformance.errors));
  }
});

test('a check that failed or warned says in what the service deviates, no other does', () => {
  const { checks } = JSON.parse(conformanceJson(resultOf(spoilt)));
  for (const { id, verdict, deviations } of checks) {
    assert.equal(deviations !== undefined, verdict === 'failed' || verdict === 'warned', id);
  }
});

test('the page is named with its parameters, its title and the state of its files', () => {
  const { operations } = JSON.parse(conformanceJson(resultOf(conforming)));
  const [{ parameters, source }] = operations;
  assert.deepEqual(parameters, subjectsOf(conforming));
  assert.match(source.title, /Volume Backup/);
  const page = readFileSync(path.join(packageRoot(), 'specs/vbs/v3/show-backup.rst'));
  assert.equal(source.sha256.page, createHash('sha256').update(page).digest('hex'));
});

test('what did not pass can be repeated', () => {
  for (const strict of [false, true]) {
    const { checks, exitStatus, options } = JSON.parse(conformanceJson(resultOf(spoilt, { strict })));
    assert.equal(exitStatus, 1);
    assert.equal(options.strict, strict);
    for (const { id, verdict, repeat, exchanges } of checks) {
      assert.equal(repeat !== undefined, verdict !== 'passed' && exchanges.length > 0, id);
    }
    assert.ok(checks.some(({ repeat = [] }: { repeat?: string[] }) => repeat[0]?.startsWith('curl ')));
  }
});

test('of several operations all pages and checks are there', () => {
  const content = JSON.parse(conformanceJson(resultOfBoth(withAnother(conforming))));
  assert.deepEqual(
    content.operations.map(({ page }: { page: string }) => page),
    ['vbs/v3/show-backup', another.id],
  );
  assert.equal(isConformance(content), true, JSON.stringify(isConformance.errors));
  assert.ok(content.checks.some(({ id }: { id: string }) => id === `${another.id}/steady`));
});

test('each operation has its sums, and how much of it is proven; together they are those of the run', () => {
  const both = withAnother(conforming, second => changed(second, ['status/404/unknown-id'], withStatus(403)));
  const { operations, proven, sums, checks } = JSON.parse(conformanceJson(resultOfBoth(both)));
  const [first, second] = operations;
  assert.deepEqual([first.sums.failed, first.proven.musts], [0, first.proven.applicable]);
  assert.ok(second.sums.failed > 0 && second.proven.musts < second.proven.applicable);
  const own = checks.filter(({ id }: { id: string }) => id.startsWith(`${another.id}/`));
  const failed = own.filter(({ verdict }: { verdict: string }) => verdict === 'failed');
  assert.equal(second.sums.failed, failed.length);
  for (const outcome of Object.keys(sums)) {
    assert.equal(first.sums[outcome] + second.sums[outcome], sums[outcome], outcome);
  }
  for (const part of ['musts', 'applicable']) assert.equal(first.proven[part] + second.proven[part], proven[part]);
});

test("the folder of the pages is named where they are not the suite's own", () => {
  const options = (own: { readonly specs?: string }) =>
    JSON.parse(conformanceJson({ ...resultOf(conforming), options: { strict: false, ...own } })).options;
  assert.equal(options({ specs: 'my/pages' }).specs, 'my/pages');
  assert.ok(!('specs' in options({})));
});
