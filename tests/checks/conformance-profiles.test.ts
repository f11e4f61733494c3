import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idBelowPage } from '../../src/checks/check-id.ts';
import { profileOf, profileResults } from '../../src/checks/conformance-profiles.ts';
import { checksOf } from '../../src/checks/suite.ts';
import { judgeAll, type Verdict } from '../../src/checks/verdict.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { recordEmbedded } from './embedded-recording.ts';

const { contract } = loadContract(packageRoot(), showBackupPage, 'ruled');
const checks = checksOf(contract);
const verdicts = judgeAll(checks, operationRecording(await recordEmbedded(), contract.name));

/** As if a live service had answered itself, and each fault had been brought about by a hook. */
const shown = verdicts.map((one): Verdict => ({ ...one, evidence: one.evidence && 'observed' }));

const resultsOf = (change: (one: Verdict) => Verdict) =>
  profileResults([{ contract, checks, verdicts: shown.map(change) }]);

const wordsOf = (results: ReturnType<typeof profileResults>): string[] =>
  results.map(({ profile, verdict }) => `${profile} ${verdict}`);

test('the profile of a check follows from its ways, and error bodies follow their status', () => {
  const profiles = new Map(checks.map(check => [idBelowPage(check.id, contract.id), profileOf(check, contract)]));
  const idsOf = (profile: string): string[] =>
    [...profiles].filter(([id, one]) => one === profile && id.startsWith('status/')).map(([id]) => id);
  assert.deepEqual(idsOf('faults'), ['status/409', 'status/500', 'status/502', 'status/503', 'status/504']);
  assert.deepEqual(idsOf('front'), ['status/407', 'status/408', 'status/501']);
  for (const [id, profile] of profiles) {
    const [, code] = /^error\/(\d+)\//.exec(id) ?? [];
    if (code !== undefined) assert.equal(profile, profiles.get(`status/${code}`), id);
    else if (!id.startsWith('status/')) assert.equal(profile, 'core', id);
  }
});

test('what is proven is conformant, what was simulated is unproven', () => {
  assert.deepEqual(wordsOf(resultsOf(one => one)), ['core conformant', 'front conformant', 'faults conformant']);
  const simulated = profileResults([{ contract, checks, verdicts }]);
  assert.deepEqual(wordsOf(simulated), ['core unproven', 'front unproven', 'faults unproven']);
  for (const { proven, unproven, applicable } of simulated) assert.deepEqual([proven, unproven], [0, applicable]);
});

const of =
  (below: string, change: Partial<Verdict>) =>
  (one: Verdict): Verdict =>
    one.id === `${contract.id}/${below}` ? { ...one, ...change } : one;

test('a MUST that failed or is waived is a violation, in its profile only; a SHOULD is none', () => {
  for (const verdict of ['failed', 'waived'] as const) {
    const [core, front, faults] = resultsOf(of('status/408', { verdict }));
    assert.deepEqual([core?.verdict, front?.verdict, faults?.verdict], ['conformant', 'violations', 'conformant']);
    assert.deepEqual([front?.applicable, front?.proven, front?.violated, front?.unproven], [3, 2, 1, 0]);
  }
  assert.deepEqual(wordsOf(resultsOf(of('error/404/code', { verdict: 'warned' })))[0], 'core conformant');
  const strictly = resultsOf(of('status/504', { verdict: 'failed', withoutStrict: 'unproven' }));
  assert.equal(strictly[2]?.verdict, 'unproven');
});

test('in the core a front proves nothing for the service; in its own profile it does', () => {
  const [core, front] = resultsOf(one => (one.kind === 'statuses' ? { ...one, answeredBy: 'front' } : one));
  assert.equal(core?.verdict, 'unproven');
  assert.equal(front?.verdict, 'conformant');
});

test('what does not apply counts nowhere, and nothing that applies is nothing proven', () => {
  const [core, front] = resultsOf(one => (one.id.includes('/status/') ? { ...one, verdict: 'inapplicable' } : one));
  assert.equal(core?.verdict, 'conformant');
  assert.deepEqual([front?.verdict, front?.applicable], ['unproven', 0]);
});
