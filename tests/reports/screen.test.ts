import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recording } from '../../src/recording/recording.ts';
import { inColour } from '../../src/reports/paint.ts';
import { longScreen, screen } from '../../src/reports/screen.ts';
import {
  backupWith,
  changed,
  inSequence,
  namesIn,
  reads,
  recordEmbedded,
  resultOf,
  withField,
  without,
  withoutMark,
  withStatus,
} from '../checks/embedded-recording.ts';
import { resultOfBoth, withAnother } from '../checks/several-operations.ts';
import { spoilt } from './hostile-words.ts';
import { pipe, wide } from './terminals.ts';

const conforming = await recordEmbedded();
const live = withoutMark(conforming);
const reading = (change: Record<string, unknown>): Recording => changed(live, reads, backupWith(change));
const screenOf = (recording: Recording, terminal = pipe): string => screen(resultOf(recording), 'r.json', terminal);

/** Lines of a screen, with the target's line and the empty one that a run prints first; curl's are never wrapped. */
const linesOf = (text: string): string[] =>
  `Target: 198.51.100.7\n\n${text}`.split('\n').filter(line => !line.startsWith('  repeat'));

test('a run that passes and a run with one failed MUST fit on 24 lines of 80 columns', () => {
  const oneFails = [reading({ size: 'ten' }), changed(live, ['status/405/patch'], withStatus(404))];
  for (const recording of [conforming, ...oneFails]) {
    const lines = linesOf(screenOf(recording, wide(80)));
    assert.ok(lines.length <= 24, `${lines.length} lines:\n${lines.join('\n')}`);
  }
});

test('no line but that of curl is wider than the terminal', () => {
  for (const columns of [80, 60]) {
    for (const recording of [
      conforming,
      reading({ size: 'ten', id: {}, status: 'pondering' }),
      without(live, 'show'),
    ]) {
      for (const line of linesOf(screenOf(recording, wide(columns)))) {
        const isOneWord = /^(?:\S \w+)?\s*\S+$/.test(line);
        assert.ok(isOneWord || [...line].length <= columns, line);
      }
    }
  }
});

test('each kind of fact has a line that says what became of its checks', () => {
  assert.match(screenOf(conforming), /^statuses {6}15 of 15 earned \(simulated\)$/m);
  assert.match(
    screenOf(reading({ size: 'ten' })),
    /^fields {8}47 of 49 passed: 1 failed, 1 unproven \(6 inapplicable\)$/m,
  );
});

test('a failed check has its rule, what was expected and came, every citation, and the curl command', () => {
  assert.match(
    screenOf(reading({ object_count: {} })),
    /^✗ failed {2}vbs\/v3\/show-backup\/response\/object_count\/type\n {2}MUST {6}`object_count` is an integer or null\n {2}at {8}backup\.object_count, backup\.object_count \(second read\), .* \(behind the self link\)\n {2}expected {2}an integer or null\n {2}actual {4}an object with no members\n {2}page {6}specs\/vbs\/v3\/show-backup\.rst:\d+: .*\n {2}notes {5}specs\/vbs\/v3\/show-backup\.yaml:\d+: .*\n {2}repeat {4}curl .*"X-Auth-Token: \$OS_TOKEN" \S+$/m,
  );
});

test('unproven is not passed, and has its reason once', () => {
  const text = screenOf(without(live, 'status/407/proxy'));
  assert.match(text, /^statuses {6}14 of 15 earned \(.*\): 1 unproven$/m);
  assert.match(text, /^\? unproven {2}vbs\/v3\/show-backup\/status\/407\n {12}.*left out.*$/m);
  const reasons = text.match(/^ {12}.*$/gm) ?? [];
  assert.equal(new Set(reasons).size, reasons.length);
});

test('what --strict alone makes fail is told by its reason, too', () => {
  const text = screen(resultOf(without(live, 'status/407/proxy'), { strict: true }), 'r.json', pipe);
  assert.match(text, /^✗ failed {2}vbs\/v3\/show-backup\/status\/407\n {12}.*--strict.*: .*left out.*$/m);
  assert.doesNotMatch(text, /^\? unproven/m);
});

test('codes that only a front answered with are listed apart, and so is TLS without verification', () => {
  const page = inSequence(withField('content-type', 'text/html'), withField('x-openstack-request-id', undefined));
  const fronts = ['status/407/proxy', 'status/408/unfinished'];
  assert.match(
    screenOf(changed(conforming, fronts, page)),
    /^statuses .*; answered by a front, not by the service: 407, 408$/m,
  );
  assert.doesNotMatch(screenOf(conforming), /by a front|NOT verified/);
  const insecure = { ...conforming, target: { ...conforming.target, insecure: true as const } };
  assert.match(screenOf(insecure), /^TLS certificates are NOT verified \(OS_INSECURE\)\.$/m);
});

test('the number of requests is there, those to Keystone apart', () => {
  const identity = { name: 'identity', method: 'POST', url: 'https://k/v3/auth/tokens', startedAt: '', duration: 1 };
  const text = screenOf({ ...conforming, requests: [identity, ...conforming.requests] });
  assert.ok(
    text.includes(`\n${conforming.requests.length} of at most 60 requests sent, and 1 to Keystone. Report: r.json\n`),
  );
});

test('where only Keystone knows the token, one line says how to get it for curl', () => {
  const failing = reading({ size: 'ten', id: {} });
  const ofKeystone = { ...failing, target: { ...failing.target, identifiedBy: 'keystone' as const } };
  assert.equal(screenOf(ofKeystone).match(/openstack token issue/g)?.length, 1);
  assert.doesNotMatch(screenOf(failing), /openstack token issue/);
});

test('a diagnosis comes before each check', () => {
  const reason = 'the fault hook for 502 could not be left (it exited with 3): see to the service';
  const unsent = [{ name: 'show-backup/show-again', reason }];
  const text = screenOf({ ...without(reading({ size: 'ten' }), 'show-again'), unsent, damage: reason });
  assert.match(text, /\n\nThe run stopped early: the fault hook for 502 could not be left .*\n\n✗ failed/);
});

test('a run that tested nothing shows its reason, and no check', () => {
  const silent = live.exchanges.map(one => ({
    ...one,
    response: undefined,
    failure: { kind: 'refused', message: 'the connection was refused' } as const,
  }));
  const text = screenOf({ ...live, exchanges: silent });
  assert.doesNotMatch(text, /unproven {2}vbs|^statuses/m);
  assert.match(text, /\nVerdict on live: not tested, exit status 2\. /);
});

test('where there are several operations, each has a line, with what is asked for where there is room', () => {
  const both = withAnother(conforming, second => without(second, 'status/407/proxy'));
  const request = 'GET /v3/{project_id}/backups/{backup_id}';
  const lines = [
    ['show-backup', '126 of 126 passed, 15 of 15 statuses earned (simulated)'],
    ['show-copy  ', '121 of 126 passed: 5 unproven; 14 of 15 statuses earned (simulated)'],
  ] as const;
  const firstLines = (columns: number): string[] =>
    screen(resultOfBoth(both), 'r.json', wide(columns)).split('\n').slice(0, 2);
  assert.deepEqual(
    firstLines(Infinity),
    lines.map(([name, words]) => `${name}  ${request}  ${words}`),
  );
  assert.deepEqual(firstLines(122), firstLines(Infinity));
  assert.deepEqual(firstLines(121), firstLines(80));
  assert.deepEqual(
    firstLines(80),
    lines.map(([name, words]) => `${name}  ${words}`),
  );
  assert.ok(
    screen(resultOfBoth(both), 'r.json', pipe).includes(`${both.requests.length} of at most 120 requests sent.`),
  );
});

test('what did not pass stands below its operation, and what several operations have in common at the end, once', () => {
  const both = withAnother(without(reading({ size: 'ten' }), 'status/407/proxy'), second => {
    const left = without(second, 'status/408/unfinished');
    const unsent = left.unsent.map(one => (one.name.includes('408') ? { ...one, reason: 'switched off' } : one));
    return { ...left, unsent };
  });
  const text = screen(resultOfBoth(both), 'r.json', pipe);
  const [, first = '', second = '', common = ''] = text.split(
    /^(?:show-backup: GET .*|show-copy: GET .*|several operations)\n\n/m,
  );
  assert.match(first, /^✗ failed {2}vbs\/v3\/show-backup\/response\/size\/type\n/);
  assert.doesNotMatch(first, /show-copy|407/);
  assert.match(second, /^✗ failed {2}vbs\/v3\/show-copy\/response\/size\/type\n/);
  assert.match(second, /^\? unproven {2}vbs\/v3\/show-copy\/status\/408\n {12}.*switched off$/m);
  assert.match(common, /^\? unproven {2}vbs\/v3\/show-backup\/status\/407 and 1 more\n {12}.*left out$/m);
  const reasons = text.match(/^ {12}.*$/gm) ?? [];
  assert.equal(new Set(reasons).size, reasons.length);
});

test('where nothing is wrong with an operation, it has no heading below', () => {
  const text = screen(resultOfBoth(withAnother(conforming, second => without(second, 'status/407/proxy'))), 'r', pipe);
  assert.doesNotMatch(text, /^show-backup: /m);
  assert.match(text, /^show-copy: GET .*\n\n\? unproven {2}vbs\/v3\/show-copy\/status\/407\n/m);
  assert.doesNotMatch(screen(resultOfBoth(withAnother(conforming)), 'r', pipe), /^show-copy: |several operations/m);
});

test('an operation that could not be tested does not hide what was found in another', () => {
  const both = withAnother(reading({ size: 'ten' }), second => changed(second, ['show'], withStatus(401)));
  const result = resultOfBoth(both);
  const text = screen(result, 'r.json', pipe);
  assert.match(text, /^✗ failed {2}vbs\/v3\/show-backup\/response\/size\/type$/m);
  assert.match(text, /^show-copy {4}GET \S+ {2}not tested$/m);
  assert.doesNotMatch(text, /show-copy\/response/);
  assert.match(text, /Verdict on live: not tested, exit status 2\. OS_TOKEN: /);
});

test('the last line is the verdict, on this target', () => {
  const last = (text: string): string | undefined => text.split('\n').at(-1);
  const passed = 'Verdict on the embedded service: conformant (embedded service), exit status 0. All ';
  assert.ok(last(screenOf(conforming))?.startsWith(passed));
  const failed = /^Verdict on live: violations, exit status 1\. 1 of \d+ applicable MUSTs failed\.$/;
  assert.match(last(screenOf(reading({ size: 'ten' }))) ?? '', failed);
});

test('the long form has a line for each check, and ends as the short one does', () => {
  const result = resultOf(reading({ size: 'ten' }));
  const [long, short] = [longScreen(result, 'r.json', pipe), screen(result, 'r.json', pipe)];
  for (const { id } of result.verdicts) assert.ok(long.includes(` ${id}\n`), id);
  assert.ok(long.endsWith(short.slice(short.indexOf('✗ failed'))));
});

test('nothing that a service sent controls the terminal or a CI system', () => {
  for (const recording of [spoilt, reading({ size: '\n::error::x ##[error] ##vso[x] ##teamcity[x]\u009b2J' })]) {
    const text = screenOf(recording, { columns: 40, paint: inColour }).replaceAll(/\u001b\[\d+m/g, '');
    assert.doesNotMatch(text, /[\p{Cc}\p{Cf}](?<!\n)/u);
    assert.doesNotMatch(text, /^\s*::|##\w*\[/m);
  }
  assert.match(screenOf(changed(live, namesIn(live), withStatus(500))), /Verdict on live/);
});
