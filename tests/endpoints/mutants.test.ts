import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from '../../src/checks/suite.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { without } from '../../src/mutation/alterations.ts';
import { attempt, originalOf } from '../../src/mutation/change.ts';
import { errorVariants } from '../../src/mutation/error-variants.ts';
import { linkVariants } from '../../src/mutation/link-variants.ts';
import { messageVariants } from '../../src/mutation/message-variants.ts';
import { mutationsOf } from '../../src/mutation/mutations.ts';
import { valueVariants } from '../../src/mutation/value-variants.ts';
import { ways } from '../../src/probes/ways.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { sharedOriginals } from '../checks/shared-originals.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { checkAgainst, type EndpointRun, idsOf, inPairs } from './endpoint-run.ts';
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

/** Has the quick gate judge a server that answers as the recording does. */
async function told(recording: Recording): Promise<EndpointRun> {
  const server = await replay(recording);
  try {
    return await checkAgainst({ ...server.env, VBS_TIMEOUT: '5' });
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

// All variants are judged there, too. How a message is written and where links lead is what the wire is about; of other
// values and other faults one is enough.
test('over the wire conforming variants raise no complaint', async () => {
  const [value, error] = [valueVariants(contract), errorVariants(contract)].map(all => all.slice(0, 1));
  const some = [...messageVariants(contract), ...linkVariants(contract), ...(value ?? []), ...(error ?? [])];
  const { made, notMade } = attempt(some, originals);
  assert.deepEqual(notMade, []);
  await inPairs(made, async ({ name, recording }) => {
    assert.deepEqual(complaints(await told(recording)), [], name);
  });
});
