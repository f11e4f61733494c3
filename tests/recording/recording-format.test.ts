import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { recordOriginals } from '../../src/cli/originals.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { attempt, originalOf } from '../../src/mutation/change.ts';
import { mutationsOf } from '../../src/mutation/mutations.ts';
import { variantsOf } from '../../src/mutation/variants.ts';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording, writeRecording } from '../../src/recording/recording-file.ts';
import { contract, example } from '../checks/embedded-recording.ts';
import { formatFault } from './recording-format.ts';

const { full, incremental } = await recordOriginals([{ contract, example }], 'test');
const assertFormat = (recording: Recording, name: string): void =>
  assert.equal(formatFault(writeRecording(recording)), undefined, name);

test('recordings of the embedded service and of a real OpenStack have the format', () => {
  assertFormat(full, 'full');
  assertFormat(incremental, 'incremental');
  for (const name of ['full', 'incremental', 'lab-member', 'lab-admin']) {
    const file = path.join(packageRoot(), 'tests/checks/earlier', `${name}.json`);
    assertFormat(parseRecording(readFileSync(file, 'utf8')), name);
  }
});

test('what a run may add to a recording is part of the format', () => {
  const target = {
    ...full.target,
    microversion: '3.70',
    identifiedBy: 'keystone',
    settings: { endpoint: 'VBS_ENDPOINT', user: 'OS_CLOUD', subjects: { backup_id: 'the key backup' } },
    insecure: true,
    unencrypted: true,
  } as const;
  const closed = { kind: 'closed', message: 'the connection was closed' } as const;
  const [first, ...others] = full.exchanges;
  assert.ok(first);
  assert.ok(first.response);
  const omitted = { why: 'a body with an unknown Content-Encoding', bytes: 3, sha256: '0'.repeat(64) };
  const response = { ...first.response, omitted };
  const exchanges = [{ ...first, response, failure: closed, reflected: ['OS_TOKEN'] }, ...others];
  const judgedWith = {
    strictness: 'literal',
    options: { strict: true, only: ['links/**'], without: ['status/408/*'], specs: 'my' },
    interrupted: 130,
    texts: { 'my/vbs/v3/show-backup.rst': 'a page' },
    leftOut: { 'vbs/v3/list-backups': { page: '0'.repeat(64), notes: 'f'.repeat(64) } },
    waivers: [],
  } as const;
  const shards = [{ operations: ['show-backup'], endpoint: full.target.endpoint }];
  const optional = { damage: 'a fault did not end', slowed: 'a sentence', obstacle: 'a sentence', shards, judgedWith };
  assertFormat({ ...full, target, ...optional, exchanges }, 'all that is optional');
});

test('every mutant and variant has the format', () => {
  const originals = [full, incremental].map(recording => originalOf(contract, recording));
  const mutants = attempt(mutationsOf(contract), originals).made;
  assert.ok(new Set(mutants.map(({ kind }) => kind)).size > 8, 'mutants are of many kinds');
  for (const { name, recording } of [...mutants, ...attempt(variantsOf(contract), originals).made]) {
    assertFormat(recording, name);
  }
});

test('what is no recording of this format is noticed', () => {
  const content = JSON.parse(writeRecording(full));
  for (const change of [{ format: 1 }, { exchanges: [{}] }, { unsent: undefined }, { more: 1 }, { judgedWith: {} }]) {
    assert.notEqual(formatFault(JSON.stringify({ ...content, ...change })), undefined, JSON.stringify(change));
  }
});

test('a page is named by three steps, none of which leads out of a folder', () => {
  const faultOf = (page: string) =>
    formatFault(writeRecording({ ...full, operations: full.operations.map(one => ({ ...one, page })) }));
  for (const page of ['vbs/v3/show-backup', 'my-shop/v3.1/show_widget', '.vbs/v3/...']) {
    assert.equal(faultOf(page), undefined, page);
  }
  const outside = [
    '../v3/x',
    'vbs/../x',
    'vbs/v3/..',
    'vbs/./x',
    '/etc/passwd',
    'a/b',
    'a/b/c/d',
    'a/b/c\n',
    'a\\b/c/d',
    '',
  ];
  for (const page of outside) assert.notEqual(faultOf(page), undefined, page);
});
