import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Status, type TestResult } from 'allure-js-commons';
import type { RunResult } from '../../src/checks/run-result.ts';
import type { Verdict } from '../../src/checks/verdict.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { allureCategories } from '../../src/reports/allure-categories.ts';
import { allureResults } from '../../src/reports/allure-results.ts';
import { asLive, changed, reads, recordEmbedded, resultOf, withBackup } from '../checks/embedded-recording.ts';
import { hostile, spoilt } from './hostile-words.ts';

const embedded = await recordEmbedded();
const live = asLive(embedded);

/** A live service with a field that is missing, a wrong type, and a value that is good practice to avoid. */
const broken = changed(
  live,
  reads,
  withBackup(backup => {
    Object.assign(backup, { size: 'ten', status: 'pondering' });
    delete backup.object_count;
  }),
);

const below = (id: string): string => `vbs/v3/show-backup/${id}`;

interface Made {
  readonly result: RunResult;
  readonly tests: readonly TestResult[];
  readonly attachments: ReadonlyMap<string, string>;
  readonly testOf: (id: string) => TestResult;
}

function made(recording: Recording, options = {}): Made {
  const result = resultOf(recording, options);
  const { tests, attachments } = allureResults(result, recording.exchanges);
  const testOf = (id: string): TestResult => tests.find(one => one.testCaseId === below(id)) ?? assert.fail(id);
  return { result, tests, attachments, testOf };
}

const labelsOf = ({ labels }: TestResult): string[] => labels.map(({ name, value }) => `${name}: ${value}`);

test('a verdict is filed under service, operation and kind, and keeps its id for the history', () => {
  const size = made(broken).testOf('response/size/type');
  assert.equal(size.name, 'size is an integer');
  assert.equal(size.historyId, below('response/size/type'));
  assert.deepEqual(labelsOf(size), [
    'epic: VBS',
    'feature: show-backup: GET /v3/{project_id}/backups/{backup_id}',
    'story: Fields',
    'severity: critical',
    'tag: MUST',
    'tag: observed',
    'tag: violation',
    'target: live',
  ]);
  assert.ok(size.parameters.every(({ excluded }) => excluded));
});

test('tests come in the order of the verdicts, and no two have the same id or share a file', () => {
  const { result, tests, attachments } = made(broken);
  assert.deepEqual(
    tests.map(one => one.testCaseId),
    result.verdicts.map(({ id }) => id),
  );
  assert.equal(new Set(tests.map(({ uuid }) => uuid)).size, tests.length);
  const sources = tests.flatMap(one => one.attachments.map(({ source }) => source));
  assert.equal(new Set(sources).size, sources.length);
  assert.deepEqual(new Set(attachments.keys()), new Set(sources));
});

test('the same run gives the same results, and that of another target others', () => {
  assert.deepEqual(made(live).tests, made(live).tests);
  const other = made({ ...live, target: { ...live.target, name: 'other' } });
  assert.notEqual(other.tests[0]?.uuid, made(live).tests[0]?.uuid);
});

test('times are those of the requests that were judged, and none where none was', () => {
  const startedAt = '2026-01-02T03:04:05.000Z';
  const exchanges = live.exchanges.map(one => ({ ...one, startedAt, duration: 7 }));
  const { result, tests } = made({ ...live, exchanges });
  for (const [index, one] of result.verdicts.entries()) {
    const { start = 0, stop = 0, steps } = tests[index] ?? assert.fail();
    assert.equal(stop - start, 7 * one.exchanges.length, one.id);
    assert.equal(start, Date.parse(one.exchanges.length > 0 ? startedAt : live.startedAt), one.id);
    assert.ok(
      steps.every(step => step.start === start && step.stop === stop),
      one.id,
    );
  }
  assert.ok(result.verdicts.some(one => one.exchanges.length === 0));
});

test('each assertion is a step with its values and its own outcome, each exchange an attachment', () => {
  const { steps, attachments } = made(broken).testOf('response/size/type');
  assert.deepEqual(
    steps.map(({ name, status, parameters }) => [name, status, ...parameters.map(({ value }) => value)]),
    [
      ['backup.size', 'failed', 'an integer', '"ten"'],
      ['backup.size (second read)', 'failed', 'an integer', '"ten"'],
      ['backup.size (behind the self link)', 'failed', 'an integer', '"ten"'],
    ],
  );
  assert.deepEqual(
    attachments.map(({ name }) => name),
    ['show-backup/show: 200 OK', 'show-backup/show-again: 200 OK', 'show-backup/follow/self: 200 OK'],
  );
});

test('a failure has its message, and all that is known of it behind that', () => {
  const { statusDetails } = made(broken).testOf('response/size/type');
  assert.equal(statusDetails.message, 'backup.size: expected an integer, got "ten" (2 more differences)');
  assert.match(
    statusDetails.trace ?? '',
    /^expected: an integer\nactual: {3}"ten"\nsays: {5}specs\/.*:58: .*\nrepeat: /m,
  );
});

test('only what was shown is green', () => {
  const statusesOf = (recording: Recording, wanted: (one: Verdict, result: RunResult) => boolean): Set<unknown> => {
    const { result, tests } = made(recording);
    return new Set(
      tests.filter((_, index) => wanted(result.verdicts[index] as Verdict, result)).map(one => one.status),
    );
  };
  const ended = (verdict: string) => (one: Verdict) => one.verdict === verdict;
  assert.deepEqual(statusesOf(broken, ended('failed')), new Set([Status.FAILED]));
  assert.deepEqual(statusesOf(broken, ended('unproven')), new Set([Status.SKIPPED]));
  assert.deepEqual(statusesOf(broken, ended('inapplicable')), new Set([Status.SKIPPED]));
});

test('a run that fails though no check does is a broken test of its own', () => {
  const exchanges = live.exchanges.map(one => ({ ...one, response: undefined }));
  const { result, tests } = made({ ...live, exchanges });
  const [run, ...others] = tests;
  assert.deepEqual([run?.name, run?.status], ['The run: not tested', Status.BROKEN]);
  assert.ok(run?.statusDetails.message?.startsWith(result.why));
  assert.deepEqual(new Set(others.map(({ status }) => status)), new Set([Status.SKIPPED]));
  assert.equal(made(broken).tests.length, made(broken).result.verdicts.length);
});

test('what is not a plain pass has its mark in front, and the embedded service stands on every group', () => {
  const { testOf, tests } = made(broken);
  assert.match(testOf('response/status/value').name ?? '', /^\[warned\] status is one of /);
  const simulated = /^story: .* \(simulated\)$/;
  assert.ok(made(embedded).tests.every(one => labelsOf(one).some(label => simulated.test(label))));
  assert.ok(!tests.some(one => labelsOf(one).some(label => simulated.test(label))));
});

/** The category in which Allure shows a test: the first that fits. */
function categoryOf({ status, labels }: TestResult): string | undefined {
  const fits = (wanted: Readonly<Record<string, string>> = {}): boolean =>
    Object.entries(wanted).every(([name, pattern]) =>
      labels.some(label => label.name === name && new RegExp(pattern).test(label.value)),
    );
  return allureCategories.find(
    ({ matchers }) => (matchers.statuses ?? [status]).some(wanted => wanted === status) && fits(matchers.labels),
  )?.name;
}

test('every outcome that is not plainly passed has its category, what is missing its own', () => {
  const { testOf, tests, result } = made(broken);
  assert.equal(categoryOf(testOf('response/object_count/presence')), 'Missing: a documented field is not there');
  assert.equal(categoryOf(testOf('response/size/type')), 'Types and values are not as documented');
  assert.equal(categoryOf(testOf('response/status/value')), 'Warned: good practice is not kept');
  for (const [index, one] of result.verdicts.entries()) {
    const category = categoryOf(tests[index] ?? assert.fail());
    const isPlain = one.verdict === 'passed';
    assert.equal(category === undefined, isPlain, `${one.id} is in ${category}`);
  }
});

test('of the embedded service, failures stand apart by kind, and all that passed is called simulated', () => {
  const { testOf, tests, result } = made(spoilt);
  assert.equal(categoryOf(testOf('response/size/type')), 'Types and values are not as documented');
  const passed = tests.filter((_, index) => result.verdicts[index]?.verdict === 'passed');
  assert.ok(passed.every(one => categoryOf(one)?.startsWith('Simulated: ')));
});

test('under --strict violations stand before what only --strict fails', () => {
  const { tests, result } = made(broken, { strict: true });
  const names = allureCategories.map(({ name }) => name);
  const places = (isStrict: boolean): number[] =>
    tests.flatMap((one, index) => {
      const { verdict, withoutStrict } = result.verdicts[index] ?? assert.fail();
      const isWanted = verdict === 'failed' && (withoutStrict !== undefined) === isStrict;
      return isWanted ? [names.indexOf(categoryOf(one) ?? '')] : [];
    });
  assert.ok(places(true).length > 0 && places(false).length > 0);
  assert.ok(Math.max(...places(false)) < Math.min(...places(true)));
});

test('a citation leads to the line within the report, and one of an RFC to its section', () => {
  const { testOf } = made(broken);
  const { description = '' } = testOf('response/size/type');
  assert.ok(
    description.includes('[specs/vbs/v3/show-backup.rst:58](#specs/vbs/v3/show-backup.rst:58): `size` is documented'),
  );
  const challenge = testOf('error/401/challenge');
  const section = 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2';
  assert.ok(challenge.description?.includes(`[RFC 9110](${section})`));
  assert.deepEqual(challenge.links, [{ type: 'link', name: 'RFC 9110, section 15.5.2', url: section }]);
});

test('no link leads to a file of this machine', () => {
  for (const { description = '', links } of made(broken).tests) {
    const addresses = [...description.matchAll(/\]\(([^)]*)\)/g)].map(([, address = '']) => address);
    for (const address of [...addresses, ...links.map(({ url }) => url)])
      assert.match(address, /^(?:#specs\/[\w/-]+\.(?:rst|yaml):\d+|https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+.*)$/);
  }
});

test('the description obeys no Markdown or HTML of the service', () => {
  const words = `[a](b) ${hostile}`;
  const { description = '' } = made(
    changed(
      live,
      reads,
      withBackup(backup => Object.assign(backup, { size: words })),
    ),
  ).testOf('response/size/type');
  assert.ok(description.includes('\\[a\\]\\(b\\)'));
  assert.doesNotMatch(description, /(?<!\\)<(?!(?:OS|VBS)_)/);
});
