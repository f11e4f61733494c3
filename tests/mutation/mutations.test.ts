import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { checksOf } from '../../src/checks/suite.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { attempt, originalOf } from '../../src/mutation/change.ts';
import { juryOf } from '../../src/mutation/kill.ts';
import { type KillRate, killRate } from '../../src/mutation/kill-rate.ts';
import { mutationsOf } from '../../src/mutation/mutations.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { killRateFlaws } from '../../src/reports/kill-rate.ts';
import { briefList, detailedList, listBare, listInEnvelope, oneBare, oneInEnvelope } from './sample-contracts.ts';
import { conformingTo } from './sample-recordings.ts';

const rateOf = (contract: Contract, ...recordings: readonly Recording[]): KillRate =>
  killRate(juryOf(contract, checksOf(contract)), recordings);

/** The kinds of fact that mutants were made of. */
const kindsOf = ({ kinds }: KillRate): string[] => kinds.map(({ kind }) => kind);

/** Kinds that only resources with links have, that only lists with rules have, and that every answer has. */
const ofOne = ['links'];
const ofLists = ['items', 'paging', 'filters', 'counts'];
const ofAll = [
  'statuses',
  'envelope',
  'encoding',
  'header fields',
  'members',
  'types',
  'null where not ruled',
  'unsteady',
  'presence',
  'values',
  'refusals',
  'error bodies',
];

/** No way is known to ask a list for what is not there. */
const unreachable = /^no mutant kills (?:status\/404|error\/404\/.*)$/;
const flawsOf = (rate: KillRate): string[] => killRateFlaws(rate).filter(flaw => !unreachable.test(flaw));
const misfits = ({ notMade }: KillRate): string[] =>
  notMade.map(({ name, notApplicable }) => `${name}: ${notApplicable}`).filter(one => !one.startsWith('error 404: '));

test('every mutant of one resource is killed, every fact of it has some, and no variant raises an alarm', () => {
  const rate = rateOf(oneInEnvelope, conformingTo(oneInEnvelope));
  assert.deepEqual(flawsOf(rate), []);
  assert.deepEqual(new Set(kindsOf(rate)), new Set([...ofAll, ...ofOne]));
  assert.deepEqual(misfits(rate), [
    'links: self answered with 404: follow/self: an older version, which may no longer exist',
    'links in version v4: show: it contains nothing that this changes',
  ]);
});

test('so it is without an envelope', () => {
  const rate = rateOf(oneBare, conformingTo(oneBare));
  assert.deepEqual(flawsOf(rate), []);
  assert.deepEqual(misfits(rate), []);
  assert.deepEqual(new Set(kindsOf(rate)), new Set(ofAll));
});

for (const contract of [listInEnvelope, listBare]) {
  test(`so it is for a list: ${contract.name}`, () => {
    const rate = rateOf(contract, conformingTo(contract));
    assert.deepEqual(flawsOf(rate), []);
    assert.deepEqual(misfits(rate), []);
    assert.deepEqual(new Set(kindsOf(rate)), new Set(ofAll));
  });
}

const byPositions: Contract = {
  ...detailedList,
  name: 'by-positions',
  list: detailedList.list && { ...detailedList.list, marker: undefined },
};
for (const contract of [detailedList, briefList, byPositions]) {
  test(`so it is for a list with rules: ${contract.name}`, () => {
    const rate = rateOf(contract, conformingTo(oneInEnvelope, detailedList, briefList, byPositions));
    assert.deepEqual(flawsOf(rate), []);
    assert.deepEqual(new Set(kindsOf(rate)), new Set([...ofAll, ...ofOne, ...ofLists]));
  });
}

test('compressed answers are damaged below their coding', () => {
  const plain = conformingTo(oneInEnvelope);
  const exchanges = plain.exchanges.map(exchange => ({
    ...exchange,
    response: exchange.response && {
      ...exchange.response,
      headers: [...exchange.response.headers, ['Content-Encoding', 'gzip'] as const],
      body: gzipSync(exchange.response.body),
    },
  }));
  const [rate, compressed] = [plain, { ...plain, exchanges }].map(recording => rateOf(oneInEnvelope, recording));
  assert.ok(rate && compressed);
  assert.deepEqual(flawsOf(compressed), []);
  const before = new Set(rate.notMade.map(({ name }) => name));
  assert.deepEqual(
    compressed.notMade.map(({ name }) => name).filter(name => !before.has(name)),
    ['body wrongly labelled gzip', 'body wrongly labelled gzip, in the second read', 'content coding gzip'],
  );
});

test('members beside the list are broken like those inside', () => {
  const { made } = attempt(mutationsOf(listInEnvelope), [originalOf(listInEnvelope, conformingTo(listInEnvelope))]);
  const broken = made.map(({ breaks }) => breaks).filter(breaks => breaks.startsWith('response/count/'));
  assert.deepEqual([...new Set(broken)], ['response/count/type', 'response/count/presence', 'response/count/value']);
});
