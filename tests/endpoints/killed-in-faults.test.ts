import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/cli/package-root.ts';
import { type JournalEntry, keeperOf } from '../../src/faults/journal-entry.ts';
import { isRunning } from '../../src/faults/process-identity.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { inNewFolder, onlyShow, ownState } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';
import { type FaultyService, startFaulty } from './faulty-service.ts';
import { kill, killAsByReboot } from './kills.ts';
import { processesWith, seesProcesses, until } from './processes.ts';

const conforming = await recordEmbedded();
const skip = seesProcesses ? false : 'needs /proc to see which processes are left';
const main = path.join(packageRoot(), 'dist/src/cli/main.js');

/** In whose middle something is killed. */
type Moment = 'enter' | 'the fault' | 'leave';

/** What a hook does in its middle: enter takes for ever, leave waits until the test lets it go on. */
const middles = {
  enter: { enter: 'sleep 600' },
  'the fault': {},
  leave: { leave: 'until [ -e go ]; do sleep 0.05; done' },
};

interface Scene {
  readonly service: FaultyService;
  /** What was started: the run, or what stands above it. */
  readonly child: ChildProcess;
  /** What the journal says in that moment. */
  readonly entry: JournalEntry;
}

/** What is killed, by the words for it. */
const victims: Readonly<Record<string, (scene: Scene) => void>> = {
  'the run': ({ entry }) => kill(entry.run.pid),
  'the guard': ({ entry }) => kill(entry.guard?.pid),
  "the hook's process": ({ entry }) => kill(entry.command?.pid),
  'run and guard': ({ entry }) => {
    kill(entry.run.pid);
    kill(entry.guard?.pid);
  },
  npm: ({ child }) => kill(child.pid),
  'the process group': ({ child }) => kill(-(child.pid ?? 0)),
  'the machine': ({ child, service }) =>
    killAsByReboot(child.pid, service.kept() ?? assert.fail('the journal is empty')),
};

const markOf = (folder: string): string => `killed-${path.basename(folder)}-`;

function start(folder: string, service: FaultyService, args: readonly string[], timeout = '30'): ChildProcess {
  const [program = '', ...rest] = args;
  const surroundings = { PATH: process.env.PATH ?? '', ...ownState(folder), MARK: markOf(folder) };
  const env = { ...surroundings, ...service.env, VBS_TIMEOUT: timeout };
  return spawn(program, rest, { cwd: folder, stdio: 'ignore', detached: true, env });
}

function commandFor(victim: string, verb: string, folder: string): string[] {
  const direct = [process.execPath, main, verb, ...onlyShow, '--target', 'faulty'];
  if (victim !== 'npm') return direct;
  const scripts = { gate: direct.map(word => `"${word}"`).join(' ') };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ scripts }));
  return ['npm', 'run', 'gate'];
}

async function untilMoment(moment: Moment, service: FaultyService): Promise<JournalEntry> {
  const step = { enter: 'enter', 'the fault': 'entered', leave: 'leave' }[moment];
  await until(moment, () => {
    const command = service.kept()?.entry.command;
    // In leave the journal may still name the command before it.
    const isUnderWay = moment === 'the fault' ? service.isHeld() : command !== undefined && isRunning(command);
    return service.isBroken() && service.steps().includes(step) && isUnderWay;
  });
  return service.kept()?.entry ?? assert.fail('the journal is empty');
}

/** Whether nobody is left who sees to the fault, which is over or not. */
function isSettled({ kept, isBroken }: FaultyService): boolean {
  const entry = kept()?.entry;
  return entry === undefined || keeperOf(entry, isRunning) === undefined || (entry.state === 'left' && !isBroken());
}

/** Kills something in a moment, and looks whether the service is well in the end, by whoever has to see to that. */
function killedIn(moment: Moment, victim: string, verb: string, healer: 'recover' | 'check'): Promise<void> {
  return inNewFolder(async folder => {
    const service = await startFaulty(folder, conforming, middles[moment]);
    if (moment === 'the fault') service.hold();
    const child = start(folder, service, commandFor(victim, verb, folder));
    const ended = once(child, 'exit');
    try {
      const entry = await untilMoment(moment, service);
      victims[victim]?.({ service, child, entry });
      writeFileSync(path.join(folder, 'go'), '');
      service.answer();
      await until('somebody has seen to the fault, or nobody is left', () => isSettled(service));
      // A leave that outlived all others may have ended the fault, which then nobody has written down.
      if (service.kept()?.entry.state === 'open') await heal(folder, service, healer);
      await ended;
      await until('the end of all', () => processesWith(markOf(folder)).length === 0);
      assert.equal(service.isBroken(), false);
      assert.notEqual(service.kept()?.entry.state, 'open');
    } finally {
      for (const pid of processesWith(markOf(folder))) kill(Number(pid));
      await service.close();
    }
  });
}

async function heal(folder: string, service: FaultyService, healer: 'recover' | 'check'): Promise<void> {
  await until('its run is gone', () => keeperOf(service.kept()?.entry ?? assert.fail(), isRunning) === undefined);
  const args = healer === 'recover' ? ['recover'] : ['check', '--target', 'faulty', '--only', 'show-backup/status/200'];
  const { status, stdout, stderr } = await spawnedCommand(args, { ...service.env, MARK: markOf(folder) }, folder);
  const told = healer === 'recover' ? stdout : stderr;
  assert.match(told, /^The fault for 502 \(\S+\/targets\/faulty\.yaml\), entered at \S+, is still open: the run/);
  assert.match(told, /^The fault for 502 is left now\.$/m);
  assert.equal(status, 0, stderr);
  assert.equal(service.isBroken(), false);
}

const cases: readonly (readonly [victim: string, moments: readonly Moment[], verb: string])[] = [
  ['the run', ['enter', 'the fault', 'leave'], 'check'],
  ['the run', ['the fault'], 'run'],
  ['the guard', ['enter', 'the fault', 'leave'], 'check'],
  ["the hook's process", ['enter', 'leave'], 'check'],
  ['run and guard', ['enter', 'the fault', 'leave'], 'check'],
  ['npm', ['the fault'], 'check'],
  ['the process group', ['the fault'], 'run'],
  ['the machine', ['enter', 'the fault', 'leave'], 'check'],
];

let count = 0;
for (const [victim, moments, verb] of cases) {
  for (const moment of moments) {
    count += 1;
    const healer = count % 2 === 0 ? 'recover' : 'check';
    test(`${verb}: ${victim} killed in ${moment}: the service is well in the end`, { skip }, () =>
      killedIn(moment, victim, verb, healer),
    );
  }
}

test('a run that is suspended in a fault: the fault is left in time, and shows nothing', { skip }, () =>
  inNewFolder(async folder => {
    const service = await startFaulty(folder, conforming, {}, 'fault-timeout: 3\n');
    service.hold();
    const child = start(folder, service, commandFor('the run', 'check', folder), '1');
    const ended = once(child, 'exit');
    try {
      const entry = await untilMoment('the fault', service);
      process.kill(entry.run.pid, 'SIGSTOP');
      await until('the guard has left the fault', () => service.kept()?.entry.state === 'left');
      assert.equal(service.isBroken(), false);
      process.kill(entry.run.pid, 'SIGCONT');
      service.answer();
      assert.deepEqual(await ended, [0, null]);
      const text = readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8');
      const { checks } = JSON.parse(text) as { readonly checks: { id: string; verdict: string; message: string }[] };
      const check = checks.find(({ id }) => id.endsWith('/status/502'));
      assert.equal(check?.verdict, 'unproven');
      assert.match(check.message, /the fault was left after 5 s, before the run was done with it/);
      assert.deepEqual(service.steps(), ['enter', 'entered', 'leave', 'left']);
      assert.equal(service.kept(), undefined);
    } finally {
      for (const pid of processesWith(markOf(folder))) kill(Number(pid));
      await service.close();
    }
  }),
);
