import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from '../../src/probes/plan.ts';
import { type Intentions, intentionsOf } from '../../src/reports/intentions.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import { sampleContract } from '../probes/sample-contract.ts';
import { sampleTarget } from '../targets/sample-target.ts';

const contracts = [sampleContract()];
const hook = { code: 502, enter: ['break', 'it'], leave: ['mend', 'it'], timeout: 1000 } as const;
const full = sampleTarget({ faults: 'hooks', hooks: [hook], optIn: ['status/501/transfer-encoding'], rate: 5 });

/** The words for a run of this target that is asked about the backup b1, or about one of a list. */
function intentions(preview = full, subjects: Subjects = { backup_id: 'b1' }): Intentions {
  const sources = { contracts, preview, subjects: { backup_id: 'BACKUP_ID', ...subjects } };
  return intentionsOf(planOf(contracts, preview, subjects), sources);
}

test('everything that is planned is described, in its order, with its purpose', () => {
  const { requests, unsent } = intentions(full, {});
  const names = requests.map(({ name }) => name);
  assert.deepEqual(names.slice(0, 2), ['sample/list', 'sample/show']);
  assert.deepEqual(names.slice(-2), ['sample/show-again', 'sample/list-again']);
  assert.ok(names.indexOf('sample/status/502/hook') > names.indexOf('sample/follow/self'));
  for (const { name, purpose } of requests) assert.match(purpose, /^[A-Z].*\.$/, name);
  for (const { name, reason } of unsent) assert.notEqual(reason, '', name);
});

test('a list is asked only where the backup is to be found, and words stand in its place until then', () => {
  const [list, show] = intentions(full, {}).requests;
  assert.match(list?.request ?? '', /^GET https:\/\/vbs\.test\/volume\/v3\/p1\/backups\/detail\?status=available/);
  assert.match(show?.request ?? '', /\/backups\/BACKUP_ID$/);
  assert.equal(intentions().requests[0]?.name, 'sample/show');
});

test('a request is described with what makes it unlike the plain read, and without a secret', () => {
  const { requests } = intentions();
  const request = (name: string): string => requests.find(one => one.name === `sample/${name}`)?.request ?? '';
  assert.match(request('status/406/version'), /, OpenStack-API-Version: volume 3\.999$/);
  assert.match(request('status/406/accept'), /, Accept: image\/png$/);
  assert.match(request('status/407/proxy'), /, through http:\/\/proxy\.test:3128$/);
  assert.match(request('status/405/patch'), /^PATCH https:\/\/vbs\.test\/volume\/v3\/p1\/backups\/b1$/);
  assert.equal(request('follow/self'), 'GET the self link of the answer');
  assert.doesNotMatch(JSON.stringify(requests), /canary/);
});

test('a fault is described with the commands that bring it about and end it, and that these change the service', () => {
  const { requests, bounds } = intentions();
  const { request, purpose } = requests.find(({ name }) => name === 'sample/status/502/hook') ?? assert.fail();
  assert.match(request, /^GET .*, between "break it" and "mend it"$/);
  assert.match(purpose, /"break it".*"mend it"/);
  assert.match(bounds, /They change nothing, but the fault hooks do\./);
  assert.doesNotMatch(intentions(sampleTarget()).bounds, /hooks/);
});

test('of a fault that several operations are read in, it is said that its commands run once', () => {
  const subjects = { backup_id: 'b1' };
  const both = [sampleContract(), { ...sampleContract(), id: 'vbs/v3/second', name: 'second' }];
  const { requests } = intentionsOf(planOf(both, full, subjects), { contracts: both, preview: full, subjects });
  const reads = requests.filter(({ name }) => name.endsWith('/status/502/hook'));
  assert.equal(reads.length, 2);
  for (const { purpose } of reads) {
    assert.match(purpose, /Runs "break it" before and "mend it" after the reads of all operations, and then checks/);
  }
});

test('the bounds are said: how many, how fast, how many at a time', () => {
  assert.match(
    intentions().bounds,
    /^\d+ to \d+ requests are planned, and at most 60 are sent for an operation, 5 a second, 8 at a time/,
  );
  assert.match(intentions(sampleTarget()).bounds, /, as fast as they are answered, /);
});
