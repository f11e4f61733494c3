import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeRun } from '../../src/checks/run-result.ts';
import type { RunOptions } from '../../src/cli/settings.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import {
  asLive,
  changed,
  namesIn,
  reads,
  recordEmbedded,
  resultOf,
  subjectsOf,
  withBackup,
  withList,
  without,
  withStatus,
} from './embedded-recording.ts';
import { resultOfBoth, withAnother } from './several-operations.ts';

const zero = { passed: 0, failed: 0, warned: 0, waived: 0, unproven: 0, inapplicable: 0 };
const embedded = await recordEmbedded();
const live: Recording = { ...embedded, target: { ...embedded.target, simulated: false } };
const preferred = asLive(embedded);
const prefers = namesIn(preferred).filter(name => name.endsWith('/prefer'));
const conclusion = (recording: Recording, options: RunOptions = {}) => {
  const { verdict, exitStatus, why } = resultOf(recording, options);
  assert.match(why, /^[A-Z\d].*\.$/s, why);
  return [verdict, exitStatus] as const;
};
const sized = (size: unknown): Recording =>
  changed(
    live,
    reads,
    withBackup(backup => Object.assign(backup, { size })),
  );
const pondering = changed(
  live,
  reads,
  withBackup(backup => Object.assign(backup, { status: 'pondering' })),
);
const ended = (recording: Recording, reason: string): Recording => {
  const cut = without(recording, 'show-again');
  return { ...cut, unsent: cut.unsent.map(one => (one.reason === 'left out' ? { ...one, reason } : one)) };
};
const ranOutOfTime = 'the run ended before an answer came';
const putOff = 'the service asks to wait for 60 s, but a run waits for 30 s in total';

test('the verdict is the first that applies', () => {
  const silent = live.exchanges.map(one => ({ ...one, response: undefined }));
  assert.deepEqual(conclusion({ ...live, exchanges: silent }), ['not tested', 2]);
  assert.deepEqual(conclusion(sized('ten')), ['violations', 1]);
  assert.deepEqual(conclusion(ended(sized('ten'), ranOutOfTime)), ['violations', 1]);
  assert.deepEqual(conclusion(ended(live, ranOutOfTime)), ['incomplete', 1]);
  assert.deepEqual(conclusion(ended(live, putOff)), ['incomplete', 1]);
  assert.deepEqual(conclusion({ ...live, damage: 'the "leave" command of the fault hook for 502 failed' }), [
    'incomplete',
    1,
  ]);
  assert.deepEqual(conclusion(live, { only: ['links/**'] }), ['incomplete', 0]);
  assert.deepEqual(conclusion(without(live, 'status/407/proxy'), { only: ['status/407'] }), ['incomplete', 1]);
  assert.deepEqual(conclusion(without(live, 'status/407/proxy')), ['unproven', 0]);
  assert.deepEqual(conclusion(live), ['conformant', 0]);
  assert.deepEqual(conclusion(embedded), ['conformant (embedded service)', 0]);
  const prism = { ...embedded, target: { ...embedded.target, name: 'prism' } };
  assert.deepEqual(conclusion(prism), ['conformant (simulated)', 0], 'a mock that is not ours');
});

test('a run whose own token, project or backup is refused is not tested, and blames no check', () => {
  const refused = (status: number): Recording => changed(live, ['show'], withStatus(status));
  const variables = { 400: 'OS_PROJECT_ID', 401: 'OS_TOKEN', 403: 'OS_TOKEN', 404: 'VBS_BACKUP_ID' };
  for (const [status, variable] of Object.entries(variables)) {
    for (const strict of [false, true]) {
      const result = resultOf(refused(Number(status)), { strict });
      assert.deepEqual([result.verdict, result.exitStatus, result.isComplete], ['not tested', 2, false]);
      assert.ok(result.why.startsWith(`${variable}: `), result.why);
      assert.deepEqual(result.sums, { ...zero, unproven: result.verdicts.length }, 'none is passed over in silence');
      assert.ok(result.verdicts.every(({ message }) => message === result.why));
      assert.equal(result.proven.musts, 0);
      assert.ok(result.proven.applicable > 0);
      assert.deepEqual(
        result.operations.map(({ notTested }) => notTested),
        [result.why],
      );
    }
  }
});

test('a service that refuses what it should not is in violation', () => {
  const backup = subjectsOf(live).backup_id;
  for (const status of [400, 403, 404]) {
    const refusing = changed(live, ['show'], withStatus(status));
    assert.deepEqual(conclusion(withList(refusing, [backup])), ['violations', 1], `${status}`);
  }
  assert.deepEqual(conclusion(withList(changed(live, ['show'], withStatus(404)), ['another'])), ['not tested', 2]);
  const keystone: Recording = { ...live, target: { ...live.target, identifiedBy: 'keystone' } };
  assert.deepEqual(conclusion(changed(keystone, ['show'], withStatus(401))), ['violations', 1]);
  assert.deepEqual(conclusion(changed(embedded, ['show'], withStatus(401))), ['violations', 1], 'it is ours');
});

test('one operation that was not tested makes the run so, and the others are judged', () => {
  const both = withAnother(live, second => changed(second, ['show'], withStatus(403)));
  const { verdict, exitStatus, why, operations } = resultOfBoth(both);
  assert.deepEqual([verdict, exitStatus], ['not tested', 2]);
  const [first, second] = operations;
  assert.deepEqual([first?.notTested, second?.notTested], [undefined, why]);
  assert.ok(first?.verdicts.every(one => one.verdict === 'passed' || one.verdict === 'inapplicable'));
  assert.ok(second?.verdicts.every(one => one.verdict === 'unproven'));
});

test('where nobody could be asked the run says so before anything else', () => {
  const failure = { kind: 'refused', message: 'no connection could be made (ECONNREFUSED)' } as const;
  const exchanges = live.exchanges.map(one => ({ ...one, response: undefined, failure }));
  const { verdict, why, diagnoses, sums } = resultOf({ ...live, exchanges }, { strict: true });
  const { origin } = new URL(live.target.endpoint);
  assert.deepEqual([verdict, diagnoses], ['not tested', []]);
  assert.equal(why, `Cannot connect to ${origin}: no connection could be made (ECONNREFUSED).`);
  assert.equal(sums.failed, 0);
});

test('a run that somebody interrupted has the exit status of the signal', () => {
  const { exitStatus, verdict, isComplete } = judgeRun(ended(live, ranOutOfTime), [], { strict: false }, 143);
  assert.equal(exitStatus, 143);
  assert.equal(verdict, 'incomplete');
  assert.equal(isComplete, false);
});

test('a run that was cut short says so, also where something failed', () => {
  for (const [recording, verdict] of [
    [live, 'incomplete'],
    [sized('ten'), 'violations'],
  ] as const) {
    const result = resultOf(ended(recording, ranOutOfTime));
    assert.equal(result.verdict, verdict);
    assert.match(result.cutShort ?? '', /^The run ended early: /);
    assert.ok(result.why.endsWith(result.cutShort ?? 'nothing'), result.why);
    assert.equal(JSON.parse(conformanceJson(result)).cutShort, result.cutShort);
    assert.equal(resultOf(recording).cutShort, undefined);
  }
});

test('a fault that is not known to be over is told last, and exits 1, also when somebody interrupted', () => {
  const damage = 'the "leave" command of the fault hook for 502 failed (it exited with 7); check the service';
  const said = `The run stopped early: ${damage}.`;
  for (const interrupted of [undefined, 130] as const) {
    const { verdict, exitStatus, why } = judgeRun({ ...live, damage }, [], { strict: false }, interrupted);
    assert.deepEqual([verdict, exitStatus, why], ['incomplete', 1, said]);
  }
  const violated = resultOf({ ...sized('ten'), damage });
  assert.deepEqual([violated.verdict, violated.exitStatus], ['violations', 1]);
  assert.ok(violated.why.endsWith(`failed. ${said}`), violated.why);
  const silent = { ...live, exchanges: [], damage };
  assert.deepEqual(conclusion(silent), ['incomplete', 1], 'nothing was asked for that reason');
});

test('what Prefer shows proves no MUST of a live service, and all of the embedded one', () => {
  const { verdicts, verdict, proven } = resultOf(preferred);
  const codes = verdicts.filter(
    ({ id, level }) => level === 'MUST' && prefers.some(name => id.endsWith(`/${name.replace('/prefer', '')}`)),
  );
  assert.equal(codes.length, prefers.length);
  assert.ok(codes.length > 3);
  for (const { verdict: one, evidence, message } of codes) {
    assert.equal(one, 'unproven');
    assert.equal(evidence, undefined);
    assert.match(message, /^a simulated answer \(VBS_FAULTS=prefer\) proves nothing about a live service; /);
  }
  assert.equal(verdict, 'unproven');
  assert.equal(proven.applicable - proven.musts, codes.length);
  const alike = { ...preferred, target: embedded.target };
  assert.equal(resultOf(alike).verdict, 'conformant (embedded service)');
});

test('under --strict what makes the run fail is a failure', () => {
  assert.deepEqual(conclusion(pondering), ['conformant', 0]);
  assert.deepEqual(conclusion(pondering, { strict: true }), ['violations', 1]);
  const open = without(live, 'status/407/proxy');
  assert.deepEqual(conclusion(open, { strict: true }), ['unproven', 1]);
  for (const recording of [pondering, open]) {
    const [plain, strict] = [resultOf(recording), resultOf(recording, { strict: true })];
    const failing = strict.verdicts.filter(({ verdict }) => verdict === 'failed');
    assert.equal(strict.sums.failed, failing.length);
    assert.ok(failing.length > 0);
    for (const { id, withoutStrict } of failing) {
      assert.equal(withoutStrict, plain.verdicts.find(one => one.id === id)?.verdict);
    }
    assert.deepEqual(strict.proven, plain.proven);
  }
});

test('a failing status is a violation, and only what is proven counts as proven', () => {
  const { proven, why } = resultOf(changed(live, ['status/405/patch'], withStatus(200)));
  assert.equal(proven.musts, proven.applicable - 1);
  assert.match(why, new RegExp(`^1 of ${proven.applicable} applicable MUSTs failed\\.$`));
});
