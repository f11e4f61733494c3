import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Alteration, unanswered, withResource, withStatus } from '../../src/mutation/alterations.ts';
import {
  alteredIn,
  bothReads,
  details,
  deviationsOn,
  type Item,
  itemsOf,
  recordLists,
  summary,
  verdictOn,
  withItem,
  withItems,
  withoutItems,
  withShown,
  wordsOn,
} from './listed-items.ts';

const conforming = await recordLists();
const id = 'items/show';
const lists = [summary, details];
/** The places of the items that are read one by one: the first in each state, with those that are commonest first. */
const [available, error, restoring] = [0, 1, 3];
const shownWith = (members: Item): Alteration => withResource('backup', backup => ({ ...backup, ...members }));

test('items that are listed as they are shown pass, and the reads are named, whichever list made them', () => {
  for (const contract of lists) {
    const { verdict, exchanges } = verdictOn(conforming, contract, id);
    assert.equal(verdict, 'passed');
    const reads = exchanges.filter(name => !name.startsWith(`${contract.name}/show`));
    assert.deepEqual(reads, ['list-backups/items/show/1', 'list-backups/items/show/2', 'list-backups/items/show/3']);
  }
});

test('what another operation read of an item counts, too', async () => {
  const { exchanges } = conforming;
  const renamed = exchanges.map(one =>
    one.name === 'list-backups/items/show/2' ? { ...one, name: 'show-backup/show' } : one,
  );
  const shared = { ...conforming, exchanges: renamed };
  assert.ok(verdictOn(shared, details, id).exchanges.includes('show-backup/show'));
  assert.equal(verdictOn(shared, details, id).verdict, 'passed');
});

test('an item that changed after its own operation had read it, and before the list, is left out', () => {
  const read = conforming.exchanges.find(({ name }) => name === 'list-backups/items/show/2');
  if (!read) throw new Error('The embedded service lists items in two states.');
  const others = conforming.exchanges.filter(one => one !== read);
  const early = { ...shownWith({ status: 'creating' })(read), name: 'show-backup/show' };
  const withLater = (later: typeof read) => ({
    ...conforming,
    exchanges: [...others, early, { ...later, name: 'show-backup/show-again' }],
  });
  assert.equal(verdictOn(withLater(read), details, id).verdict, 'passed');
  assert.deepEqual(deviationsOn(withLater(early), details, id), ['contradiction: backups[].status same other']);
});

test('a member that differs fails: documented or not, null, below another member', () => {
  for (const members of [
    { size: 7 },
    { volume_id: 'other' },
    { is_incremental: null },
    { links: [] },
    { further: 1 },
  ]) {
    const further = alteredIn(
      withShown(conforming, shownWith({ further: 2 })),
      details,
      withItems(items => items.map(one => ({ further: 2, ...one }))),
    );
    const [name = ''] = Object.keys(members);
    const broken = alteredIn(further, details, withItem(error, members));
    assert.match(wordsOn(broken, details, id), new RegExp(`^failed: backups\\[1\\]\\.${name}: expected .*, got `));
    assert.deepEqual(deviationsOn(broken, details, id), [`contradiction: backups[].${name} same other`]);
  }
});

test('the message about links names the link that differs', () => {
  const [first, ...others] = (itemsOf(conforming, summary)[restoring]?.links ?? []) as Item[];
  const broken = alteredIn(
    conforming,
    summary,
    withItem(restoring, { links: [{ ...first, href: 'http://a.test/' }, ...others] }),
  );
  assert.match(
    wordsOn(broken, summary, id),
    /^failed: backups\[3\]\.links: expected \{.*"href":"http:\/\/a\.test\/".*\}, got \{.*"href":"http:\/\/127.*\}$/,
  );
});

test('the order of members and of links does not matter', () => {
  const turned = alteredIn(
    conforming,
    summary,
    withItems(items =>
      items.map(one =>
        Object.fromEntries(Object.entries({ ...one, links: (one.links as unknown[]).toReversed() }).reverse()),
      ),
    ),
  );
  assert.equal(verdictOn(turned, summary, id).verdict, 'passed');
});

test('a member that another spelling names is compared', () => {
  const project = 'os-backup-project-attr:project_id';
  const respelled = withShown(
    conforming,
    withResource('backup', ({ [project]: owner, ...rest }) => ({ ...rest, 'os-backup-project-attr:tenant_id': owner })),
  );
  assert.equal(verdictOn(respelled, details, id).verdict, 'passed');
  const other = alteredIn(respelled, details, withItem(available, { [project]: 'f'.repeat(32) }));
  assert.deepEqual(deviationsOn(other, details, id), [`contradiction: backups[].${project} same other`]);
});

test('a change that neither read of the list has seen is a contradiction', () => {
  const other = withShown(conforming, shownWith({ status: 'deleting' }));
  assert.deepEqual(deviationsOn(other, details, id), ['contradiction: backups[].status same other']);
  assert.equal(verdictOn(other, summary, id).verdict, 'passed', 'it does not show the state');
});

test('an item that moves in the list is left out, and one that stays proves the rule', () => {
  for (const change of [withItem(error, { status: 'deleting', size: 1 }), withoutItems(error)]) {
    const moving = alteredIn(conforming, details, change, ['show-again']);
    assert.equal(verdictOn(moving, details, id).verdict, 'passed');
  }
  const all = alteredIn(
    conforming,
    details,
    withItems(items => items.map(one => ({ ...one, status: 'deleting' }))),
    ['show-again'],
  );
  assert.match(
    wordsOn(all, details, id),
    /^unproven: backups\[0\] changed or went between the two reads of the list; /,
  );
});

test('what the two reads of the list have differently is not compared: the steadiness check reports it', () => {
  const flickering = alteredIn(conforming, details, withItem(error, { size: 1 }), ['show-again']);
  assert.equal(verdictOn(flickering, details, id).verdict, 'passed');
  assert.equal(verdictOn(flickering, details, 'steady').verdict, 'failed');
});

test('an item that is listed and not shown fails', () => {
  for (const status of [404, 403, 500]) {
    const hidden = withShown(conforming, withStatus(status));
    for (const contract of lists) {
      assert.match(
        wordsOn(hidden, contract, id),
        new RegExp(
          `^failed: backups\\[0\\] in show-backup: expected status 200 with a backup object, got status ${status} \\(2 more`,
        ),
      );
      assert.deepEqual(deviationsOn(hidden, contract, id), [`contradiction: items/show resource ${status}`]);
    }
  }
  const bare = withShown(
    conforming,
    withResource('backup', () => []),
  );
  assert.deepEqual(deviationsOn(bare, summary, id), ['contradiction: items/show resource other']);
  const silent = alteredIn(conforming, summary, unanswered, ['items/show/2']);
  assert.deepEqual(deviationsOn(silent, details, id), ['contradiction: items/show resource no answer']);
});

test('an item that is neither shown nor listed any more says nothing', () => {
  const gone = withShown(
    alteredIn(conforming, summary, withoutItems(available, error, restoring), ['show-again']),
    withStatus(404),
  );
  assert.match(wordsOn(gone, summary, id), /^unproven: backups\[0\] got status 404, and is not listed any more; /);
  assert.equal(verdictOn(gone, details, id).verdict, 'failed', 'the other list still has it');
});

test('an answer that only asks to wait says nothing, and neither does a read that was not made', () => {
  assert.match(
    wordsOn(withShown(conforming, withStatus(429)), details, id),
    /^unproven: backups\[0\]: status 429, which/,
  );
  const unread = {
    ...conforming,
    exchanges: conforming.exchanges.filter(({ name }) => !name.includes('/items/show/')),
  };
  const reason = 'a reason';
  const unsent = [1, 2, 3].map(number => ({ name: `${summary.name}/items/show/${number}`, reason }));
  assert.equal(wordsOn({ ...unread, unsent }, summary, id), `unproven: ${reason}`);
  assert.match(wordsOn({ ...unread, unsent }, details, id), /^unproven: backups\[0\] was not read; /);
});

test('an answer that could not be asked again says nothing', () => {
  const disturbed = withShown(conforming, withStatus(503));
  const unsent = [1, 2, 3].map(number => ({ name: `${summary.name}/items/show/${number}@2`, reason: 'it stays so' }));
  assert.match(wordsOn({ ...disturbed, unsent }, details, id), /^unproven: backups\[0\]: got 503 at .*it stays so/);
  assert.equal(verdictOn(disturbed, details, id).verdict, 'failed');
});

test('without items or a list in both reads nothing is proven', () => {
  assert.equal(
    wordsOn(
      alteredIn(
        conforming,
        summary,
        withItems(() => []),
      ),
      summary,
      id,
    ),
    'unproven: the list is empty; create backups in the project to have its items judged',
  );
  for (const [index, reason] of ['no backups list to judge', 'the second read has no backups list'].entries()) {
    const read = bothReads[index] ?? '';
    const refused = verdictOn(alteredIn(conforming, summary, withStatus(500), [read]), summary, id);
    assert.deepEqual([refused.message, refused.isConsequence], [reason, true]);
  }
});

test('a list that is asked alone reads the items itself', async () => {
  const alone = await recordLists([summary]);
  assert.equal(verdictOn(alone, summary, id).verdict, 'passed');
  assert.equal(verdictOn(alone, summary, 'items/summary').verdict, 'unproven');
});
