import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { reads } from '../../src/mutation/alterations.ts';
import { maxDecodedOfRun } from '../../src/recording/body.ts';
import { asLive, checks, recordEmbedded, verdictsOn } from '../checks/embedded-recording.ts';
import { onlyShow } from '../cli/command.ts';
import { serveBare } from './bare-server.ts';
import { checkAgainst, type EndpointRun, idsOf, inPairs, runAgainst, tellsMemory } from './endpoint-run.ts';
import { hostilities, serveHostile } from './hostile-servers.ts';
import { leaksIn } from './leaks.ts';
import { reportFaults } from './sound-reports.ts';

const conforming = await recordEmbedded();
const passing = [...verdictsOn(asLive(conforming))].filter(([, { verdict }]) => verdict === 'passed').map(([id]) => id);
const elsewhere = await serveBare(socket => socket.end());
after(elsewhere.close);

/** MB that the process that probes and judges may have at most. */
const mostMemory = 300;

/** MB more for decoded bodies, where a service sends so many that the bound of a run is reached. */
const mostDecoded = maxDecodedOfRun / 1024 / 1024;

/** The request that a server is hostile to: to each, to the read of the backup, or to one among many. */
const places: Readonly<Record<'everything' | 'the reads' | 'one request', (name: string) => boolean>> = {
  everything: () => true,
  'the reads': name => reads.includes(name),
  'one request': name => name === 'status/404/unknown-id',
};

type Place = keyof typeof places;

type Start = (env: Readonly<Record<string, string>>) => Promise<EndpointRun>;

/** Starts `check` against a service that keeps to the page, but for what it does to the requests in that place. */
async function runAgainstHostile(name: string, place: Place, start: Start): Promise<EndpointRun> {
  const server = await serveHostile(name, { conforming, elsewhere: elsewhere.origin, isHostileTo: places[place] });
  try {
    return await start(server.env);
  } finally {
    await server.close();
  }
}

const asProcess: Start = env => runAgainst(['check', ...onlyShow], env);

/** For those that never give an answer: nothing comes of waiting longer. */
const hastily: Start = env => asProcess({ ...env, VBS_TIMEOUT: '0.1' });
const unanswering = ['never answers', 'endless 1xx'];

const unfolding = 'a small answer that unfolds to 10 MB';

/** What holds of every run, whatever the other side does. */
function assertSound(run: EndpointRun, label: string): void {
  assert.notEqual(run.status, null, `${label}: ended by itself`);
  assert.equal(run.stderr, '', label);
  assert.equal(run.verdicts.size, checks.length, label);
  assert.deepEqual(reportFaults(run), [], label);
  assert.deepEqual(leaksIn(run), [], label);
  assert.doesNotMatch(run.stdout, /[\p{Cc}\p{Cf}\p{Cs}](?<!\n)/u, label);
  const most = mostMemory + (label === unfolding ? mostDecoded : 0);
  assert.ok(run.peak === undefined || run.peak < most, `${label}: ${run.peak} MB`);
}

/** What becomes of a service that is hostile to the read alone: which checks complain, and what `body/json` says. */
interface AtTheReads {
  readonly complaints: readonly string[];
  readonly says?: RegExp;
}

const unreadable = (says: RegExp): AtTheReads => ({ complaints: ['body/json'], says });
const strange: AtTheReads = { complaints: ['body/undocumented-fields'] };

/** What they do to the connection, so that nothing can be read at all, or to the status: no HTTP means exit status 2. */
const connections: Readonly<Record<string, 1 | 2>> = {
  'never answers': 2,
  'accepts and resets': 2,
  'headers, then silence': 1,
  'a byte a second': 1,
  'endless headers': 2,
  'endless 1xx': 2,
  'not HTTP at all': 2,
  'redirects without end': 1,
  'redirects to another host': 1,
  'redirects to a file': 1,
  'status 999': 1,
};

/** What they do to the body. */
const bodies: Readonly<Record<string, AtTheReads>> = {
  'endless body': unreadable(/the body has more than 10485760 bytes/),
  'gzip bomb': unreadable(/a body of more than 10485760 bytes after decoding/),
  [unfolding]: strange,
  'JSON 200,000 levels deep': unreadable(/nested deeper than \d+ levels/),
  '300,000 links': unreadable(/more than \d+ values/),
  '9,000 links': {
    complaints: ['response/links/item/href/value', 'links/self/once', 'links/bookmark/once', 'links/relation-types'],
  },
  'invalid UTF-8': unreadable(/a body that is not valid UTF-8/),
  'lone surrogates': strange,
  '__proto__ keys': strange,
  'Content-Length too long': unreadable(/was interrupted/),
  'Content-Length too short': unreadable(/not valid HTTP/),
  'reflects the token': strange,
  'escapes and HTML in values': {
    complaints: ['body/undocumented-fields', 'response/status/value', 'response/id/value', 'response/size/type'],
  },
};

const names = [...Object.keys(connections), ...Object.keys(bodies)];

/** Those that could cost a process its memory, or keep it from ending: each is tried on a process of its own. */
const costly: readonly string[] = [
  'never answers',
  'a byte a second',
  'endless headers',
  'endless 1xx',
  'endless body',
  'gzip bomb',
  unfolding,
  'JSON 200,000 levels deep',
  '300,000 links',
  '9,000 links',
];

test('every hostile server is tried', () => {
  for (const name of costly) assert.ok(names.includes(name), name);
  const known = hostilities({ shown: { backup: {} }, elsewhere: '' });
  assert.deepEqual([...names].sort(), Object.keys(known).sort());
});

test('hostile to everything: the run ends by itself, its reports are sound, and no code is earned', async t => {
  if (!tellsMemory) t.diagnostic('memory is not measured: only Linux tells it in /proc');
  await inPairs(names, async name => {
    const start = unanswering.includes(name) ? hastily : costly.includes(name) ? asProcess : checkAgainst;
    const run = await runAgainstHostile(name, 'everything', start);
    assert.equal(run.peak !== undefined, tellsMemory && costly.includes(name), name);
    assertSound(run, name);
    assert.equal(run.status, connections[name] ?? 1, name);
    const earned = idsOf(run, 'passed').filter(id => /^(?:status|refusal|error)\//.test(id) && id !== 'status/200');
    assert.deepEqual(earned, [], name);
  });
});

test('hostile to one request: only the checks that need its answer do not pass', async () => {
  const needed = ['status/404', 'error/404/envelope', 'error/404/code', 'error/404/no-trace'];
  await inPairs(Object.keys(connections), async name => {
    const run = await runAgainstHostile(name, 'one request', checkAgainst);
    assertSound(run, name);
    assert.equal(run.status, 1, name);
    assert.deepEqual(idsOf(run, 'failed', 'warned'), ['status/404'], name);
    assert.deepEqual(
      // Asked again, it is as hostile as before.
      idsOf(run, 'passed').filter(id => id !== 'steady/answers'),
      passing.filter(id => !needed.includes(id)),
      name,
    );
  });
});

/** Nobody here says nothing; and while this process judges what one of them said, another waits for it. */
const patiently: Start = env => checkAgainst({ ...env, VBS_TIMEOUT: '60' });

test('hostile to the reads: the finding is told, and the verdicts on everything else are kept', async () => {
  const others = passing.filter(id => /^(?:status|error)\//.test(id) && id !== 'status/200');
  await inPairs(Object.entries(bodies), async ([name, { complaints, says }]) => {
    const run = await runAgainstHostile(name, 'the reads', patiently);
    assertSound(run, name);
    assert.deepEqual(idsOf(run, 'failed', 'warned').sort(), [...complaints].sort(), name);
    assert.deepEqual(
      others.filter(id => run.verdicts.get(id) !== 'passed'),
      [],
      name,
    );
    if (says) assert.match(run.messages.get('body/json') ?? '', says, name);
    if (name === 'reflects the token')
      assert.match(run.stdout, /^The service repeats the secret in OS_TOKEN in its answers: show-backup\/show, /m);
  });
});

test('nobody was ever sent to another host', () => {
  assert.deepEqual(elsewhere.heads, []);
});
