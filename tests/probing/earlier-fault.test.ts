import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import { jsonMessage } from '../endpoints/bare-server.ts';
import {
  contract,
  friendly,
  isList,
  known,
  listContract,
  otherContract,
  record,
  serveFor,
  targetAt,
} from './probed-service.ts';

/** A clock by which no time passes between two looks. */
const clock = { ...systemClock, sleep: async () => true };

test('a fault of an earlier run is over before anything is judged, in every operation, and is forgotten', async t => {
  let broken = 3;
  const server = await serveFor(t, head => {
    broken -= 1;
    return broken >= 0 ? jsonMessage('502 Fault', {}) : friendly(head);
  });
  let forgotten = 0;
  const forget = (): void => {
    forgotten = server.heads.length;
  };
  const earlierFault = { code: 502, forget };
  const operations = [contract, otherContract];
  const { requests, exchanges, damage } = await record(targetAt(server), known, { earlierFault, clock }, operations);
  assert.equal(damage, undefined);
  const looks = requests.map(({ name }) => name).filter(name => name.includes('/recovery/'));
  assert.equal(looks.length, 5, 'twice both, and once more what was not back');
  assert.equal(forgotten, 5);
  const shows = exchanges.filter(({ name }) => name.endsWith('/show'));
  assert.deepEqual(
    shows.map(({ response }) => response?.status),
    [200, 200],
  );
});

test('a service that does not come back is asked nothing that would be judged, and its fault is remembered', async t => {
  const server = await serveFor(t, () => jsonMessage('502 Fault', {}));
  const earlierFault = { code: 502, forget: () => assert.fail('the service is not well') };
  const { damage, exchanges, unsent } = await record(targetAt(server), known, { earlierFault, clock });
  assert.match(
    damage ?? '',
    /^after the fault for 502 that an earlier run entered, the service did not answer 200 again/,
  );
  assert.deepEqual(exchanges, []);
  assert.equal(unsent.find(({ name }) => name === 'show-backup/show')?.reason, damage);
});

test('what the service has none of is not waited for, and the fault is over where the list is back', async t => {
  let broken = 0;
  const server = await serveFor(t, head => {
    if (!isList(head)) return jsonMessage('404 Not Found', {});
    broken += 1;
    return broken === 2 ? jsonMessage('502 Fault', {}) : jsonMessage('200 OK', { backups: [] });
  });
  let forgotten = 0;
  const forget = (): void => {
    forgotten += 1;
  };
  const asked = (contracts: Parameters<typeof record>[3]) =>
    record(targetAt(server), {}, { earlierFault: { code: 502, forget }, clock }, contracts);
  const { damage, exchanges, requests } = await asked([listContract, contract]);
  assert.deepEqual([damage, forgotten], [undefined, 1]);
  assert.equal(requests.filter(({ name }) => name.includes('/recovery/')).length, 2);
  assert.ok(exchanges.some(({ name }) => name === 'list-backups-details/show'));
  const alone = await asked([contract]);
  assert.deepEqual([alone.damage, forgotten], [undefined, 1], 'nobody has seen that it is over');
});
