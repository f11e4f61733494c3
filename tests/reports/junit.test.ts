import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Verdict } from '../../src/checks/verdict.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { junitXml } from '../../src/reports/junit.ts';
import { backupWith, changed, reads, recordEmbedded, resultOf } from '../checks/embedded-recording.ts';
import { another, resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { xmlFault } from '../endpoints/well-formed.ts';
import { anyText } from '../text/any-text.ts';
import { spoilt } from './hostile-words.ts';
import { attachmentsInGitLab, readAsGitHub, readAsGitLab, readAsTable } from './junit-readers.ts';

const conforming = await recordEmbedded();

test('nothing that a service sent stands in the XML unescaped', () => {
  const result = resultOf(spoilt);
  const xml = junitXml(result);
  assert.doesNotMatch(xml, /<script|\u001b|\u0000/);
  assert.equal(xml.match(/<testcase /g)?.length, result.verdicts.length);
});

test('any text keeps the XML well-formed', () => {
  const base = resultOf(conforming);
  const [operation] = base.operations;
  const [first] = base.verdicts;
  assert.ok(operation && first);
  fc.assert(
    fc.property(anyText(), text => {
      const verdicts = [{ ...first, verdict: 'failed' as const, message: text }];
      const xml = junitXml({ ...base, verdicts, operations: [{ ...operation, verdicts }] });
      assert.match(xml, /<failure message="/);
      assert.equal(xmlFault(xml), undefined);
    }),
  );
});

test('certificates that were not verified are a property', () => {
  const insecure = { ...conforming, target: { ...conforming.target, insecure: true as const } };
  assert.match(junitXml(resultOf(insecure)), /<property name="tls" value="TLS certificates are NOT verified/);
  assert.doesNotMatch(junitXml(resultOf(conforming)), /NOT verified/);
});

/** By what GitLab knows the case of a verdict. */
const nameOf = ({ id, kind, verdict }: Verdict): string =>
  `${kind} ${id} [mock]${verdict === 'warned' ? ' (warned)' : ''}`;

test('GitLab shows of each case what there is to know', () => {
  const result = resultOf(spoilt);
  const cases = readAsGitLab(junitXml(result));
  assert.equal(cases.size, result.verdicts.length, 'no two cases have the same name');
  for (const one of result.verdicts) {
    const { id, verdict, level, title, repeat, cites } = one;
    const { status, text } = cases.get(nameOf(one)) ?? assert.fail(id);
    assert.equal(
      status,
      { failed: 'failed', unproven: 'skipped', inapplicable: 'skipped' }[verdict as string] ?? 'success',
    );
    if (status === 'success') continue;
    assert.ok(text.startsWith(`${level}: ${title}`), id);
    assert.ok(
      cites.every(({ source }) => text.includes(source)),
      id,
    );
    assert.ok(
      repeat.every(command => text.includes(command)),
      id,
    );
    if (status === 'failed') assert.match(text, /^expected: .*\n(?:.*\n)*actual: /m, id);
  }
});

test('GitHub shows each failure at the line of the page', () => {
  const result = resultOf(spoilt);
  const annotations = readAsGitHub(junitXml(result));
  assert.equal(annotations.length, result.sums.failed);
  const lines = readFileSync(path.join(packageRoot(), 'specs/vbs/v3/show-backup.rst'), 'utf8').split('\n').length;
  for (const one of annotations) {
    assert.equal(one.path, 'specs/vbs/v3/show-backup.rst');
    assert.ok(one.line >= 1 && one.line <= lines, one.title);
    assert.ok(one.message !== '' && one.details !== '', one.title);
  }
});

test('a table of groups has each check once, with a time, and with what to read where it failed', () => {
  const result = resultOf(spoilt);
  const rows = readAsTable(junitXml(result));
  assert.deepEqual(
    rows.map(({ group, name }) => `${group} ${name}`),
    result.verdicts.map(nameOf),
  );
  assert.ok(rows.every(({ suite, time }) => suite === 'vbs/v3/show-backup [mock]' && time >= 0));
  const failed = rows.filter(row => row.result === 'failed');
  assert.equal(failed.length, result.sums.failed);
  assert.ok(failed.every(({ details }) => /^repeat: /m.test(details)));
});

test('a warning stands in the name, which is all that GitLab shows of a case that passed, and fails under --strict', () => {
  const warned = resultOf(spoilt).verdicts.filter(({ verdict }) => verdict === 'warned');
  assert.ok(warned.length > 0);
  const xml = junitXml(resultOf(spoilt));
  for (const one of warned) assert.equal(readAsGitLab(xml).get(nameOf(one))?.status, 'success', one.id);
  assert.match(xml, /<system-out>SHOULD: [^<]*\nwarned: /);
  const strict = readAsGitLab(junitXml(resultOf(spoilt, { strict: true })));
  for (const { kind, id } of warned) assert.equal(strict.get(`${kind} ${id} [mock]`)?.status, 'failed', id);
});

test('a service cannot make GitLab offer a file', () => {
  const named = changed(conforming, reads, backupWith({ size: '[[ATTACHMENT|.env]]' }));
  const xml = junitXml(resultOf(named));
  assert.match(xml, /<system-out>[^<]*ATTACHMENT\|\.env/);
  assert.deepEqual(attachmentsInGitLab(xml), []);
});

test('what the suite could not do is an error and no failure of the service', () => {
  const exchanges = conforming.exchanges.map(one => ({ ...one, response: undefined }));
  const untested = readAsGitLab(junitXml(resultOf({ ...conforming, exchanges })));
  const statuses = [...untested.values()].map(({ status }) => status);
  assert.ok(statuses.includes('error'));
  assert.ok(!statuses.includes('failed'));
  const damaged = readAsGitLab(junitXml(resultOf({ ...conforming, damage: 'a fault did not end' })));
  const { status, text } = damaged.get('run run [mock]') ?? assert.fail('the run itself is a case');
  assert.equal(status, 'error');
  assert.match(text, /^incomplete: The run stopped early: a fault did not end\.$/m);
});

const timesIn = (recording: Recording): number[] => readAsTable(junitXml(resultOf(recording))).map(({ time }) => time);

test('times are those of the exchanges that were judged', () => {
  const slow = { ...conforming, requests: conforming.requests.map(one => ({ ...one, duration: 1500 })) };
  assert.ok(timesIn(slow).every(time => time % 1.5 === 0));
  assert.ok(timesIn(slow).some(time => time === 1.5));
});

test('each operation is a suite', () => {
  const xml = junitXml(resultOfBoth(withAnother(conforming)));
  assert.deepEqual(
    [...xml.matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name),
    ['vbs/v3/show-backup [mock]', `${another.id} [mock]`],
  );
  assert.equal(xmlFault(xml), undefined);
});
