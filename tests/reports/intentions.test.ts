import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOf } from '../../src/probes/plan.ts';
import { waysOf } from '../../src/probes/ways.ts';
import { type Intentions, intentionsOf } from '../../src/reports/intentions.ts';
import type { Subjects } from '../../src/targets/subjects.ts';
import type { Target } from '../../src/targets/target.ts';
import { contract } from '../checks/embedded-recording.ts';
import { sampleTarget } from '../targets/sample-target.ts';

const hook = { code: 502, enter: ['break', 'it'], leave: ['mend', 'it'], timeout: 1000 } as const;
const full = sampleTarget({ faults: 'hooks', hooks: [hook], optIn: ['status/501/transfer-encoding'], rate: 5 });

const told = (target: Target, subjects: Subjects = { backup_id: 'b1' }): Intentions =>
  intentionsOf(planOf([contract], target, subjects), {
    contracts: [contract],
    preview: target,
    subjects: { backup_id: 'BACKUP_ID', ...subjects },
  });

test('every way is either going to be sent, with its purpose, or not, with the reason', () => {
  const { requests, unsent } = told(full, {});
  const names = [...requests, ...unsent].map(({ name }) => name);
  const wanted = ['list', 'show-again', 'follow/self', 'follow/next', ...waysOf(contract).map(({ name }) => name)];
  assert.deepEqual([...names].sort(), wanted.map(name => `show-backup/${name}`).sort());
  for (const { name, purpose } of requests) assert.match(purpose, /^[A-Z].*\.$/, name);
  for (const { name, reason } of unsent) assert.notEqual(reason, '', name);
});

test('the list is asked only where the backup is to be found', () => {
  assert.equal(told(full, {}).requests[0]?.name, 'show-backup/list');
  assert.equal(told(full).requests[0]?.name, 'show-backup/show');
});

test('a request is told with what makes it unlike the plain read, and without a secret', () => {
  const { requests } = told(full);
  const request = (name: string): string => requests.find(one => one.name === `show-backup/${name}`)?.request ?? '';
  assert.match(request('status/406/version'), /, OpenStack-API-Version: volume 3\.999$/);
  assert.match(request('status/406/accept'), /, Accept: image\/png$/);
  assert.match(request('status/407/proxy'), /, through http:\/\/proxy\.test:3128$/);
  assert.match(request('status/405/patch'), /^PATCH https:\/\/vbs\.test\/volume\/v3\/p1\/backups\/b1$/);
  assert.doesNotMatch(JSON.stringify(requests), /canary/);
});

test('a fault is told with the commands that bring it about and end it, and that these do change the service', () => {
  const { requests, bounds } = told(full);
  assert.match(
    requests.find(({ name }) => name === 'show-backup/status/502/hook')?.purpose ?? '',
    /"break it".*"mend it"/,
  );
  assert.match(bounds, /the operator's own fault hooks do/);
  assert.doesNotMatch(told(sampleTarget()).bounds, /hooks/);
});

test('the bounds are told: how many, how fast, how many at a time', () => {
  assert.match(
    told(full).bounds,
    /^\d+ to \d+ requests are planned, and at most 60 are sent for an operation, 5 a second, 8 at a time/,
  );
  assert.match(told(sampleTarget()).bounds, /, as fast as they are answered, /);
});
