import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFaultGuard } from '../../src/faults/fault-guard.ts';
import type { Command } from '../../src/targets/target.ts';
import { guardFile, hookOf, linesIn, linesOf, logWhetherRuns, onStage, processesOf, skip, withGuard } from './stage.ts';

test('faults are entered and left, one after the other', { skip }, () =>
  withGuard(async (guard, folder) => {
    for (const name of ['first', 'second']) {
      const hook = hookOf(folder, `echo enter ${name} >> log`, `echo leave ${name} >> log`);
      assert.equal(await guard.enter(hook), undefined);
      assert.equal(await guard.leave(), undefined);
    }
    assert.deepEqual(linesOf(folder, 'log'), ['enter first', 'leave first', 'enter second', 'leave second']);
  }),
);

test('a fault that did not come about is left all the same', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'echo "no such service" >&2; exit 3', 'echo leave >> log; exit 4');
    assert.equal(await guard.enter(hook), 'exited with 3: no such service');
    assert.equal(await guard.leave(), 'exited with 4');
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test('a fault whose command is missing is left all the same', { skip }, () =>
  withGuard(async (guard, folder) => {
    const enter: Command = ['vbs-conformance-no-such-program'];
    const hook = { ...hookOf(folder, '', 'echo leave >> log'), enter };
    assert.equal(await guard.enter(hook), 'could not be started (ENOENT)');
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test('a fault that took too long to come about is left all the same', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = { ...hookOf(folder, 'sleep 300', 'echo leave >> log'), timeout: 1500 };
    assert.equal(await guard.enter(hook), 'did not end within 1.5 s');
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test('leaving is safe when there is nothing to leave, and happens once when it is called twice', { skip }, () =>
  withGuard(async (guard, folder) => {
    assert.equal(await guard.leave(), undefined);
    await guard.enter(hookOf(folder, '', 'echo leave >> log; exit 4'));
    assert.deepEqual(await Promise.all([guard.leave(), guard.leave()]), ['exited with 4', 'exited with 4']);
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test('no fault is entered before the last one was left', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'echo enter >> log', '');
    await guard.enter(hook);
    await assert.rejects(guard.enter(hook), /before the last fault was left/);
    const leaving = guard.leave();
    await assert.rejects(guard.enter(hook), /before the last fault was left/);
    assert.equal(await leaving, undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['enter']);
  }),
);

test('leaving ends a command that is still entering first', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'echo $$ >> pid; sleep 300', logWhetherRuns('pid'));
    const entering = guard.enter(hook);
    await linesIn(folder, 'pid', 1);
    assert.equal(await guard.leave(), undefined);
    assert.equal(await entering, 'was interrupted');
    assert.deepEqual(linesOf(folder, 'log'), ['gone']);
  }),
);

test('what entering left in the background runs during the fault and is gone before it is left', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'sleep 300 &\necho $! >> pid', logWhetherRuns('pid'));
    assert.equal(await guard.enter(hook), undefined);
    const [background = 0] = linesOf(folder, 'pid').map(Number);
    assert.ok(processesOf(folder).includes(background));
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['gone']);
  }),
);

test('closing leaves what is outstanding, and is safe to repeat', { skip }, () =>
  onStage(async folder => {
    const guard = startFaultGuard(guardFile);
    await guard.enter(hookOf(folder, '', 'echo leave >> log'));
    await guard.close();
    await guard.close();
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
    assert.equal(
      await guard.enter(hookOf(folder, 'echo enter >> log', '')),
      'was not run, because the guard process exited with 0',
    );
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);
