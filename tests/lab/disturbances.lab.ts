import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inNewFolder } from '../cli/command.ts';
import { startRewritingProxy } from '../cli/rewriting-proxy.ts';
import { everyEighthUnavailable, pause, resetOnce, withDefect } from '../endpoints/disturbances.ts';
import { type Disturbing, startDisturbingProxy } from '../endpoints/disturbing-proxy.ts';
import { environmentOf, expected, type LabRun } from './expected.ts';
import { addresses, checksIn, health, inLab, labProfile, skip } from './lab.ts';
import { cinder, type Disturbance, restart, withShortLivedTokens } from './restarts.ts';

const run: LabRun = { role: 'member', backup: 'full', version: '', hooks: false };

/** What came of a run on the lab behind a disturbing proxy. */
interface DisturbedLabRun {
  /** The ids of the MUSTs that failed. */
  readonly failed: readonly string[];
  /** Why they failed, and what the run says last. */
  readonly why: string;
  /** The ids of those that always fail on the lab. */
  readonly usual: readonly string[];
  /** Whether a request that was asked again got another answer. */
  readonly steadiness: string | undefined;
  /** All requests, those to Keystone included. */
  readonly log: string;
}

/** Runs the suite on the lab behind a disturbing proxy. @param timeout seconds that an answer may take */
function runBehind(
  disturbing: Disturbing,
  { origin = addresses.nginx as string, timeout = 15, options = [] as readonly string[] },
): Promise<DisturbedLabRun> {
  return inNewFolder(async folder => {
    const proxy = await startDisturbingProxy(origin, disturbing);
    try {
      mkdirSync(path.join(folder, 'targets'));
      const profile = { ...labProfile, endpoint: proxy.origin };
      writeFileSync(path.join(folder, 'targets/disturbed.yaml'), JSON.stringify(profile));
      const env = { ...environmentOf(run, folder), VBS_TIMEOUT: String(timeout) };
      const args = ['check', '--target', 'disturbed', '--only', 'show-backup/**', ...options];
      const { stdout } = await inLab(args, folder, env, folder);
      const checks = checksIn(folder);
      const failed = checks.filter(({ verdict }) => verdict === 'failed');
      return {
        failed: failed.map(({ id }) => id),
        why: [...failed.map(({ id, message }) => `${id}: ${message}`), stdout.slice(-1000)].join('\n'),
        usual: checks.map(({ id }) => id).filter(id => expected(id, run) === 'failed'),
        steadiness: checks.find(({ id }) => id === 'show-backup/steady/answers')?.verdict,
        log: readFileSync(path.join(folder, 'reports/requests.log'), 'utf8'),
      };
    } finally {
      await proxy.close();
    }
  });
}

/** A service that always leaves out a member, and errs where it should say that there is no such backup. */
async function runWithDefects(disturbing: Disturbing, timeout?: number): Promise<DisturbedLabRun> {
  const defective = await startRewritingProxy(addresses.nginx, (_, { head, body }) => ({
    head,
    // Of the same length: nginx sends the body in chunks.
    body: body.replace('"size":', '"sise":'),
  }));
  try {
    return await runBehind(withDefect(disturbing), { origin: defective.origin, timeout });
  } finally {
    await defective.close();
  }
}

/** Gives what comes of a run once the disturbance is over and the lab is well again. */
async function during<T>({ disturbing, over }: Disturbance, use: (disturbing: Disturbing) => Promise<T>): Promise<T> {
  try {
    return await use(disturbing);
  } finally {
    await over();
    assert.equal(await health(), 200);
  }
}

/** Asserts that the disturbance makes nothing fail, and hides no defect. @param disturbance a new one for each run */
async function assertJust(disturbance: () => Disturbance, timeout?: number): Promise<void> {
  const disturbed = await during(disturbance(), disturbing => runBehind(disturbing, { timeout }));
  const unusual = disturbed.failed.filter(id => !disturbed.usual.includes(id));
  assert.deepEqual(unusual, [], disturbed.why);
  assert.equal(disturbed.steadiness, 'warned');
  const { failed, usual, why } = await during(disturbance(), disturbing => runWithDefects(disturbing, timeout));
  assert.deepEqual(
    [...failed].sort(),
    [...usual, 'show-backup/response/size/presence', 'show-backup/status/404'].sort(),
    why,
  );
}

const passing = (disturbing: Disturbing) => (): Disturbance => ({ disturbing, over: async () => {} });

const justice = 'no MUST fails that does not always fail, and real defects beside it are found';

test(`503 for every eighth request: ${justice}`, { skip }, () => assertJust(passing(everyEighthUnavailable)));

// Longer than an answer may take.
test(`a pause of 5 s: ${justice}`, { skip }, () => assertJust(passing(pause(5000)), 4));

test(`all connections reset once: ${justice}`, { skip }, () => assertJust(() => passing(resetOnce())()));

test(`a restart of Cinder: ${justice}`, { skip }, () => assertJust(() => restart(cinder)));

test(`a restart of Keystone while tokens live 20 s: ${justice}`, { skip }, () =>
  withShortLivedTokens(20, keystone => assertJust(() => restart(keystone))),
);

test('tokens that live 20 s are renewed between any two requests, and nothing is asked twice', { skip }, () =>
  withShortLivedTokens(20, async () => {
    // So slow that tokens expire while the requests of a stage are under way.
    const slow = await runBehind(() => undefined, { options: ['--rate', '0.8'] });
    assert.deepEqual([slow.failed, slow.steadiness], [slow.usual, 'inapplicable']);
    const [stage = ''] = /\/status\/.*\/follow\/self/s.exec(slow.log) ?? [];
    assert.match(stage, / identity .* 201 /);
  }),
);
