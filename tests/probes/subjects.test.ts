import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contract } from '../../src/contract/contract.ts';
import { knownValues, lookupsFor } from '../../src/probes/subjects.ts';
import { ConfigurationError } from '../../src/targets/target.ts';
import { sampleContract } from './sample-contract.ts';

const contract = sampleContract();
const renamed = (name: string, path: string): Contract => ({
  ...contract,
  name,
  operation: { ...contract.operation, path },
});
const nested = renamed('nested', '/v3/{project_id}/volumes/{volume_id}/backups/{backup_id}');

test('the project is the one that is asked for, and each other parameter has the value that is configured', () => {
  const subjects = { backup_id: 'b1', volume_id: 'v1', 'nested.backup_id': 'b2' };
  assert.deepEqual(knownValues(contract, 'p1', subjects), { project_id: 'p1', backup_id: 'b1' });
  assert.deepEqual(knownValues(nested, 'p1', subjects), { project_id: 'p1', volume_id: 'v1', backup_id: 'b2' });
  assert.deepEqual(knownValues(contract, 'p1', {}), { project_id: 'p1' });
});

test('a list is asked only where nothing is configured', () => {
  assert.deepEqual(lookupsFor([contract], { backup_id: 'b1' }), []);
  assert.deepEqual(lookupsFor([contract], { 'sample.backup_id': 'b1' }), []);
  const [lookup] = lookupsFor([contract], { 'other.backup_id': 'b1' });
  assert.deepEqual(lookup, {
    kind: 'lookup',
    name: 'sample/list',
    operation: 'sample',
    parameter: 'backup_id',
    operations: ['sample'],
    source: contract.subjects.backup_id,
    purpose: 'Finds a backup that is available.',
  });
});

test('operations that are asked about the same share one list', () => {
  const lookups = lookupsFor([contract, renamed('other', '/v3/{project_id}/backups/{backup_id}/detail')], {});
  assert.deepEqual(
    lookups.map(({ name, operations }) => [name, operations]),
    [['sample/list', ['sample', 'other']]],
  );
});

test('operations whose subjects differ do not share a list, though its path is the same', () => {
  const source = { ...contract.subjects.backup_id, where: { status: 'error' } };
  const other = { ...contract, name: 'other', subjects: { backup_id: source } } as Contract;
  assert.deepEqual(
    lookupsFor([contract, other], {}).map(({ name, operations, source: { where } }) => [name, operations, where]),
    [
      ['sample/list', ['sample'], { status: 'available' }],
      ['other/list', ['other'], { status: 'error' }],
    ],
  );
});

test('a parameter that no list tells has to be configured, and the message names the variable', () => {
  assert.throws(
    () => lookupsFor([nested], { backup_id: 'b1' }),
    (error: Error) => {
      assert.ok(error instanceof ConfigurationError);
      assert.match(error.message, /^VBS_SUBJECT_VOLUME_ID is not set, .*and sample\.yaml names.*\.$/);
      return true;
    },
  );
});
