import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { newFolder } from '../endpoints/endpoint-run.ts';
import { command } from './command.ts';

const folder = newFolder();
after(() => rmSync(folder, { recursive: true, force: true }));

/** Tests one operation of the embedded service, into the folder of this name. */
async function part(name: string, operation: string, args: readonly string[] = [], env = {}): Promise<string> {
  await command(
    ['check', '--target', 'mock', '--reports-dir', name, '--only', `${operation}/**`, ...args],
    env,
    folder,
  );
  return name;
}

const show = await part('show', 'show-backup');
const list = await part('list', 'list-backups');

// biome-ignore lint/suspicious/noExplicitAny: a test changes what it wants in the JSON of a file.
type Change = (content: any) => void;

let copies = 0;

/** A copy of a part with changes in its files, or without them. */
function copy(changes: Readonly<Record<string, Change | undefined>>, of = list): string {
  copies += 1;
  const name = `copy-${copies}`;
  cpSync(path.join(folder, of), path.join(folder, name), { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const place = path.join(folder, name, file);
    const content = JSON.parse(readFileSync(place, 'utf8'));
    change?.(content);
    if (change) writeFileSync(place, JSON.stringify(content));
    else rmSync(place);
  }
  return name;
}

/** A copy with a change in its recording, and maybe the same one in its report. */
const recordedWith = (change: Change): string => copy({ 'recording.json': change });
const bothWith = (change: Change): string => copy({ 'recording.json': change, 'conformance.json': change });

const waiver = {
  id: 'w',
  check: 'show-backup/status/405',
  deviation: { place: 'status/405/patch', kind: 'status', expected: '405', got: '404' },
  reason: 'so',
  owner: 'me',
  until: '2126-06-30',
  file: 'targets/mock.yaml',
  line: 3,
};

const notTogether: readonly (readonly [what: string, folders: readonly string[], says: RegExp])[] = [
  ['one folder', [show], /^There is nothing to merge; name the folders of two or more runs\.\n$/],
  [
    'the same folder twice',
    [show, show],
    /^show and show both have checks of show-backup; test each .*'show-backup\/\*\*'\.\n$/,
  ],
  ['no folder', [show, 'nothing'], /^nothing is not there; name a recording, or a folder that has one\.\n$/],
  ['a file', [show, 'list/recording.json'], /^list\/recording\.json is not the folder of one target's reports; /],
  ['the folder above', [show, '.'], /^\. is not the folder of one target's reports; name such folders\.\n$/],
  [
    'checks in common',
    [list, await part('links', '*', ['--only', 'links/**'])],
    /^list and links both have checks of list-backups; /,
  ],
  [
    'another strictness',
    [show, await part('literal', 'list-backups', [], { STRICTNESS: 'literal' })],
    /: STRICTNESS is not the same \(ruled, literal\); run both in the same way\.\n$/,
  ],
  [
    '--strict',
    [show, await part('strict', 'list-backups', ['--strict'])],
    /: --strict is not the same \(not given, given\); /,
  ],
  [
    '--without',
    [show, await part('without', 'list-backups', ['--without', 'status/408/*'])],
    /: --without is not the same \(not given, status\/408\/\*\); /,
  ],
  [
    'another microversion',
    [show, await part('version', 'list-backups', [], { VBS_MICROVERSION: '3.70' })],
    /: the microversion is not the same \(none, 3\.70\); /,
  ],
  [
    'another suite',
    [
      show,
      bothWith(content => {
        content.suite = 'vbs-conformance 9.9.9';
      }),
    ],
    /^show and copy-\d+ are not parts of one run: the suite is not the same \(vbs-conformance .*, vbs-conformance 9\.9\.9\); /,
  ],
  [
    'another target',
    [
      show,
      bothWith(content => {
        content.target.name = 'other';
      }),
    ],
    /: the target is not the same \(mock, other\); /,
  ],
  [
    'other waivers',
    [show, recordedWith(({ judgedWith }) => judgedWith.waivers.push(waiver))],
    /: the list of waivers is not the same; /,
  ],
  [
    'another state of a page',
    [
      show,
      recordedWith(({ judgedWith: { leftOut } }) => {
        leftOut['vbs/v3/show-backup'].page = '0'.repeat(64);
      }),
    ],
    /: the page vbs\/v3\/show-backup or its notes are not the same; /,
  ],
  [
    'another state of a page beside',
    [
      show,
      recordedWith(({ judgedWith: { texts } }) => {
        texts['specs/vbs/v3/show-backup.rst'] += '\n';
      }),
    ],
    /: specs\/vbs\/v3\/show-backup\.rst is not the same; /,
  ],
  [
    'a part that was interrupted',
    [
      show,
      recordedWith(({ judgedWith }) => {
        judgedWith.interrupted = 130;
      }),
    ],
    /^copy-\d+ is of a run that was interrupted; run it again\.\n$/,
  ],
  [
    'a part that left a fault behind',
    [
      show,
      recordedWith(content => {
        content.damage = 'the fault 503 did not end';
      }),
    ],
    /^copy-\d+ is of a run that left a fault behind \(the fault 503 did not end\); see to it, and run it again\.\n$/,
  ],
  [
    'a part that tested nothing',
    [
      show,
      recordedWith(content => {
        content.obstacle = 'Keystone gave no token.';
      }),
    ],
    /^copy-\d+ is of a run that tested nothing: Keystone gave no token\. Run it again\.\n$/,
  ],
  ['a part without a report', [show, copy({ 'conformance.json': undefined })], /^copy-\d+ has no conformance\.json; /],
  [
    'a report that differs from its recording',
    [
      show,
      copy({
        'conformance.json': ({ checks }) => {
          checks[0].verdict = 'failed';
        },
      }),
    ],
    /^copy-\d+ has a report that differs from its recording; "vbs-conformance judge" shows in what\. Run it again\.\n$/,
  ],
  [
    'a recording of an earlier version',
    [
      show,
      recordedWith(({ judgedWith }) => {
        delete judgedWith.leftOut;
      }),
    ],
    /^copy-\d+ has a recording of an earlier version, which does not tell its part; run it again\.\n$/,
  ],
  [
    'a whole run',
    [
      show,
      copy({
        'recording.json': ({ judgedWith: { options } }) => {
          delete options.only;
        },
      }),
    ],
    /^copy-\d+ is of a whole run, and no part of one; name runs with --only\.\n$/,
  ],
  [
    'a shard that was nowhere',
    [
      show,
      recordedWith(content => {
        content.shards = [{ operations: ['list-backups'], endpoint: 'nowhere' }];
      }),
    ],
    /^copy-\d+\/recording\.json: \/shards\/0\/endpoint must be a URL; take a recording as the run wrote it\.\n$/,
  ],
];

for (const [what, folders, says] of notTogether) {
  test(`${what}: exit 2, one sentence, and nothing is written`, async () => {
    const { status, stdout, stderr } = await command(['merge', ...folders, '--out', 'out'], {}, folder);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, says);
    assert.equal(existsSync(path.join(folder, 'out')), false);
  });
}

/** A copy of a part with another recording, and the report that follows from it. */
async function rejudged(of: string, change: Change): Promise<string> {
  const name = copy({ 'recording.json': change, 'conformance.json': undefined }, of);
  await command(['judge', name, '--out', `judged-${name}`], {}, folder);
  cpSync(path.join(folder, `judged-${name}/conformance.json`), path.join(folder, name, 'conformance.json'));
  return name;
}

test('a waiver that ended between two parts: only on one day do they make one run', async () => {
  const on =
    (day: string): Change =>
    content => {
      content.startedAt = `${day}T12:00:00.000Z`;
      content.judgedWith.waivers.push({ ...waiver, check: 'list-backups/status/405', until: '2026-01-01' });
      for (const { name, response } of content.exchanges) if (name.endsWith('/405/patch')) response.status = 404;
    };
  const [early, late] = [await rejudged(show, on('2026-01-01')), await rejudged(list, on('2026-01-02'))];
  const { status, stderr } = await command(['merge', early, late, '--out', 'out'], {}, folder);
  assert.equal(status, 2);
  assert.equal(
    stderr,
    `vbs/v3/list-backups/status/405 is failed in ${late}, but waived in the whole run: a waiver has ended between the runs; run all parts on one day.\n`,
  );
  const next = await rejudged(show, on('2026-01-02'));
  assert.equal((await command(['merge', next, late, '--out', 'out'], {}, folder)).status, 1);
});

test('a waiver that a part found expired is not in force in the whole', async () => {
  const on =
    (day: string, isWaived: boolean): Change =>
    content => {
      content.startedAt = `${day}T12:00:00.000Z`;
      content.judgedWith.waivers.push({ ...waiver, check: 'status/405', until: '2026-01-01' });
      for (const { name, response } of isWaived ? content.exchanges : [])
        if (name.endsWith('/405/patch')) response.status = 404;
    };
  const early = await rejudged(show, on('2026-01-01', true));
  const late = await rejudged(list, on('2026-01-02', false));
  const { status, stderr } = await command(['merge', early, late, '--out', 'out'], {}, folder);
  assert.equal(status, 2);
  assert.equal(
    stderr,
    `waivers/${waiver.id} is failed in ${late}, but passed in the whole run: a waiver has ended between the runs; run all parts on one day.\n`,
  );
});

test('answers about an operation that a part did not test change nothing in the whole', async () => {
  const [answer] = JSON.parse(readFileSync(path.join(folder, show, 'recording.json'), 'utf8')).exchanges;
  const forged = await rejudged(list, ({ exchanges }) => exchanges.unshift(answer));
  const { status, stderr } = await command(['merge', forged, show, '--out', 'out'], {}, folder);
  assert.equal(status, 2);
  assert.match(stderr, / in the whole run: a recording has answers that its run did not get; run the parts again\.\n$/);
});
