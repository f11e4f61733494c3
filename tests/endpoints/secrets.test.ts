import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { onlyShow } from '../cli/command.ts';
import type { Reaction } from './bare-server.ts';
import { checkAgainst, type EndpointRun, newFolder, runAgainst } from './endpoint-run.ts';
import { leaksIn } from './leaks.ts';
import { replay, secrets, tokens } from './replaying-server.ts';

const conforming = await recordEmbedded();

/** Checks a service that reacts so to every request. */
async function checkOf(react: Reaction): Promise<EndpointRun> {
  const server = await replay(conforming, (_, socket, __, head) => {
    react(socket, head);
    return true;
  });
  try {
    return await checkAgainst({ ...server.env, VBS_TIMEOUT: react === silent ? '0.3' : '5' });
  } finally {
    await server.close();
  }
}

/** A run that finds a folder where it is to keep the recording. */
async function hindered(verb: string): Promise<EndpointRun> {
  const folder = newFolder();
  const server = await replay(conforming, () => {
    mkdirSync(path.join(folder, 'reports/recording.json'), { recursive: true });
    return false;
  });
  try {
    return await runAgainst([verb, ...onlyShow], server.env, folder);
  } finally {
    await server.close();
  }
}

/** Repeats every secret of the request in an answer that fails most checks. */
const telling: Reaction = (socket, head) => {
  const body = JSON.stringify({
    backup: { id: head, name: secrets.slice(0, 3), size: tokens.own, status: [tokens.own] },
  });
  const fields = `Content-Type: application/json\r\nX-Seen: ${tokens.own}\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 200 OK\r\n${fields}\r\nConnection: close\r\n\r\n${body}`);
};

const silent: Reaction = () => {};

/** Both sentences stand alone: no stack comes with them. */
const unkept =
  /^Verdict on [\s\S]*^\S*recording\.json cannot be written \(EISDIR\); .*\.\nreports\/recording\.json is missing or incomplete, so the exit status is 2\.\n$/m;

interface Case {
  readonly name: string;
  readonly status: number;
  readonly run: () => Promise<EndpointRun>;
  /** What has to stand in stdout or stderr for the case to be what its name says. */
  readonly says: RegExp;
}

/** A run that passes: safety.test.ts. Full runs that fail and one that runs out of time: full-runs.test.ts. */
const cases: readonly Case[] = [
  {
    name: 'a run that fails, on answers that repeat every token',
    status: 1,
    run: () => checkOf(telling),
    says: /^The service repeats the secret in OS_TOKEN in its answers: /m,
  },
  {
    name: 'a run that runs out of time',
    status: 2,
    run: () => checkOf(silent),
    says: /Not one HTTP response .*: timed out after 0\.3 s\./,
  },
  { name: 'a run that cannot keep its recording', status: 2, run: () => hindered('check'), says: unkept },
  { name: 'a full run that cannot keep its recording', status: 2, run: () => hindered('run'), says: unkept },
];

for (const { name, status, run, says } of cases) {
  test(`no secret is left by ${name}`, async () => {
    const left = await run();
    assert.equal(left.status, status, left.stderr);
    assert.match(left.stdout + left.stderr, says);
    assert.deepEqual(leaksIn(left), []);
  });
}

test('a secret would be found in any of its spellings', () => {
  const [secret = ''] = secrets;
  const spellings = [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(`user:${secret}`).toString('base64url'),
    `curl -H 'X-Auth-Token: ${secret}'`,
  ];
  for (const spelling of spellings) {
    const left = { status: 0, stdout: '', stderr: '', verdicts: new Map(), messages: new Map(), peak: undefined };
    const files = new Map([['allure-results/x.json', Buffer.from(`before ${spelling} after`)]]);
    assert.equal(leaksIn({ ...left, files }).length, 1, spelling);
  }
});
