import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeRun } from '../../src/checks/run-result.ts';
import type { RunOptions } from '../../src/cli/settings.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  asLive,
  changed,
  namesIn,
  reads,
  recordEmbedded,
  resultOf,
  withBackup,
  without,
  withStatus,
} from './embedded-recording.ts';

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
});

test('a run that somebody interrupted has the exit status of the signal', () => {
  const { exitStatus, verdict, isComplete } = judgeRun(ended(live, ranOutOfTime), [], { strict: false }, 143);
  assert.equal(exitStatus, 143);
  assert.equal(verdict, 'incomplete');
  assert.equal(isComplete, false);
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
    assert.match(
      message,
      /got \d{3} from the service \(simulated\); a simulated answer proves no MUST of a live service$/,
    );
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
