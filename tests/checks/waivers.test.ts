import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunOptions } from '../../src/cli/settings.ts';
import type { Recording } from '../../src/recording/recording.ts';
import type { Waiver } from '../../src/targets/waiver.ts';
import {
  backupWith,
  changed,
  reads,
  recordEmbedded,
  resultOf,
  without,
  withoutMark,
  withStatus,
} from './embedded-recording.ts';
import { waiver } from './sample-waivers.ts';
import { another, resultOfBoth, withAnother } from './several-operations.ts';

const live = withoutMark(await recordEmbedded());
const page = 'vbs/v3/show-backup';

/** A service without 405. */
const routed = changed(live, ['status/405/patch'], withStatus(404));
const no405 = waiver('status/405', 'status/405/patch status 405 404');

/** Two ways to 400 that both get another answer. */
const twoWays = ['status/400/malformed-project', 'status/400/foreign-project'];
const twice = changed(live, twoWays, withStatus(418));
const [first, second] = twoWays.map((way, index) =>
  waiver('status/400', `${way} status 400 418`, { id: `known-${index}` }),
) as [Waiver, Waiver];

/** A SHOULD that fails: a value that nobody documents. */
const pondering = changed(live, reads, backupWith({ status: 'pondering' }));
const unknownStatus = waiver('response/status/value', 'backup.status value one-of other');

/** What became of a run, of one check, and of the entries of the waivers. */
function outcome(recording: Recording, id: string, waivers: readonly Waiver[], options: RunOptions = {}) {
  const { verdict, exitStatus, verdicts, waivers: entries } = resultOf(recording, options, waivers);
  const one = verdicts.find(verdict => verdict.id === `${page}/${id}`);
  return {
    run: [verdict, exitStatus],
    check: one?.verdict,
    by: one?.waivers?.map(({ id }) => id),
    entries: entries.map(({ id, verdict }) => `${id}: ${verdict}`),
  };
}

test('a waived MUST is neither passed nor failed, and the run is never conformant', () => {
  assert.deepEqual(outcome(routed, 'status/405', [no405]), {
    run: ['violations waived', 0],
    check: 'waived',
    by: ['known'],
    entries: ['waivers/known: passed'],
  });
  assert.deepEqual(outcome(routed, 'status/405', []).run, ['violations', 1]);
  const { proven, sums, why } = resultOf(routed, {}, [no405]);
  assert.equal(proven.applicable - proven.musts, 1, 'it is not proven');
  assert.deepEqual([sums.waived, sums.failed], [1, 0]);
  assert.equal(why, `All that failed is waived: 1 of ${proven.applicable} applicable MUSTs.`);
});

test('every deviation of a check needs an entry, and an entry for one of two is not stale', () => {
  assert.equal(outcome(twice, 'status/400', []).check, 'failed');
  for (const one of [first, second]) {
    const { run, check, entries } = outcome(twice, 'status/400', [one]);
    assert.deepEqual([run, check], [['violations', 1], 'failed']);
    assert.deepEqual(entries, [`waivers/${one.id}: passed`]);
  }
  const { run, check, by } = outcome(twice, 'status/400', [second, first]);
  assert.deepEqual([run, check], [['violations waived', 0], 'waived']);
  assert.deepEqual([...(by ?? [])].sort(), ['known-0', 'known-1']);
});

test('a check of which only some deviations are waived keeps those that have no entry in force', () => {
  const open = (waivers: readonly Waiver[]) =>
    resultOf(twice, {}, waivers).verdicts.find(({ id }) => id === `${page}/status/400`)?.unwaived;
  const left = [{ place: twoWays[1], kind: 'status', expected: '400', got: '418' }];
  assert.deepEqual(open([first]), left);
  assert.deepEqual(open([first, { ...second, until: '2020-01-01' }]), left, 'an expired entry waives nothing');
  for (const waivers of [[], [first, second], [{ ...first, check: 'status/404' }]])
    assert.equal(open(waivers), undefined);
});

test('a check that fails in another way fails, and its entry is not needed', () => {
  const otherwise = changed(live, ['status/405/patch'], withStatus(418));
  const { run, check, entries } = outcome(otherwise, 'status/405', [no405]);
  assert.deepEqual([run, check, entries], [['violations', 1], 'failed', ['waivers/known: failed']]);
  for (const part of ['place', 'kind', 'expected', 'got']) {
    const other = { ...no405, deviation: { ...no405.deviation, [part]: 'other' } };
    assert.equal(outcome(routed, 'status/405', [other]).check, 'failed', part);
  }
});

test('an entry is about one check in any form of its id, or about those that a glob matches', () => {
  for (const check of [`${page}/status/405`, 'show-backup/status/405', 'status/405', 'status/4*', '**/405', '**'])
    assert.equal(outcome(routed, 'status/405', [{ ...no405, check }]).check, 'waived', check);
  for (const check of ['status/404', 'status/*/405', 'list-backups/status/405', '405'])
    assert.equal(outcome(routed, 'status/405', [{ ...no405, check }]).check, 'failed', check);
});

test('an entry of one operation waives nothing in another', () => {
  const both = withAnother(routed, one => changed(one, ['status/405/patch'], withStatus(404)));
  const verdictsWith = (check: string): string[] => {
    const { verdicts } = resultOfBoth(both, [{ ...no405, check }]);
    return verdicts.filter(({ id }) => id.endsWith('status/405')).map(({ verdict }) => verdict);
  };
  assert.deepEqual(verdictsWith('status/405'), ['waived', 'waived']);
  assert.deepEqual(verdictsWith('show-backup/status/405'), ['waived', 'failed']);
  assert.deepEqual(verdictsWith(`${another.id}/status/405`), ['failed', 'waived']);
});

test('a waived SHOULD does not fail under --strict, and is nothing without it', () => {
  const strict = { strict: true };
  const id = 'response/status/value';
  assert.deepEqual(outcome(pondering, id, [], strict).run, ['violations', 1]);
  assert.deepEqual(outcome(pondering, id, [unknownStatus], strict).run, ['violations waived', 0]);
  assert.deepEqual(outcome(pondering, id, []).run, ['conformant', 0]);
  const { run, check } = outcome(pondering, id, [unknownStatus]);
  assert.deepEqual([run, check], [['conformant', 0], 'waived'], 'good practice is not what a conformant service needs');
});

test('what nothing is known of cannot be waived', () => {
  const unproven = without(live, 'status/405/patch', 'status/405/trace');
  const { check, entries, run } = outcome(unproven, 'status/405', [no405], { strict: true });
  assert.deepEqual([check, run, entries], ['failed', ['unproven', 1], ['waivers/known: inapplicable']]);
});

test('what else is wrong is not hidden by what is waived', () => {
  const sized = changed(routed, reads, backupWith({ size: 'ten' }));
  assert.deepEqual(outcome(sized, 'status/405', [no405]).run, ['violations', 1]);
  const cut = without(routed, 'show-again');
  const unsent = cut.unsent.map(one => ({ ...one, reason: 'the run ended before an answer came' }));
  const { verdict, exitStatus, why } = resultOf({ ...cut, unsent }, {}, [no405]);
  assert.deepEqual([verdict, exitStatus], ['violations waived', 1]);
  assert.match(why, /^All that failed is waived: .* The run ended early: /);
  const open = resultOf(without(routed, 'status/407/proxy'), {}, [no405]);
  assert.deepEqual([open.verdict, open.exitStatus], ['violations waived', 0]);
  assert.match(open.why, / MUSTs, and 1 is unproven\.$/);
});

test('with --only, what is waived leaves 0, too', () => {
  const { run } = outcome(routed, 'status/405', [no405], { only: ['status/405'] });
  assert.deepEqual(run, ['violations waived', 0]);
});

const on = (day: string): Recording => ({ ...routed, startedAt: `${day}T23:59:59.999Z` });
const untilJune = { ...no405, until: '2027-06-30' };

test('an entry is in force to the end of its last day, and waives nothing after it', () => {
  assert.deepEqual(outcome(on('2027-06-30'), 'status/405', [untilJune]).run, ['violations waived', 0]);
  assert.deepEqual(outcome(on('2027-07-01'), 'status/405', [untilJune]), {
    run: ['violations', 1],
    check: 'failed',
    by: undefined,
    entries: ['waivers/known: failed'],
  });
  const { waivers, why } = resultOf(on('2027-07-01'), {}, [untilJune]);
  assert.equal(waivers[0]?.message, 'until: expected a run on 2027-06-30 or before, got a run on 2027-07-01');
  assert.match(why, /^1 of \d+ applicable MUSTs failed\. 1 waiver is expired, not needed or about no check\.$/);
});

test('an entry that matches no check fails', () => {
  const { waivers, verdict, exitStatus, why } = resultOf(live, {}, [{ ...no405, check: 'status/418' }]);
  assert.deepEqual([verdict, exitStatus], ['violations', 1]);
  assert.equal(why, '1 waiver is expired, not needed or about no check.');
  assert.equal(waivers[0]?.message, 'check: expected a check with the id status/418, got none');
  assert.deepEqual(waivers[0]?.deviations, [{ place: 'check', kind: 'waiver', expected: 'match', got: 'none' }]);
});

test('an entry whose deviation is gone fails, where every match was judged', () => {
  const { waivers } = resultOf(live, {}, [no405]);
  assert.equal(waivers[0]?.verdict, 'failed');
  assert.match(
    waivers[0]?.message ?? '',
    /^deviation: expected 404 in place of 405 \(status\) at status\/405\/patch, got none in vbs\/v3\/show-backup\/status\/405$/,
  );
  const glob = { ...no405, check: 'status/40{0,5}' };
  assert.deepEqual(outcome(routed, 'status/405', [glob]).entries, ['waivers/known: passed'], 'one of two shows it');
});

test('matches that were not judged do not make an entry stale', () => {
  const glob = { ...no405, check: 'status/*' };
  const open = without(live, 'status/407/proxy');
  assert.deepEqual(outcome(open, 'status/405', [glob]).entries, ['waivers/known: inapplicable']);
  const { waivers } = resultOf(open, {}, [glob]);
  assert.equal(waivers[0]?.message, `whether it is still needed is not known: ${page}/status/407 was not judged`);
  const inapplicable = waiver('links/next/more', 'next link once none');
  assert.deepEqual(outcome(live, 'links/next/more', [inapplicable]).entries, ['waivers/known: inapplicable']);
  const silent = { ...live, exchanges: live.exchanges.map(one => ({ ...one, response: undefined })) };
  assert.deepEqual(outcome(silent, 'status/405', [no405]).run, ['not tested', 2]);
});

test('with --only, nothing is stale, and an entry of other checks is not mentioned', () => {
  const only = { only: ['status/405'] };
  assert.deepEqual(outcome(live, 'status/405', [no405], only).entries, ['waivers/known: inapplicable']);
  assert.deepEqual(outcome(live, 'status/405', [{ ...no405, check: 'status/418' }], only).entries, []);
  assert.deepEqual(outcome(live, 'status/405', [first], only).entries, []);
  assert.deepEqual(outcome(on('2027-07-01'), 'status/405', [untilJune], only).entries, ['waivers/known: failed']);
});

test('where less was asked or answered, nothing is stale: what is left may pass', () => {
  const traced = without(live, 'status/405/patch');
  assert.deepEqual(outcome(traced, 'status/405', [no405]).check, 'passed', 'TRACE alone earns 405');
  const left = resultOf(traced, { without: ['status/405/patch'] }, [no405]);
  assert.deepEqual([left.verdict, left.waivers[0]?.verdict], ['conformant', 'inapplicable']);
  const why = 'whether it is still needed is not known: not everything was asked and answered';
  assert.equal(left.waivers[0]?.message, why);
  const unsent = traced.unsent.map(one => ({ ...one, reason: 'the run ended before an answer came' }));
  assert.equal(resultOf({ ...traced, unsent }, {}, [no405]).waivers[0]?.message, why);
  const { entries } = outcome(traced, 'status/405', [{ ...no405, check: 'status/418' }], { without: ['status/405/*'] });
  assert.deepEqual(entries, ['waivers/known: failed'], 'that no check has the id does not depend on answers');
});

test('entries prove nothing of the service', () => {
  const { proven } = resultOf(live);
  assert.deepEqual(resultOf(live, {}, [no405]).proven, proven);
  const nothing = resultOf(without(live, 'status/407/proxy'), { only: ['status/407'] }, [
    waiver('status/407', 'status/407/proxy status 407 200'),
  ]);
  assert.deepEqual([nothing.verdict, nothing.exitStatus], ['incomplete', 1]);
});
