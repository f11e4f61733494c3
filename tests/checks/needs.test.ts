import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeOne } from '../../src/checks/verdict.ts';
import { recordOriginals } from '../../src/cli/originals.ts';
import { attempt, originalOf } from '../../src/mutation/change.ts';
import { mutationsOf } from '../../src/mutation/mutations.ts';
import { linkSlots } from '../../src/probes/link-slots.ts';
import { firstRead, lastRead, waysOf } from '../../src/probes/ways.ts';
import { operationRecording } from '../../src/recording/operation-recording.ts';
import type { Recording } from '../../src/recording/recording.ts';
import {
  asLive,
  changed,
  checks,
  contract,
  example,
  inSequence,
  namesIn,
  recordEmbedded,
  without,
  withStatus,
  withText,
} from './embedded-recording.ts';

const embedded = await recordEmbedded();

/** What would have been recorded if only this were sent. */
const reducedTo = (recording: Recording, needs: readonly string[]): Recording => {
  const kept = [firstRead, lastRead, ...needs];
  return without(recording, ...namesIn(recording).filter(name => !kept.includes(name)));
};

function assertEnough(recording: Recording, about: string): void {
  for (const check of checks) {
    const { verdict, message, deviations } = judgeOne(check, operationRecording(recording, contract.name));
    const alone = judgeOne(check, operationRecording(reducedTo(recording, check.needs), contract.name));
    assert.deepEqual(
      [alone.verdict, alone.message, alone.deviations],
      [verdict, message, deviations],
      `${check.id}, ${about}`,
    );
  }
}

test('each check says the same of what it needs alone as of everything', async () => {
  assertEnough(embedded, 'the embedded service');
  assertEnough(asLive(embedded), 'a live service');
  const { incremental } = await recordOriginals([{ contract, example }], 'test');
  assertEnough(incremental, 'another backup');
});

test('the same for services that answer everything alike, or nothing', () => {
  const names = namesIn(embedded);
  for (const status of [200, 400, 401, 404, 429, 500, 503]) {
    assertEnough(changed(embedded, names, withStatus(status)), `everything ${status}`);
    assertEnough(
      changed(
        embedded,
        names.filter(name => name.startsWith('status/')),
        withStatus(status),
      ),
      `ways ${status}`,
    );
  }
  assertEnough(changed(embedded, names, inSequence(withStatus(200), withText('{}'))), 'everything 200 and empty');
  assertEnough(without(embedded, ...names), 'nothing answered');
});

test('the same for a service that is broken in one place, for each kind of fact', () => {
  const mutations = mutationsOf(contract);
  const kinds = [...new Set(mutations.map(({ kind }) => kind))];
  const some = kinds.flatMap(kind =>
    mutations
      .filter(one => one.kind === kind)
      .filter((_, index) => index % 9 === 0)
      .slice(0, 3),
  );
  const { made } = attempt(some, [originalOf(contract, embedded)]);
  assert.ok(made.length > kinds.length);
  for (const { name, recording } of made) assertEnough(recording, name);
});

test('whatever a run of all checks sends is needed by one of them', () => {
  const needed = new Set([firstRead, ...checks.flatMap(({ needs }) => needs)]);
  const slots = linkSlots(contract).map(({ name }) => name.slice(contract.name.length + 1));
  const sent = [...waysOf(contract).map(({ name }) => name), ...slots];
  assert.deepEqual(
    sent.filter(name => !needed.has(name)),
    [],
  );
});
