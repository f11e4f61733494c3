import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';
import { packageRoot } from '../../src/cli/package-root.ts';
import { allureCategories } from '../../src/reports/allure-categories.ts';
import { allureResults } from '../../src/reports/allure-results.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import { junitXml } from '../../src/reports/junit.ts';
import { inColour } from '../../src/reports/paint.ts';
import { longScreen, screen } from '../../src/reports/screen.ts';
import {
  backupWith,
  changed,
  reads,
  recordEmbedded,
  resultOf,
  withoutMark,
  withStatus,
} from '../checks/embedded-recording.ts';
import { waiver } from '../checks/sample-waivers.ts';
import { resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { conformanceFault } from '../endpoints/sound-reports.ts';
import { xmlFault } from '../endpoints/well-formed.ts';
import { readAsGitHub, readAsGitLab, readAsTable } from './junit-readers.ts';
import { pipe } from './terminals.ts';

const live = withoutMark(await recordEmbedded());
const page = 'vbs/v3/show-backup';
const recording = changed(
  changed(live, ['status/405/patch'], withStatus(404)),
  reads,
  backupWith({ size: 'ten', status: 'pondering' }),
);
const used = waiver('status/405', 'status/405/patch status 405 404', {
  id: 'no-405',
  reason: 'Unknown methods get <404>.',
  ticket: 'T-17',
});
const should = waiver('response/status/value', 'backup.status value one-of other', { id: 'status' });
const stale = waiver('status/406', 'status/406/version status 406 200', { id: 'stale', line: 20 });
const waivers = [used, should, stale];
const result = resultOf(recording, {}, waivers);
const words = 'no-405, storage team, until 2126-06-30: Unknown methods get <404>. (T-17)';

test('on a screen, what is waived stands with its reason, after what failed and in front of the verdict', () => {
  const text = screen(result, 'r.json', pipe);
  const [failed, entry, waived, second, verdict] = [
    `✗ failed  ${page}/response/size/type`,
    '✗ failed  waivers/stale',
    `~ waived  ${page}/status/405\n            `,
    `~ waived  ${page}/response/status/value\n`,
    'Verdict on live: violations, exit status 1. ',
  ].map(part => text.indexOf(part));
  const places = [failed, entry, waived, second, verdict].map(place => place ?? -1);
  assert.ok(
    places.every(place => place >= 0),
    places.join(),
  );
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
  );
  assert.ok(text.includes(`\n            ${words}\n`));
  assert.match(text, /^ {2}profile {3}targets\/lab\.yaml:20: until 2126-06-30, storage team: It was always so\.$/m);
  assert.match(text, /^statuses {6}14 of 15 earned \(.*\): 1 waived$/m);
  assert.match(text, /^waivers {7}2 of 3 in force and needed: 1 failed$/m);
});

test('the long screen has the entries after the checks, and waived checks with what accepts them', () => {
  const text = longScreen(result, 'r.json', pipe);
  const entries = text.slice(text.indexOf('\nwaivers\n'));
  assert.match(entries, /^\nwaivers\n {2}✓ waivers\/no-405\n.*\n {6}seen in vbs\/v3\/show-backup\/status\/405\n/);
  assert.match(entries, /^ {2}✗ waivers\/stale$/m);
  assert.ok(text.includes(`  ~ ${page}/status/405\n`));
  assert.ok(text.includes(`\n      ${words}\n`));
});

test('of several operations, a stale entry stands below a heading of its own', () => {
  const text = screen(resultOfBoth(withAnother(recording), waivers), 'r.json', pipe);
  assert.match(text, /\n\nwaivers: targets\/lab\.yaml\n\n✗ failed {2}waivers\/stale\n/);
  assert.equal(text.match(/^~ waived {2}/gm)?.length, 4);
  assert.match(text, /^waivers {24,}2 of 3 in force and needed: 1 failed$/m);
});

test('conformance.json names the entries, and files of format 2 are still such', () => {
  const format = JSON.parse(readFileSync(path.join(packageRoot(), 'schemas/formats/conformance.schema.json'), 'utf8'));
  const isConformance = new Ajv({ strict: true, allErrors: true }).compile(format);
  const content = JSON.parse(conformanceJson(result));
  assert.equal(isConformance(content), true, JSON.stringify(isConformance.errors));
  assert.equal(content.format, 3);
  const one = content.checks.find(({ id }: { id: string }) => id === `${page}/status/405`);
  assert.equal(one.verdict, 'waived');
  assert.deepEqual(one.waivers, [
    { id: 'no-405', reason: used.reason, owner: used.owner, until: used.until, ticket: 'T-17' },
  ]);
  assert.deepEqual(one.deviations, [{ place: 'status/405/patch', kind: 'status', expected: '405', got: '404' }]);
  assert.deepEqual(
    content.checks.slice(-3).map(({ id, verdict }: Record<string, string>) => [id, verdict]),
    [
      ['waivers/no-405', 'passed'],
      ['waivers/status', 'passed'],
      ['waivers/stale', 'failed'],
    ],
  );
  assert.equal(content.sums.waived, 2);
  const waived = JSON.parse(
    conformanceJson(resultOf(changed(live, ['status/405/patch'], withStatus(404)), {}, [used])),
  );
  assert.equal(isConformance(waived), true);
  assert.equal(waived.verdict, 'violations waived');
  const earlier = { ...JSON.parse(conformanceJson(resultOf(live))), format: 2 };
  assert.equal(isConformance(earlier), true);
});

test('of a check of which only some deviations are waived, each report names the others', () => {
  const ways = ['status/400/malformed-project', 'status/400/foreign-project'];
  const twice = changed(live, ways, withStatus(418));
  const some = resultOf(twice, {}, [waiver('status/400', `${ways[0]} status 400 418`)]);
  const left = '1 of 2 deviations: status/400/foreign-project: status, expected 400, got 418';
  assert.match(screen(some, 'r.json', pipe), new RegExp(`^  actual .*\\n  no waiver ${left}$`, 'm'));
  assert.ok(longScreen(some, 'r.json', pipe).includes(`\n      no waiver for ${left}\n`));
  assert.ok(junitXml(some).includes(`\nno waiver for ${left}\n`));
  assert.equal(conformanceFault(conformanceJson(some)), undefined);
  const content = JSON.parse(conformanceJson(some));
  const one = content.checks.find(({ id }: { id: string }) => id === `${page}/status/400`);
  assert.deepEqual(one.unwaived, [one.deviations.find(({ place }: { place: string }) => place === ways[1])]);
  assert.doesNotMatch(screen(resultOf(twice), 'r.json', pipe), /no waiver/);
});

test('to readers of JUnit, waived is passed with a name that says so, and a stale entry fails at its line', () => {
  const xml = junitXml(result);
  assert.equal(xmlFault(xml), undefined);
  const cases = readAsGitLab(xml);
  assert.equal(cases.get(`statuses ${page}/status/405 [live] (waived)`)?.status, 'success');
  assert.equal(cases.get('waivers waivers/no-405 [live]')?.status, 'success');
  assert.equal(cases.get('waivers waivers/stale [live]')?.status, 'failed');
  assert.match(
    xml,
    /<system-out>MUST: [^<]*\nwaived by no-405, [^<]* &lt;404&gt;\. \(T-17\)\nwaived: [^<]*\nexpected: /,
  );
  const found = readAsGitHub(xml).find(({ title }) => title.includes('waivers/stale'));
  assert.deepEqual([found?.path, found?.line], ['targets/lab.yaml', 20]);
  assert.deepEqual([...new Set(readAsTable(xml).map(({ suite }) => suite))], [`${page} [live]`, 'waivers [live]']);
  assert.doesNotMatch(junitXml(resultOf(recording)), /testsuite name="waivers/);
});

test('in Allure, waived is passed with a label, its category and its reason, and entries stand apart', () => {
  const { tests } = allureResults(result, recording.exchanges);
  const testOf = (id: string) => tests.find(({ fullName }) => fullName === id) ?? assert.fail(id);
  const labels = (id: string, name: string): string[] =>
    testOf(id).labels.flatMap(label => (label.name === name ? label.value : []));
  const waived = testOf(`${page}/status/405`);
  assert.deepEqual([waived.status, waived.name?.startsWith('[waived] ')], ['passed', true]);
  assert.ok(labels(`${page}/status/405`, 'tag').includes('waived'));
  assert.ok(waived.statusDetails.message?.endsWith(`\n${words}`));
  assert.match(waived.description ?? '', /^\*\*Waived by\*\*: no\\-405, storage team, .*\\<404\\>/m);
  const category = allureCategories.find(({ matchers }) => matchers.labels?.tag === '^waived$');
  assert.equal(category?.name, 'Waived: known deviations');
  assert.equal(testOf('waivers/stale').status, 'failed');
  assert.deepEqual(labels('waivers/stale', 'epic'), ['Waivers']);
  assert.deepEqual(labels('waivers/stale', 'feature'), ['targets/lab.yaml']);
  const own = allureCategories.find(({ matchers }) => new RegExp(matchers.labels?.story ?? '^$').test('Waivers'));
  assert.equal(own?.name, 'Waivers are expired or no longer needed');
  assert.doesNotMatch(testOf('waivers/stale').description ?? '', /\]\(#/, 'the report does not have the profile');
});

test('what is waived has a colour of its own, and the verdict is not in that of a pass', () => {
  const waived = resultOf(changed(live, ['status/405/patch'], withStatus(404)), {}, [used]);
  const last = (text: string): string => text.split('\n').at(-1) ?? '';
  const coloured = (one: typeof result): string => last(screen(one, 'r.json', { columns: Infinity, paint: inColour }));
  const begin = (outcome: 'waived' | 'passed' | 'failed'): string => inColour(outcome, '|').split('|')[0] ?? '';
  assert.ok(coloured(waived).startsWith(`${begin('waived')}Verdict on live: violations waived, exit status 0. `));
  assert.ok(coloured(result).startsWith(begin('failed')));
  assert.ok(coloured(resultOf(live)).startsWith(begin('passed')));
  assert.notEqual(begin('waived'), begin('passed'));
});
