import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Recording } from '../../src/recording/recording.ts';
import { parseRecording, writeRecording } from '../../src/recording/recording-file.ts';
import { joined } from '../../src/recording/shards.ts';
import { inconsistenciesIn } from '../../src/statement/inconsistencies.ts';
import { type DoneDamage, damagesDone, noticingOf } from '../../src/statement/noticing.ts';
import type { Target } from '../../src/targets/target.ts';
import type { Response } from '../../src/wire/exchange.ts';
import { type Answer, type Rewrite, withStatus } from '../cli/rewriting-proxy.ts';
import { profiledOn, recordSmall, resultOn, type SmallRun } from './small-service.ts';

const operation = 'vbs/v3/show-backup';
const withoutFaults: Partial<Target> = { faults: 'none', hooks: [] };
/** Of a vendor who has only one user. */
const ofOneUser: Partial<Target> = { ...withoutFaults, noRoleToken: undefined, otherToken: undefined };

const record = (target: Partial<Target>, rewrite?: SmallRun['rewrite']): Promise<Recording> =>
  recordSmall({ target, operations: ['show-backup'], ...(rewrite ? { rewrite } : {}) });

const verdictsOf = (recording: Recording): ReadonlyMap<string, string> =>
  new Map(resultOn(recording).verdicts.map(({ id, verdict }) => [id, verdict]));

/** The damages of a run, by check and name. */
function damagesOf(recording: Recording): ReadonlyMap<string, DoneDamage> {
  const own = profiledOn(recording).filter(({ contract }) => contract.id === operation);
  const all = own.flatMap(one => damagesDone(recording, one));
  return new Map(all.map(one => [`${one.check}: ${one.damage}`, one]));
}

const [whole, alone] = await Promise.all([record(withoutFaults), record(ofOneUser)]);
const [ofWhole, ofAlone] = [damagesOf(whole), damagesOf(alone)];

type Change = (answer: Answer, asked: Target) => Answer;

const isGet = (head: string): boolean => head.startsWith('GET /v3/') && !/x-unfinished/i.test(head);
const isShown = (answer: Answer): boolean => answer.head.startsWith('HTTP/1.1 200') && answer.body.includes('"backup"');

/** Changes each answer that shows the backup. */
const shown =
  (change: Change): SmallRun['rewrite'] =>
  asked =>
  (_, answer) =>
    isShown(answer) ? change(answer, asked) : answer;

/** The same of the second read alone. */
const shownAgain =
  (change: Change): SmallRun['rewrite'] =>
  asked => {
    let reads = 0;
    return (head, answer) => {
      if (!isGet(head) || !isShown(answer)) return answer;
      reads += 1;
      return reads === 2 ? change(answer, asked) : answer;
    };
  };

/** Changes the answers to requests whose heads are so. */
const where =
  (isMeant: (head: string, asked: Target) => boolean, change: Change): SmallRun['rewrite'] =>
  asked =>
  (head, answer) =>
    isMeant(head, asked) ? change(answer, asked) : answer;

const backup =
  (change: (members: Record<string, unknown>) => void): Change =>
  ({ head, body }) => {
    const content = JSON.parse(body) as { backup: Record<string, unknown> };
    change(content.backup);
    return { head, body: JSON.stringify(content) };
  };

const saying =
  (text: string): Change =>
  ({ head }) => ({ head, body: JSON.stringify({ error: { code: 401, message: text } }) });

const withoutToken = (head: string): boolean => isGet(head) && !/x-auth-token/i.test(head);
const withToken =
  (tokenOf: (asked: Target) => string | undefined) =>
  (head: string, asked: Target): boolean =>
    isGet(head) && head.includes(tokenOf(asked) ?? 'nobody');
const byNoRole = withToken(asked => asked.noRoleToken);
const byOther = withToken(asked => asked.otherToken);
const byWrong = withToken(() => 'no-such-token');

/** The short name of the backup: too short to be looked for in refusals. */
const name = 'nightly';
const named = backup(members => Object.assign(members, { name }));

const noticed: readonly (readonly [check: string, damage: string, rewrite: SmallRun['rewrite']])[] = [
  ['response/size/type', 'size: text', shown(backup(members => Object.assign(members, { size: 'text' })))],
  ['response/size/presence', 'size: absent', shown(backup(members => void delete members.size))],
  [
    'response/created_at/value',
    'created_at: "yesterday"',
    shown(backup(one => Object.assign(one, { created_at: 'yesterday' }))),
  ],
  [
    'response/size/type',
    'size: text, in the second read',
    shownAgain(backup(one => Object.assign(one, { size: 'text' }))),
  ],
  [
    'links/self/once',
    'links: none at all, not even self',
    shown(backup(members => Object.assign(members, { links: [] }))),
  ],
  ['body/json', 'body broken off', shown(({ head, body }) => ({ head, body: body.trimEnd().slice(0, -1) }))],
  [
    'body/content-type',
    'Content-Type text/plain',
    shown(({ head, body }) => ({ head: head.replace(/^content-type:.*$/im, 'Content-Type: text/plain'), body })),
  ],
  ['status/401', 'GET without a token: answered with 403', where(withoutToken, withStatus(403))],
  [
    'status/404',
    'GET with an unknown id: answered with 200',
    where(head => isGet(head) && head.includes('000000000bad HTTP'), withStatus(200)),
  ],
  ['refusal/no-role', 'a token without a role: granted', where(byNoRole, withStatus(200))],
];

for (const [below, damage, rewrite] of noticed) {
  test(`noticed in memory, and live: ${below}: ${damage}`, async () => {
    const check = `${operation}/${below}`;
    assert.equal(verdictsOf(whole).get(check), 'passed');
    assert.equal(ofWhole.get(`${check}: ${damage}`)?.fate, 'noticed');
    assert.match(verdictsOf(await record(withoutFaults, rewrite)).get(check) ?? '', /^(?:failed|warned)$/);
  });
}

const unnoticed: readonly (readonly [Partial<Target>, check: string, damage: string, rewrite: SmallRun['rewrite']])[] =
  [
    [
      withoutFaults,
      'status/403',
      'GET with a token without a role: answered with 401',
      where(byNoRole, withStatus(401)),
    ],
    [
      withoutFaults,
      'status/403',
      "GET with another project's token: answered with 401",
      where(byOther, withStatus(401)),
    ],
    [
      withoutFaults,
      'links/self/same-backup',
      'links: self answered with 404',
      where(head => head.startsWith('GET /v2/'), withStatus(404)),
    ],
    ...(
      [
        ['a request without a token: refused with the name', withoutToken],
        ['a request with a wrong token: refused with the name', byWrong],
        ['a token without a role: refused with the name', byNoRole],
        ["another project's token: refused with the name", byOther],
      ] as const
    ).map(
      ([damage, isMeant]) =>
        [withoutFaults, 'refusal/no-data', damage, both(shown(named), where(isMeant, saying(name)))] as const,
    ),
    [ofOneUser, 'refusal/no-data', 'a token without a role: granted with all data', where(byNoRole, withStatus(200))],
    [ofOneUser, 'refusal/no-data', "another project's token: granted with all data", where(byOther, withStatus(200))],
    [
      ofOneUser,
      'refusal/no-data',
      'a token without a role: refused with the volume_id',
      where(byNoRole, saying('volume')),
    ],
  ];

function both(one: SmallRun['rewrite'], other: SmallRun['rewrite']): SmallRun['rewrite'] {
  return asked => {
    const [first, second] = [one?.(asked), other?.(asked)] as [Rewrite, Rewrite];
    return (head, answer) => second(head, first(head, answer));
  };
}

for (const [target, below, damage, rewrite] of unnoticed) {
  test(`not noticed in memory, nor live: ${below}: ${damage}`, async () => {
    const check = `${operation}/${below}`;
    const [recorded, damages] = target === withoutFaults ? [whole, ofWhole] : [alone, ofAlone];
    assert.equal(verdictsOf(recorded).get(check), 'passed');
    const { fate, reason } = damages.get(`${check}: ${damage}`) ?? assert.fail(damage);
    assert.ok(fate === 'unnoticed' || (fate === 'inapplicable' && reason), fate);
    assert.doesNotMatch(verdictsOf(await record(target, rewrite)).get(check) ?? '', /failed|warned/);
  });
}

test('the counts add up, lists name their checks, and the same recording gives the same', () => {
  const operations = profiledOn(whole);
  const noticing = noticingOf(whole, operations);
  const { damages, kinds } = noticing;
  for (const fate of ['noticed', 'unnoticed', 'inapplicable', 'uncounted'] as const)
    assert.equal(
      kinds.reduce((sum, one) => sum + one[fate], 0),
      damages[fate],
      fate,
    );
  assert.equal(
    noticing.unnoticed.reduce((sum, { count }) => sum + count, 0),
    damages.unnoticed,
  );
  assert.equal(
    noticing.inapplicable.reduce((sum, { count }) => sum + count, 0),
    damages.inapplicable,
  );
  assert.ok(damages.noticed > 1000 && damages.uncounted > 1000);
  assert.deepEqual(noticingOf(whole, operations), noticing);
});

/** The recording with each answer as another one. */
const answered = (change: (response: Response) => Response): Recording => ({
  ...whole,
  exchanges: whole.exchanges.map(one => (one.response ? { ...one, response: change(one.response) } : one)),
});

test('damages are done to any recording: to compressed answers as to others, and to none', () => {
  const zipped = answered(response => ({
    ...response,
    headers: [...response.headers, ['Content-Encoding', 'gzip']],
    body: gzipSync(response.body),
  }));
  const fates = (recording: Recording): string[] =>
    Array.from(damagesOf(recording), ([damage, { fate }]) => `${damage} ${fate}`).filter(
      // Wrongly labelled as gzip it cannot be any more.
      line => !line.includes('labelled'),
    );
  assert.deepEqual(fates(zipped), fates(whole));
  const html = answered(response => ({
    ...response,
    headers: [['Content-Type', 'text/html']],
    body: Buffer.from('<html>'),
  }));
  const empty = answered(response => ({ ...response, body: Buffer.from('null') }));
  const silent = { ...whole, exchanges: [] };
  for (const recording of [html, empty, silent]) {
    const { damages } = noticingOf(recording, profiledOn(recording));
    assert.ok(damages.uncounted > damages.noticed);
  }
});

test('a run that was joined from parts notices what its parts do, and contradicts itself nowhere', async () => {
  const lists = ['list-backups', 'list-backups-details'];
  const elsewhere = await recordSmall({ target: withoutFaults, operations: lists });
  // A live service keeps its port between two runs.
  const other = parseRecording(writeRecording(elsewhere).replaceAll(elsewhere.target.endpoint, whole.target.endpoint));
  const { judgedWith } = whole;
  assert.ok(judgedWith);
  const parts = [
    { recording: whole, operations: ['show-backup'] },
    { recording: other, operations: lists },
  ];
  const all = joined(parts, judgedWith);
  const fates = (damages: ReadonlyMap<string, DoneDamage>): string[] =>
    Array.from(damages, ([damage, { fate }]) => `${damage} ${fate}`);
  assert.deepEqual(fates(damagesOf(all)), fates(ofWhole));
  const contracts = profiledOn(all).map(({ contract }) => contract);
  assert.deepEqual(inconsistenciesIn(all, contracts), []);
});
