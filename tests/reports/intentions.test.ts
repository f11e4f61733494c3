import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ways } from '../../src/probes/ways.ts';
import { intentionsOf } from '../../src/reports/intentions.ts';
import { contract } from '../checks/embedded-recording.ts';
import { sampleTarget } from '../targets/sample-target.ts';

const hook = { code: 502, enter: ['break', 'it'], leave: ['mend', 'it'], timeout: 1000 } as const;
const full = sampleTarget({ faults: 'hooks', hooks: [hook], optIn: ['status/501/transfer-encoding'], rate: 5 });

test('every way is either going to be sent, with its purpose, or not, with the reason', () => {
  const { requests, unsent } = intentionsOf(contract, full, true);
  const names = [...requests, ...unsent].map(({ name }) => name);
  assert.deepEqual([...names].sort(), ['follow/self', 'list', 'show-again', ...ways.map(({ name }) => name)].sort());
  for (const { name, purpose } of requests) assert.match(purpose, /^[A-Z].*\.$/, name);
  for (const { name, reason } of unsent) assert.notEqual(reason, '', name);
});

test('the list is asked only where the backup is to be found', () => {
  const names = (findsBackup: boolean) => intentionsOf(contract, full, findsBackup).requests.map(({ name }) => name);
  assert.equal(names(true)[0], 'list');
  assert.equal(names(false)[0], 'show');
});

test('a request is told with what makes it unlike the plain read, and without a secret', () => {
  const { requests } = intentionsOf(contract, full, false);
  const request = (name: string): string => requests.find(one => one.name === name)?.request ?? '';
  assert.match(request('status/406/version'), /, OpenStack-API-Version: volume 3\.999$/);
  assert.match(request('status/406/accept'), /, Accept: image\/png$/);
  assert.match(request('status/407/proxy'), /, through http:\/\/proxy\.test:3128$/);
  assert.match(request('status/405/patch'), /^PATCH https:\/\/vbs\.test\/volume\/v3\/p1\/backups\/b1$/);
  assert.doesNotMatch(JSON.stringify(requests), /canary/);
});

test('a fault is told with the commands that bring it about and end it, and that these do change the service', () => {
  const { requests, bounds } = intentionsOf(contract, full, false);
  assert.match(requests.find(({ name }) => name === 'status/502/hook')?.purpose ?? '', /"break it".*"mend it"/);
  assert.match(bounds, /the operator's own fault hooks do/);
  assert.doesNotMatch(intentionsOf(contract, sampleTarget(), false).bounds, /hooks/);
});

test('the bounds are told: how many, how fast, how many at a time', () => {
  assert.match(
    intentionsOf(contract, full, false).bounds,
    /^\d+ requests are planned and 60 sent at most, 5 a second, 8 at a time/,
  );
  assert.match(intentionsOf(contract, sampleTarget(), false).bounds, /, as fast as they are answered, /);
});
