import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { inNewFolder, onlyShow, ownState } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';
import { findingsIn } from './endpoint-run.ts';
import { type FaultyService, type Middles, startFaulty } from './faulty-service.ts';
import { processesWith, seesProcesses, until } from './processes.ts';
import { tokens } from './replaying-server.ts';
import { conformanceFault } from './sound-reports.ts';

const conforming = await recordEmbedded();

interface Check {
  readonly id: string;
  readonly verdict: string;
  readonly evidence?: string;
  readonly answeredBy?: string;
  readonly message: string;
}

interface Conformance {
  readonly verdict: string;
  readonly exitStatus: number;
  readonly why: string;
  readonly damage?: string;
  readonly checks: readonly Check[];
}

/** What the report in this folder says. */
function toldIn(folder: string, ...below: readonly string[]): Conformance {
  const text = readFileSync(path.join(folder, 'reports', ...below, 'conformance.json'), 'utf8');
  assert.equal(conformanceFault(text), undefined);
  return JSON.parse(text);
}

const checkOf = ({ checks }: ReturnType<typeof toldIn>, below: string): Check | undefined =>
  checks.find(({ id }) => id.endsWith(`/show-backup/${below}`));

/** Runs something with a service that a hook breaks and mends. */
function inStage(middles: Middles, use: (folder: string, service: FaultyService) => Promise<void>): Promise<void> {
  return inNewFolder(async folder => {
    const service = await startFaulty(folder, conforming, middles);
    try {
      await use(folder, service);
    } finally {
      await service.close();
    }
  });
}

const whole = ['enter', 'entered', 'leave', 'left'];

for (const verb of ['check', 'run']) {
  test(`${verb}: a fault is entered once, seen, left once, and the service is well before it is read again`, () =>
    inStage({}, async (folder, service) => {
      // Which target's hooks are run does not depend on the verb, and a full run takes seconds for each target.
      const others = verb === 'check' ? ['--target', 'mock'] : [];
      const targets = [...onlyShow, '--target', 'faulty', ...others];
      const { status, stderr } = await spawnedCommand([verb, ...targets], { ...service.env, VBS_TIMEOUT: '5' }, folder);
      assert.deepEqual([status, stderr], [0, '']);
      assert.deepEqual([service.steps(), service.isBroken()], [whole, false]);
      const below = verb === 'check' ? ['faulty'] : [];
      const told = toldIn(folder, ...below);
      const { verdict, evidence, answeredBy, message } = checkOf(told, 'status/502') ?? assert.fail();
      assert.deepEqual([verdict, evidence, answeredBy], ['passed', 'hooked', 'front']);
      assert.match(message, /GET while a fault hook is active: got 502 from a front \(hooked\)/);
      assert.equal(checkOf(told, 'error/502/envelope')?.verdict, 'warned', "a gateway's page is not the service's");
      assert.equal(checkOf(told, 'steady')?.verdict, 'passed');
      assert.match(checkOf(told, 'status/503')?.message ?? '', /no fault hook for this status/);
      const log = readFileSync(path.join(folder, 'reports', ...below, 'requests.log'), 'utf8');
      const names = log.match(/(?<=Z {2})\S+/g)?.slice(-3);
      assert.deepEqual(names, ['show-backup/status/502/hook', 'show-backup/recovery/502/1', 'show-backup/show-again']);
      if (verb === 'run') assert.ok(existsSync(path.join(folder, 'reports/report.html')));
      else assert.equal(checkOf(toldIn(folder, 'mock'), 'status/502')?.evidence, 'simulated');
    }));
}

test('a hook that fails makes its code unproven, is left, and is quoted without what it knows or what a terminal obeys', () =>
  inStage({ enter: 'printf "\\033[31mno %s\\n" "$OS_TOKEN" >&2; exit 3' }, async (folder, service) => {
    const { status, stdout, stderr } = await spawnedCommand(
      ['check', ...onlyShow, '--target', 'faulty'],
      service.env,
      folder,
    );
    assert.deepEqual([status, stderr], [0, '']);
    const { verdict, message } = checkOf(toldIn(folder), 'status/502') ?? assert.fail();
    assert.equal(verdict, 'unproven');
    assert.match(message, /the fault hook failed: it exited with 3: \\u\{1b\}\[31mno <OS_TOKEN>/);
    assert.deepEqual([service.steps(), service.isBroken()], [['enter', 'leave', 'left'], false]);
    assert.equal(checkOf(toldIn(folder), 'steady')?.verdict, 'passed', 'the service is well');
    for (const file of ['conformance.json', 'recording.json', 'junit.xml', 'requests.log']) {
      assert.ok(!readFileSync(path.join(folder, 'reports', file), 'utf8').includes(tokens.own), file);
    }
    assert.ok(!stdout.includes(tokens.own) && !stdout.includes('\u001b'));
  }));

test('a fault that cannot be left is told before each check, and the service is asked nothing more', () =>
  inStage({ leave: 'exit 7' }, async (folder, service) => {
    const run = await spawnedCommand(['check', ...onlyShow, '--target', 'faulty'], service.env, folder);
    const told = toldIn(folder);
    for (const below of ['status/502', 'steady']) assert.equal(checkOf(told, below)?.verdict, 'unproven', below);
    assert.match(
      findingsIn(run),
      /^The run stopped early: the "leave" command of the fault hook for 502 failed \(it exited with 7\); check the service/,
    );
    const log = readFileSync(path.join(folder, 'reports/requests.log'), 'utf8');
    assert.match(log.trimEnd().split('\n').at(-1) ?? '', / {2}show-backup\/status\/502\/hook {2}/);
    assert.equal(service.isBroken(), true);
  }));

const skip = seesProcesses ? false : 'needs /proc to see which processes are left';

/** Starts a run as a terminal does: in a process group of its own, which Ctrl-C reaches as a whole. */
function start(verb: string, folder: string, env: FaultyService['env'], mark: string): ChildProcess {
  const main = path.join(packageRoot(), 'dist/src/cli/main.js');
  return spawn(process.execPath, [main, verb, ...onlyShow, '--target', 'faulty'], {
    cwd: folder,
    stdio: 'ignore',
    detached: true,
    env: { PATH: process.env.PATH ?? '', ...ownState(folder), ...env, VBS_TIMEOUT: '30', MARK: mark },
  });
}

interface Interruption {
  readonly verb: string;
  readonly signal: NodeJS.Signals;
  readonly middles: Middles;
  /** The step in whose middle the run is interrupted. */
  readonly step: string;
}

const statuses: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 130, SIGTERM: 143 };

const interruptions: readonly Interruption[] = [
  // A full run takes both signals by the same way, and so does a check: interrupts.test.ts has the others.
  ...[
    { verb: 'check', signal: 'SIGINT' as const },
    { verb: 'check', signal: 'SIGKILL' as const },
    { verb: 'run', signal: 'SIGTERM' as const },
    { verb: 'run', signal: 'SIGKILL' as const },
  ].map(one => ({ ...one, middles: { enter: 'sleep 600' }, step: 'enter' })),
  ...(['SIGINT', 'SIGKILL'] as const).map(signal => ({
    verb: 'check',
    signal,
    middles: { leave: 'sleep 1' },
    step: 'leave',
  })),
];

test('who interrupts twice ends the run at once, and the fault is left all the same', { skip }, t =>
  inStage({ enter: 'sleep 600', leave: 'sleep 1' }, async (folder, service) => {
    const mark = `hooks-twice-${process.pid}`;
    const child = start('check', folder, service.env, mark);
    t.after(() => child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    await until("the hook's enter", () => service.isBroken());
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await until("the hook's leave", () => service.steps().includes('leave'));
    process.kill(-(child.pid ?? 0), 'SIGINT');
    assert.deepEqual(await ended, [null, 'SIGINT']);
    await until('the end of all', () => processesWith(mark).length === 0);
    assert.deepEqual([service.steps(), service.isBroken()], [['enter', 'leave', 'left'], false]);
  }),
);

test('an interruption does not hide that the fault could not be left: incomplete, exit 1', { skip }, t =>
  inStage({ enter: 'sleep 600', leave: 'exit 7' }, async (folder, service) => {
    const child = start('check', folder, service.env, `hooks-broken-${process.pid}`);
    t.after(() => child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    await until("the hook's enter", () => service.isBroken());
    child.kill('SIGINT');
    assert.deepEqual(await ended, [1, null]);
    const { verdict, exitStatus, why, damage } = toldIn(folder);
    assert.deepEqual([verdict, exitStatus], ['incomplete', 1]);
    assert.match(
      damage ?? '',
      /^the "leave" command of the fault hook for 502 failed \(it exited with 7\); check the service/,
    );
    assert.ok(why.includes(damage ?? '-'), why);
    assert.equal(service.kept()?.entry.state, 'open');
  }),
);

for (const { verb, signal, middles, step } of interruptions) {
  const ending = statuses[signal] === undefined ? 'nobody is left' : `exit ${statuses[signal]}, valid reports`;
  test(`${verb}, ${signal} in the middle of the hook's ${step}: it is left once, ${ending}`, { skip }, t =>
    inStage(middles, async (folder, service) => {
      const mark = `hooks-${verb}-${signal}-${step}-${process.pid}`;
      const child = start(verb, folder, service.env, mark);
      t.after(() => child.kill('SIGKILL'));
      const ended = once(child, 'exit');
      await until(`the hook's ${step}`, () => service.steps().includes(step) && service.isBroken());
      process.kill(-(child.pid ?? 0), signal);
      const [code] = await ended;
      assert.equal(code, statuses[signal] ?? null);
      await until('the end of all', () => processesWith(mark).length === 0);
      assert.deepEqual(service.steps(), step === 'enter' ? ['enter', 'leave', 'left'] : whole);
      assert.equal(service.isBroken(), false);
      if (statuses[signal] === undefined) return;
      const told = toldIn(folder);
      assert.match(readFileSync(path.join(folder, 'reports/junit.xml'), 'utf8'), /<\/testsuites>\s*$/);
      assert.equal(checkOf(told, 'status/200')?.verdict, 'passed', 'what was answered until then is judged');
      if (step === 'enter') assert.equal(checkOf(told, 'status/502')?.verdict, 'unproven');
      assert.equal(checkOf(told, 'steady')?.verdict, 'unproven');
    }),
  );
}
