import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check } from '../../src/checks/check.ts';
import { judged, unproven } from '../../src/checks/judgement.ts';
import { without } from '../../src/mutation/alterations.ts';
import { juryOf } from '../../src/mutation/kill.ts';
import { isFlawless, killRate } from '../../src/mutation/kill-rate.ts';
import { mutationsOf } from '../../src/mutation/mutations.ts';
import { variantsOf } from '../../src/mutation/variants.ts';
import { killRateFlaws, killRateTable } from '../../src/reports/kill-rate.ts';
import { checks, contract, example } from '../checks/embedded-recording.ts';
import { sharedOriginals } from '../checks/shared-originals.ts';

const { full, incremental } = await sharedOriginals({ contract, example });
const originals = [full, incremental];

/** The suite with one check judging as it is told. */
function juryWith(id: string, judge: Check['judge']) {
  const changed = checks.map(check => (check.id === `${contract.id}/${id}` ? { ...check, judge } : check));
  return juryOf(contract, changed);
}

const passing: Check['judge'] = () => judged([{ title: 't', expected: 'e', actual: 'e', deviations: [] }], ['show']);
const failing: Check['judge'] = () =>
  judged(
    [{ title: 't', expected: 'e', actual: 'a', deviations: [{ place: 't', kind: 'value', expected: 'e', got: 'a' }] }],
    ['show'],
  );

const flawless = killRate(juryOf(contract, checks), originals);
const blindToSizes = killRate(juryWith('response/size/type', passing), originals);

test('every mutant is killed by the check of the rule it breaks, and nothing raises a false alarm', () => {
  assert.deepEqual(killRateFlaws(flawless), []);
  assert.ok(isFlawless(flawless));
  assert.ok(flawless.kinds.reduce((all, { mutants }) => all + mutants, 0) > 1000);
  assert.ok(flawless.variants > 30);
});

test('a check that always passes is found out', () => {
  assert.ok(!isFlawless(blindToSizes));
  assert.deepEqual(blindToSizes.unkilled, ['response/size/type']);
  const flaws = killRateFlaws(blindToSizes);
  assert.ok(flaws.some(flaw => flaw.startsWith('survived: size: text breaks response/size/type (passed)')));
});

test('a check that is blind while another one sees is misattributed', () => {
  const rate = killRate(juryWith('links/self/once', passing), originals);
  const fates = rate.escaped
    .filter(({ mutant }) => mutant.name === 'links: none at all, not even self')
    .map(({ fate }) => fate);
  assert.deepEqual(fates, ['misattributed']);
});

test('a check that cannot say anything counts as killed only where nothing more can be had', () => {
  const rate = killRate(
    juryWith('status/407', () => unproven('never')),
    originals,
  );
  assert.ok(rate.escaped.every(({ mutant }) => mutant.breaks === 'status/407' && !mutant.onlyUnproven));
});

test('what cannot be done to a recording is counted apart, with its reason', () => {
  const rate = killRate(juryOf(contract, checks), [without(full, ['show-again', 'status/404/unknown-id'])]);
  assert.deepEqual(rate.escaped, []);
  assert.deepEqual(
    rate.unkilled.filter(id => !id.startsWith('response/description/')),
    ['status/404', 'steady', 'error/404/envelope', 'error/404/code', 'error/404/no-trace'],
  );
  const reasons = new Map(rate.notMade.map(({ name, notApplicable }) => [name, notApplicable]));
  assert.equal(reasons.get('second read: empty'), 'show-again: no complete answer with status 200');
  assert.equal(reasons.get('GET with an unknown id: answered with 400'), 'status/404/unknown-id: not recorded');
  assert.equal(reasons.get('description.INC: absent'), 'show: it contains nothing that this changes');
  const judged = rate.kinds.reduce((all, { mutants }) => all + mutants, rate.variants - 1);
  assert.equal(judged + rate.notMade.length, mutationsOf(contract).length + variantsOf(contract).length);
});

test('what an administrator may be shown is broken for others only', () => {
  const seenByAdmin = originals.map(one => ({ ...one, target: { ...one.target, admin: true } }));
  const { escaped, notMade } = killRate(juryOf(contract, checks), seenByAdmin);
  assert.deepEqual(escaped, []);
  const reasons = new Set(notMade.map(({ notApplicable }) => notApplicable));
  assert.deepEqual([...reasons], ['an administrator can see resources of other projects']);
});

test('a check that complains of conforming services is a false alarm', () => {
  const [check] = checks.filter(({ id }) => id.endsWith('/response/size/type'));
  assert.ok(check);
  const rate = killRate(juryOf(contract, [{ ...check, judge: failing }]), originals);
  assert.equal(rate.falseAlarms.length, rate.variants);
  assert.ok(!isFlawless(rate));
});

test('a check without a mutant, and a fact without a check, cannot land', () => {
  const [model] = checks;
  assert.ok(model);
  const another: Check = { ...model, id: `${contract.id}/response/colour/value`, judge: passing };
  const withoutSize = checks.filter(({ id }) => !id.includes('/size/'));
  const { unkilled, uncited, escaped } = killRate(juryOf(contract, [...withoutSize, another]), originals);
  assert.deepEqual(unkilled, ['response/colour/value']);
  assert.match(uncited.join(), /^response\/size \(specs\/vbs\/v3\/show-backup\.rst:\d+\)$/);
  assert.ok(escaped.some(({ mutant, verdict }) => mutant.breaks === 'response/size/type' && verdict === undefined));
});

test('the table is the same for the same verdicts and shows 100 % for all of them only', () => {
  const table = killRateTable(flawless);
  assert.equal(killRateTable(killRate(juryOf(contract, checks), originals)), table);
  const row = (text: string): string | undefined => text.split('\n').find(line => line.startsWith('| **all**'));
  assert.match(row(table) ?? '', /\| 100 % \| 0 \| 0 \|$/);
  assert.doesNotMatch(row(killRateTable(blindToSizes)) ?? '', /100 %/);
});
