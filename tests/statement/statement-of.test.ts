import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownEditions } from '../../src/cli/editions.ts';
import { fileFormat } from '../../src/cli/file-formats.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { readProduct } from '../../src/statement/product.ts';
import { latestEnd } from '../../src/statement/statement.ts';
import { type Stated, statementOf } from '../../src/statement/statement-of.ts';
import type { Waiver } from '../../src/targets/waiver.ts';
import { withStatus } from '../cli/rewriting-proxy.ts';
import { profiledOn, recordSmall, resultOn } from './small-service.ts';
import { productText } from './submissions.ts';

const none = { noticed: 0, unnoticed: 0, inapplicable: 0, uncounted: 0 };
const [edition] = knownEditions();

function statedOn(recording: Recording): Stated {
  assert.ok(edition);
  return statementOf({
    recording,
    result: resultOn(recording),
    operations: profiledOn(recording),
    edition,
    product: readProduct('PRODUCT.yaml', productText('Backup'), fileFormat('product')),
    validUntil: latestEnd(recording.startedAt),
    noticing: { damages: none, kinds: [], unnoticed: [], inapplicable: [] },
  });
}

const waiver: Waiver = {
  id: 'no-405',
  check: 'status/405',
  deviation: { place: 'status/405/patch', kind: 'status', expected: '405', got: '404' },
  reason: 'Unknown methods get 404.',
  owner: 'storage team',
  until: '2126-06-30',
  ticket: 'ACME-1',
  file: 'targets/small.yaml',
  line: 3,
};

const patched = await recordSmall({
  rewrite: () => (head, answer) => (head.startsWith('PATCH') ? withStatus(404)(answer) : answer),
  waivers: [waiver],
});

test('what is waived counts as a violation, with its owner, its checks and where the page says it', () => {
  const { verdict, profiles, deviations, waivers, evidence, unproven, reproduce } = statedOn(patched);
  assert.equal(verdict, 'violations waived');
  const [core, front, faults] = profiles;
  assert.deepEqual(
    [core?.verdict, core?.violated, front?.verdict, faults?.verdict],
    ['violations', 3, 'conformant', 'conformant'],
  );
  assert.equal(deviations.length, 3);
  for (const { check, verdict: one, profile, cites, deviations: all, more } of deviations) {
    assert.match(check, /\/status\/405$/);
    assert.deepEqual([one, profile, all.length, more], ['waived', 'core', 1, 0]);
    assert.match(cites[0]?.source ?? '', /^specs\/vbs\/v3\/.*\.rst$/);
  }
  const { file: _, line: __, deviation: ___, ...told } = waiver;
  assert.deepEqual(waivers, [{ ...told, checks: deviations.map(({ check }) => check) }]);
  assert.ok(evidence.observed > 200 && evidence.provoked > 0 && evidence.hooked > 0);
  assert.equal(evidence.simulated, 0);
  assert.ok(unproven.every(({ checks }) => checks.length > 0));
  assert.equal(reproduce, 'npx vbs-conformance check --target small');
});

test('--strict changes neither profiles nor deviations; a target that is an address is named by it', () => {
  const { judgedWith, target } = patched;
  assert.ok(judgedWith);
  const { host } = new URL(target.endpoint);
  const strict = {
    ...patched,
    target: { ...target, name: host },
    judgedWith: { ...judgedWith, options: { strict: true } },
  };
  const [one, other] = [statedOn(patched), statedOn(strict)];
  assert.deepEqual(other.profiles, one.profiles);
  assert.deepEqual(other.deviations, one.deviations);
  assert.equal(other.reproduce, `npx vbs-conformance check --endpoint ${target.endpoint} --strict`);
});

test('a statement lasts a year, also from the day that only leap years have', () => {
  assert.equal(latestEnd('2026-11-26T00:35:59.207Z'), '2027-11-26');
  assert.equal(latestEnd('2028-02-29T23:59:59.999Z'), '2029-03-01');
});
