import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from '../../src/checks/suite.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { without } from '../../src/mutation/alterations.ts';
import { attempt, isMade, originalOf } from '../../src/mutation/change.ts';
import { mutationsOf } from '../../src/mutation/mutations.ts';
import { variantsOf } from '../../src/mutation/variants.ts';
import { ways } from '../../src/probes/ways.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { sharedOriginals } from '../checks/shared-originals.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { checkAgainst, type EndpointRun, idsOf, inPairs, runAgainst } from './endpoint-run.ts';
import { replay } from './replaying-server.ts';

const { contract, example } = loadContract(packageRoot(), showBackupPage, 'ruled');
const levels = new Map(checksOf(contract).map(({ id, level }) => [id, level]));
const recorded = await sharedOriginals({ contract, example });
/** As a vendor's service is asked: the opt-in way is not sent, and there are no fault hooks. */
const unasked = ways.filter(({ optIn, evidence }) => optIn || evidence === 'hooked').map(({ name }) => name);
const asked = (recording: Recording): Recording => without(recording, unasked);
const recordings = [asked(recorded.full), asked(recorded.incremental)];
const originals = recordings.map(recording => originalOf(contract, recording));
const { made: mutants } = attempt(mutationsOf(contract), originals);
const { made: variants } = attempt(variantsOf(contract), originals);

/** Has `vbs-conformance` judge a server that answers as the recording does: by the quick gate or the full run. */
async function told(recording: Recording, verb: 'check' | 'run' = 'check'): Promise<EndpointRun> {
  const server = await replay(recording);
  try {
    const env = { ...server.env, VBS_TIMEOUT: '5' };
    return await (verb === 'check' ? checkAgainst(env) : runAgainst([verb], env));
  } finally {
    await server.close();
  }
}

/** The first of each kind. */
const ofEachKind = <T extends { readonly kind: string }>(items: readonly T[]): T[] =>
  items.filter(({ kind }, index) => items.findIndex(one => one.kind === kind) === index);

const complaints = (run: EndpointRun): string[] => idsOf(run, 'failed', 'warned');

test('over the wire the originals raise no complaint', async () => {
  await inPairs(recordings, async recording => {
    const found = await told(recording);
    assert.deepEqual(complaints(found), []);
    assert.equal(found.status, 0, found.stdout);
  });
});

// All mutants are judged in memory by tests/mutation/kill-rate.test.ts. What the wire adds is the same for all of a kind.
test('over the wire a mutant of every kind is killed by the check that it breaks', async () => {
  const some = ofEachKind(mutants);
  assert.ok(some.length >= 12, `${some.length} kinds`);
  await inPairs(some, async ({ name, breaks, recording, onlyUnproven }) => {
    const found = await told(recording);
    const verdict = found.verdicts.get(breaks);
    const isKilled = onlyUnproven ? verdict !== 'passed' : verdict === 'failed' || verdict === 'warned';
    assert.ok(isKilled, `${name}: ${breaks} is ${verdict}`);
    const isMust = levels.get(`${contract.id}/${breaks}`) === 'MUST';
    if (isMust && !onlyUnproven) assert.equal(found.status, 1, name);
  });
});

test('over the wire conforming variants raise no complaint', async () => {
  const ofReads = variants.filter(({ name }) => !name.startsWith('status/'));
  await inPairs(ofReads, async ({ name, recording }) => {
    assert.deepEqual(complaints(await told(recording)), [], name);
  });
});

test('the full run tells the same as the quick gate', async () => {
  const [types, links] = ['types', 'links'].map(kind => mutants.find(one => one.kind === kind) ?? assert.fail(kind));
  assert.ok(types && links);
  // Both faults in one recording: a full run takes seconds.
  const both = links.make(originalOf(contract, types.recording));
  assert.ok(isMade(both));
  const [quick, full] = [await told(both), await told(both, 'run')];
  for (const { name, breaks } of [types, links]) assert.equal(full.verdicts.get(breaks), 'failed', name);
  assert.equal(full.status, 1);
  assert.deepEqual(full.verdicts, quick.verdicts);
});
