import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../src/wire/exchange.ts';
import {
  type Alteration,
  backupWith,
  changed,
  contract,
  recordEmbedded,
  subjectsOf,
  textOf,
  verdictAfter,
  verdictOn,
  verdictsOn,
  withStatus,
  withText,
} from './embedded-recording.ts';
import {
  alteredIn,
  details,
  itemsOf,
  recordLists,
  summary,
  verdictOn as verdictOnList,
  withItems,
} from './listed-items.ts';

const conforming = await recordEmbedded();
const verdictOf = (id: string, names: readonly string[], change: Alteration) =>
  verdictAfter(conforming, id, names, change);

const refused = [
  'status/401/no-token',
  'status/401/wrong-token',
  'status/403/no-role',
  'status/403/other-project',
] as const;
const refusalIds = ['refusal/no-token', 'refusal/wrong-token', 'refusal/no-role', 'refusal/other-project'] as const;

for (const [index, name] of refused.entries()) {
  test(`${name} answered with data fails`, () => {
    const open = verdictsOn(
      changed(conforming, [name], exchange => withText(textOf(conforming, 'show'))(withStatus(200)(exchange))),
    );
    assert.equal(open.get(refusalIds[index] ?? '')?.verdict, 'failed');
    assert.equal(open.get('refusal/no-data')?.verdict, 'failed');
  });

  test(`${name} refused but with one of the backup's values fails`, () => {
    const volume = JSON.parse(textOf(conforming, 'show')).backup.volume_id as string;
    const leak = withText(JSON.stringify({ forbidden: { code: 403, message: `not for you: ${volume}` } }));
    assert.equal(verdictOf('refusal/no-data', [name], leak), 'failed');
    const escaped = withText(
      `{"error":{"code":401,"message":"${volume.replace(/^./, first => `\\u00${first.charCodeAt(0).toString(16)}`)}"}}`,
    );
    assert.equal(verdictOf('refusal/no-data', [name], escaped), 'failed');
  });
}

test('what the request itself contained is no leak', () => {
  const { project_id, backup_id } = subjectsOf(conforming);
  const echo = withText(JSON.stringify({ error: { code: 401, message: `${project_id}/${backup_id}` } }));
  assert.equal(verdictOf('refusal/no-data', ['status/401/no-token'], echo), 'passed');
});

test('who refuses the backup to its own project proves nothing by refusing it to others, yet may not grant it', () => {
  const refusing = changed(conforming, ['show'], withStatus(403));
  for (const id of refusalIds) assert.equal(verdictOn(refusing, id).verdict, 'unproven', id);
  const granting = verdictsOn(changed(refusing, ['status/401/no-token'], withStatus(200)));
  assert.equal(granting.get('refusal/no-token')?.verdict, 'failed');
});

test('what is behind an unknown content coding is neither leak nor proof', () => {
  const coded = (exchange: Exchange): Exchange => ({
    ...exchange,
    response: exchange.response && {
      ...exchange.response,
      headers: [...exchange.response.headers, ['Content-Encoding', 'zstd']],
    },
  });
  assert.equal(verdictOf('refusal/no-data', ['status/401/no-token'], coded), 'unproven');
});

test('a refusal of a list may reveal nothing of any item', async () => {
  const recording = await recordLists();
  for (const contract of [summary, details]) {
    assert.deepEqual(
      [...refusalIds, 'refusal/no-data'].filter(id => verdictOnList(recording, contract, id).verdict !== 'passed'),
      [],
    );
    for (const name of refused) {
      const leaking = (text: string) => alteredIn(recording, contract, withText(text), [name]);
      for (const item of itemsOf(recording, contract)) {
        const told = verdictOnList(leaking(`not for you: ${item.id}`), contract, 'refusal/no-data');
        assert.equal(told.verdict, 'failed');
        assert.match(told.message, /got the id of one of the backups$/);
      }
      const listing = leaking(JSON.stringify({ backups: [] }));
      assert.match(verdictOnList(listing, contract, 'refusal/no-data').message, /got a member "backups"$/);
      assert.equal(verdictOnList(leaking('no backups for you'), contract, 'refusal/no-data').verdict, 'passed');
    }
    const granting = alteredIn(recording, contract, withStatus(200), refused);
    for (const id of refusalIds) assert.equal(verdictOnList(granting, contract, id).verdict, 'failed', id);
    const empty = alteredIn(
      recording,
      contract,
      withItems(() => []),
    );
    assert.equal(
      verdictOnList(empty, contract, 'refusal/no-data').message,
      'the list is empty; create backups in the project to have its items judged',
    );
  }
});

test('of a backup that was read without a value to look for, that is said, and no other check is blamed', () => {
  const nothing = Object.fromEntries(contract.confidential.map(field => [field, null]));
  const { verdict, message, isConsequence } = verdictOn(
    changed(conforming, ['show'], backupWith(nothing)),
    'refusal/no-data',
  );
  assert.deepEqual([verdict, isConsequence], ['unproven', undefined]);
  assert.match(message, /^there is no confidential text of 8 characters or more in the backup, /);
  const unread = verdictOn(changed(conforming, ['show'], withStatus(500)), 'refusal/no-data');
  assert.match(unread.message, /^the backup could not be read, /);
  assert.equal(unread.isConsequence, true);
});
