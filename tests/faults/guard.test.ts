import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { FaultHook } from '../../src/targets/target.ts';
import {
  ample,
  entryIn,
  eventually,
  guardFile,
  guardOf,
  hookOf,
  linesIn,
  linesOf,
  logWhetherRuns,
  onStage,
  processesOf,
  serviceIn,
  skip,
  untilThereIs,
} from './stage.ts';

/** A `leave` that says when it begins, whether `enter` still runs then, and when it ends. */
const leaving = `echo leave >> log\n${logWhetherRuns('pid')}\nsleep 0.2\necho left >> log`;

/** Starts a run that enters a fault, in a process group of its own as a terminal would. */
function startRun(folder: string, hook: FaultHook, limit = ample): ChildProcess {
  const file = path.join(import.meta.dirname, 'run-process.js');
  const { journal, profile } = serviceIn(folder);
  return fork(file, [guardFile, JSON.stringify(hook), journal, profile, `${limit}`], {
    detached: true,
    stdio: 'ignore',
  });
}

/** Sends a signal to a run and its whole process group. */
function signalRun({ pid = 0 }: ChildProcess, signal: NodeJS.Signals): void {
  process.kill(-pid, signal);
}

/** Ends a run with a signal and waits until its guard has done the rest. */
async function killRun(run: ChildProcess, signal: NodeJS.Signals, folder: string): Promise<void> {
  signalRun(run, signal);
  await eventually('the guard has ended', () => processesOf(folder).length === 0);
}

/** Sends what a guard ignores. */
function disturb(guard: number): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(guard, signal);
}

const release = (folder: string, file: string): void => writeFileSync(path.join(folder, file), '');

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  test(`a run that ${signal} ends while it enters: the fault is left once, after entering was ended`, { skip }, () =>
    onStage(async folder => {
      const run = startRun(folder, hookOf(folder, 'echo $$ >> pid; sleep 300', leaving));
      await linesIn(folder, 'pid', 1);
      await killRun(run, signal, folder);
      assert.deepEqual(linesOf(folder, 'log'), ['leave', 'gone', 'left']);
    }),
  );

  test(`a run that ${signal} ends between entering and leaving: the fault is left once`, { skip }, () =>
    onStage(async folder => {
      const run = startRun(folder, hookOf(folder, 'sleep 300 &\necho $! >> pid', leaving));
      assert.deepEqual(await once(run, 'message'), [{ entered: 'well' }, undefined]);
      await killRun(run, signal, folder);
      assert.deepEqual(linesOf(folder, 'log'), ['leave', 'gone', 'left']);
    }),
  );

  test(`a run that ${signal} ends while it leaves: leaving goes on to its end and is not repeated`, { skip }, () =>
    onStage(async folder => {
      const run = startRun(folder, hookOf(folder, '', `echo leave >> log; ${untilThereIs('go')}; echo left >> log`));
      await once(run, 'message');
      run.send('leave');
      await linesIn(folder, 'log', 1);
      signalRun(run, signal);
      await once(run, 'exit');
      release(folder, 'go');
      await eventually('the guard has ended', () => processesOf(folder).length === 0);
      assert.deepEqual(linesOf(folder, 'log'), ['leave', 'left']);
    }),
  );
}

test('a run that ends after entering failed: the fault is left once', { skip }, () =>
  onStage(async folder => {
    const run = startRun(folder, hookOf(folder, 'echo $$ >> pid; exit 3', leaving));
    assert.deepEqual(await once(run, 'message'), [{ entered: 'exited with 3' }, undefined]);
    await killRun(run, 'SIGKILL', folder);
    assert.deepEqual(linesOf(folder, 'log'), ['leave', 'gone', 'left']);
  }),
);

test('a run that leaves what it entered and ends: nothing is left again', { skip }, () =>
  onStage(async folder => {
    const run = startRun(folder, hookOf(folder, 'echo $$ >> pid', leaving));
    await once(run, 'message');
    run.send('leave');
    assert.deepEqual(await once(run, 'message'), [{ left: 'well' }, undefined]);
    await killRun(run, 'SIGKILL', folder);
    assert.deepEqual(linesOf(folder, 'log'), ['leave', 'gone', 'left']);
  }),
);

test("a terminal's Ctrl-C, and signals to the guard, disturb neither entering nor leaving", { skip }, () =>
  onStage(async folder => {
    const undisturbed = (word: string): string =>
      `trap 'echo hit >> log' INT TERM HUP\necho ${word} begins >> log\n${untilThereIs(word)}\necho ${word} ends >> log`;
    const run = startRun(folder, hookOf(folder, undisturbed('enter'), undisturbed('leave')));
    const interruptAll = (): void => {
      signalRun(run, 'SIGINT');
      disturb(guardOf(folder));
    };

    await linesIn(folder, 'log', 1);
    interruptAll();
    release(folder, 'enter');
    assert.deepEqual(await once(run, 'message'), [{ entered: 'well' }, undefined]);

    run.send('leave');
    await linesIn(folder, 'log', 3);
    interruptAll();
    release(folder, 'leave');
    assert.deepEqual(await once(run, 'message'), [{ left: 'well' }, undefined]);
    assert.deepEqual(linesOf(folder, 'log'), ['enter begins', 'enter ends', 'leave begins', 'leave ends']);
  }),
);

test('signals to the guard after the run has ended do not keep it from leaving', { skip }, () =>
  onStage(async folder => {
    const undo = `echo undoing >> log; ${untilThereIs('go')}; exit`;
    const enter = `trap '${undo}' TERM\necho enter >> log\nwhile :; do sleep 0.05; done`;
    const run = startRun(folder, hookOf(folder, enter, 'echo leave >> log'));
    await linesIn(folder, 'log', 1);
    signalRun(run, 'SIGKILL');
    await linesIn(folder, 'log', 2);
    disturb(guardOf(folder));
    release(folder, 'go');
    await eventually('the guard has ended', () => processesOf(folder).length === 0);
    assert.deepEqual(linesOf(folder, 'log'), ['enter', 'undoing', 'leave']);
  }),
);

test('a run that is suspended: the fault is left when its time is over', { skip }, () =>
  onStage(async folder => {
    const run = startRun(folder, hookOf(folder, 'sleep 300 &\necho $! >> pid', leaving), 500);
    await once(run, 'message');
    signalRun(run, 'SIGSTOP');
    await linesIn(folder, 'log', 3);
    assert.deepEqual(linesOf(folder, 'log'), ['leave', 'gone', 'left']);
    await eventually('the journal says so', () => entryIn(folder)?.state === 'left');
    signalRun(run, 'SIGCONT');
    run.send('leave');
    assert.deepEqual(await once(run, 'message'), [{ left: 'well' }, undefined]);
    assert.deepEqual(linesOf(folder, 'log'), ['leave', 'gone', 'left'], 'once');
  }),
);
