import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { stateFolder } from '../../src/cli/open-faults.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import { journalFile, writeEntry } from '../../src/faults/journal.ts';
import { type JournalEntry, newEntry } from '../../src/faults/journal-entry.ts';
import { ownProcess } from '../../src/faults/process-identity.ts';
import { recordEmbedded } from '../checks/embedded-recording.ts';
import { command, type Finished, inNewFolder, onlyShow, ownState } from '../cli/command.ts';
import { type FaultyService, type Middles, startFaulty } from './faulty-service.ts';
import { conformanceFault } from './sound-reports.ts';

const conforming = await recordEmbedded();
const gone = { ...ownProcess(), startTime: 'of a process that is gone' };
const commands = { enter: ['./hook.sh', 'enter'], leave: ['./hook.sh', 'leave'] } as const;

interface Scene {
  readonly folder: string;
  readonly service: FaultyService;
  /** Runs a command; what asks the service asks one operation. */
  readonly run: (verb: string, ...args: readonly string[]) => Promise<Finished>;
}

/** A service that a run broke which is gone; its journal says so. */
function inScene(change: Partial<JournalEntry>, middles: Middles, use: (scene: Scene) => Promise<void>): Promise<void> {
  return inNewFolder(async folder => {
    const service = await startFaulty(folder, conforming, middles);
    const journal = journalFile(stateFolder(ownState(folder)), service.origin);
    const profile = path.join(folder, 'targets/faulty.yaml');
    mkdirSync(path.dirname(journal), { recursive: true });
    const entry = newEntry('sample', profile, { ...commands, code: 502, timeout: 1000 }, gone, new Date(0));
    writeEntry(journal, { ...entry, ...change });
    writeFileSync(path.join(folder, 'broken'), '');
    // Time does not pass: what waits for the service asks at once again.
    const clock = { ...systemClock, sleep: async () => true };
    try {
      const run: Scene['run'] = (verb, ...args) =>
        command([verb, ...(verb === 'recover' ? [] : onlyShow), ...args], service.env, folder, clock);
      await use({ folder, service, run });
    } finally {
      await service.close();
    }
  });
}

const stillOpen =
  /^The fault for 502 \(\S+\/targets\/faulty\.yaml\), entered at 1970-01-01T00:00:00\.000Z, is still open: the run/;

/** What a run may print of its settings is not asked here: only where the sentence stands. */
const isFirst = (text: string): void => assert.match(text, stillOpen);

test('a later run says first that a fault is open, leaves it, and judges nothing before', () =>
  inScene({}, {}, async ({ folder, service, run }) => {
    const { status, stderr } = await run('check', '--target', 'faulty', '--without', 'status/502/*');
    assert.equal(status, 0);
    isFirst(stderr);
    assert.match(stderr, /^The fault for 502 is left now\.$/m);
    assert.deepEqual([service.steps(), service.isBroken(), service.kept()], [['leave', 'left'], false, undefined]);
    const log = readFileSync(path.join(folder, 'reports/requests.log'), 'utf8');
    assert.match(log, / 200 .*show-backup\/recovery\/earlier\/1|show-backup\/recovery\/earlier\/1 .* 200/);
  }));

test('so does a run that reaches the service by another way than that profile', () =>
  inScene({}, {}, async ({ service, run }) => {
    const { status, stderr } = await run('check', '--endpoint', service.origin);
    assert.deepEqual([status, service.isBroken(), service.kept()], [0, false, undefined], stderr);
  }));

test('a run of another target says it, and leaves it alone', () =>
  inScene({}, {}, async ({ service, run }) => {
    const { status, stderr } = await run('check', '--target', 'mock');
    assert.equal(status, 0);
    isFirst(stderr);
    assert.deepEqual([service.steps(), service.kept()?.entry.state], [[], 'open']);
  }));

test('a dry run says it, and leaves it alone', () =>
  inScene({}, {}, async ({ service, run }) => {
    const { status, stderr } = await run('check', '--target', 'faulty', '--dry-run');
    assert.equal(status, 0);
    isFirst(stderr);
    assert.deepEqual([service.steps(), service.kept()?.entry.state], [[], 'open']);
  }));

test('doctor says first that a fault is open, and leaves it', () =>
  inScene({}, {}, async ({ service, run }) => {
    const { stderr } = await run('doctor', '--target', 'faulty');
    isFirst(stderr);
    assert.deepEqual([service.steps(), service.kept()?.entry.state], [['leave', 'left'], undefined]);
  }));

test('a fault that cannot be left: nothing is tested, exit 2', () =>
  inScene({}, { leave: 'echo no such service >&2; exit 7' }, async ({ service, run }) => {
    const { status, stdout } = await run('check', '--target', 'faulty');
    assert.equal(status, 2);
    assert.match(
      stdout,
      /The "leave" command for the fault 502 failed \(it exited with 7: no such service\); check the service, then run npx/,
    );
    assert.deepEqual([service.heads.length, service.kept()?.entry.state], [0, 'open']);
  }));

test('a service that is not well though its fault was left: incomplete, exit 1, told last and in the report', () =>
  inScene({ state: 'left' }, {}, async ({ folder, service, run }) => {
    const { status, stdout, stderr } = await run('check', '--target', 'faulty');
    assert.equal(status, 1);
    assert.match(stderr, /^The fault for 502 .* was left, but the service has not answered well since\./);
    const text = readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8');
    assert.equal(conformanceFault(text), undefined);
    const { verdict, damage, exitStatus } = JSON.parse(text);
    assert.deepEqual([verdict, exitStatus], ['incomplete', 1]);
    assert.match(damage, /^after the fault for 502 that an earlier run entered, the service did not answer 200 again/);
    const lines = stdout.trimEnd().split('\n');
    const last = lines
      .slice(lines.findLastIndex(line => line.startsWith('Verdict on')))
      .join(' ')
      .replace(/\s+/g, ' ');
    assert.match(last, /^Verdict on faulty: incomplete, exit status 1\. .*after the fault for 502 that an earlier run/);
    assert.equal(service.kept()?.entry.state, 'left');
    assert.deepEqual(service.steps(), [], 'it is not left twice');
  }));

test('a fault that a process sees to is not touched: nothing is tested, exit 2, and the process is named', () =>
  inScene({ run: ownProcess() }, {}, async ({ service, run }) => {
    const { status, stdout } = await run('check', '--target', 'faulty');
    assert.equal(status, 2);
    assert.match(
      stdout,
      new RegExp(`exit status 2\\. Process ${process.pid} sees to the fault for 502; wait until it has ended\\.`),
    );
    assert.deepEqual([service.heads.length, service.steps()], [0, []]);
  }));

test('recover leaves what is open, says so, and has nothing to do the next time', () =>
  inScene({}, {}, async ({ service, run }) => {
    const first = await run('recover', '--target', 'faulty');
    assert.deepEqual([first.status, first.stderr], [0, '']);
    isFirst(first.stdout);
    assert.match(first.stdout, /^The fault for 502 is left now\.$/m);
    assert.deepEqual([service.steps(), service.isBroken()], [['leave', 'left'], false]);
    const second = await run('recover');
    assert.equal(second.status, 0);
    assert.match(second.stdout, /was left, but the service has not answered well since\.\nNo fault is open\.\n$/);
    assert.deepEqual(service.steps(), ['leave', 'left']);
  }));

test('recover --target leaves the faults of that target only', () =>
  inScene({}, {}, async ({ service, run }) => {
    const { status, stdout } = await run('recover', '--target', 'other');
    assert.deepEqual([status, stdout, service.steps()], [0, 'No fault is open.\n', []]);
  }));

test('a command that has changed since is not run, and recover exits 1', () =>
  inScene({ digest: 'of other commands' }, {}, async ({ service, run }) => {
    const { status, stderr } = await run('recover');
    assert.equal(status, 1);
    assert.match(stderr, /\/targets\/faulty\.yaml does not have the commands any more by which the fault for 502 was/);
    assert.deepEqual([service.steps(), service.kept()?.entry.state], [[], 'open']);
  }));

test('a profile that is gone, or that nobody can read: recover says so and exits 1', () =>
  inScene({}, {}, async ({ folder, service, run }) => {
    const profile = path.join(folder, 'targets/faulty.yaml');
    writeFileSync(profile, 'faults: [');
    assert.equal((await run('recover')).status, 1);
    writeFileSync(profile, 'cloud: none\n');
    const { status, stderr } = await run('recover');
    assert.equal(status, 1);
    assert.match(stderr, /does not have the commands any more/);
    assert.deepEqual([service.steps(), service.kept()?.entry.state], [[], 'open']);
  }));

test('a second run with fault hooks on the same service exits 2 and names the first', () =>
  inScene({ state: 'left' }, {}, async ({ service, run }) => {
    const { file } = service.kept() ?? assert.fail('the journal is empty');
    const other = { ...ownProcess(), pid: process.ppid };
    assert.ok(other.pid > 1);
    const { processWithId } = await import('../../src/faults/process-identity.ts');
    const claim = file.replace(/json$/, 'of-another.lock');
    writeFileSync(claim, JSON.stringify(processWithId(other.pid)), { mode: 0o600 });
    const { status, stdout } = await run('check', '--target', 'faulty');
    assert.equal(status, 2);
    assert.match(
      stdout,
      new RegExp(`Another run \\(process ${other.pid}\\) works on the same service with fault hooks; wait`),
    );
    assert.equal(service.heads.length, 0);
  }));
