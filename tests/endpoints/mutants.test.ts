import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checksOf } from '../../src/checks/suite.ts';
import { recordOriginals } from '../../src/cli/originals.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { loadContract } from '../../src/cli/specification.ts';
import { without } from '../../src/mutation/alterations.ts';
import { attempt, originalOf } from '../../src/mutation/change.ts';
import { mutationsOf } from '../../src/mutation/mutations.ts';
import { variantsOf } from '../../src/mutation/variants.ts';
import { ways } from '../../src/probes/ways.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { command, type Finished, inNewFolder } from '../cli/command.ts';
import { showBackupPage } from '../contract/show-backup.ts';
import { inPairs } from './endpoint-run.ts';
import { replay } from './replaying-server.ts';

const { contract, example } = loadContract(packageRoot(), showBackupPage, 'ruled');
const levels = new Map(checksOf(contract).map(({ id, level }) => [id, level]));
const recorded = await recordOriginals(contract, example, 'test');
/** As a vendor's service is asked: the opt-in way is not sent, and there are no fault hooks. */
const unasked = ways.filter(({ optIn, evidence }) => optIn || evidence === 'hooked').map(({ name }) => name);
const asked = (recording: Recording): Recording => without(recording, unasked);
const recordings = [asked(recorded.full), asked(recorded.incremental)];
const originals = recordings.map(recording => originalOf(contract, recording));
const { made: mutants } = attempt(mutationsOf(contract), originals);
const { made: variants } = attempt(variantsOf(contract), originals);

interface Told extends Finished {
  /** Verdicts by check id below the page. */
  readonly verdicts: ReadonlyMap<string, string>;
}

/** Has `vbs-conformance` judge a server that answers as the recording does: by the quick gate or the full run. */
async function told(recording: Recording, verb: 'check' | 'run' = 'check'): Promise<Told> {
  const server = await replay(recording);
  try {
    return await inNewFolder(async folder => {
      const finished = await command([verb], { ...server.env, VBS_TIMEOUT: '5' }, folder);
      const file = path.join(folder, 'reports/conformance.json');
      const { checks } = JSON.parse(readFileSync(file, 'utf8')) as { checks: { id: string; verdict: string }[] };
      return {
        ...finished,
        verdicts: new Map(checks.map(({ id, verdict }) => [id.slice(contract.id.length + 1), verdict])),
      };
    });
  } finally {
    await server.close();
  }
}

/** Evenly from each kind of fact, so that every kind is there. */
function sample<T extends { readonly kind: string }>(items: readonly T[], perKind: number): T[] {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.flatMap(kind => {
    const own = items.filter(item => item.kind === kind);
    const step = own.length / Math.min(perKind, own.length);
    return own.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  });
}

const complaints = ({ verdicts }: Told): string[] =>
  [...verdicts]
    .filter(([, verdict]) => verdict === 'failed' || verdict === 'warned')
    .map(([id, verdict]) => `${id}: ${verdict}`);

test('over the wire the originals raise no complaint', async () => {
  await inPairs(recordings, async recording => {
    const found = await told(recording);
    assert.deepEqual(complaints(found), []);
    assert.equal(found.status, 0, found.stdout);
  });
});

test('over the wire a sample of mutants of every kind is killed by the check that each breaks', async () => {
  const some = sample(mutants, 5);
  assert.ok(some.length >= 60, `${some.length} mutants`);
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
  const two = sample(mutants, 1).filter(({ kind }) => kind === 'types' || kind === 'links');
  assert.equal(two.length, 2);
  for (const { name, breaks, recording } of two) {
    const [quick, full] = [await told(recording), await told(recording, 'run')];
    assert.equal(full.verdicts.get(breaks), 'failed', name);
    assert.equal(full.status, 1, name);
    assert.deepEqual([...full.verdicts], [...quick.verdicts], name);
  }
});
