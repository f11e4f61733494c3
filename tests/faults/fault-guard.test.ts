import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startFaultGuard } from '../../src/faults/fault-guard.ts';
import { hookDigest, parseEntry } from '../../src/faults/journal-entry.ts';
import { ownProcess } from '../../src/faults/process-identity.ts';
import type { Command } from '../../src/targets/target.ts';
import {
  ample,
  entryIn,
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
  withGuard,
} from './stage.ts';

test('faults are entered and left, one after the other', { skip }, () =>
  withGuard(async (guard, folder) => {
    for (const name of ['first', 'second']) {
      const hook = hookOf(folder, `echo enter ${name} >> log`, `echo leave ${name} >> log`);
      assert.equal(await guard.enter(hook, ample), undefined);
      assert.equal(await guard.leave(), undefined);
    }
    assert.deepEqual(linesOf(folder, 'log'), ['enter first', 'leave first', 'enter second', 'leave second']);
  }),
);

test('a fault that did not come about is left all the same', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'echo "no such service" >&2; exit 3', 'echo leave >> log; exit 4');
    assert.equal(await guard.enter(hook, ample), 'exited with 3: no such service');
    assert.equal(await guard.leave(), 'exited with 4');
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test('a fault whose command is missing is left all the same', { skip }, () =>
  withGuard(async (guard, folder) => {
    const enter: Command = ['vbs-conformance-no-such-program'];
    const hook = { ...hookOf(folder, '', 'echo leave >> log'), enter };
    assert.equal(await guard.enter(hook, ample), 'could not be started (ENOENT)');
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test('a fault that took too long to come about is left all the same', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = { ...hookOf(folder, 'sleep 300', 'echo leave >> log'), timeout: 1500 };
    assert.equal(await guard.enter(hook, ample), 'did not end within 1.5 s');
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test('leaving is safe when there is nothing to leave, and happens once when it is called twice', { skip }, () =>
  withGuard(async (guard, folder) => {
    assert.equal(await guard.leave(), undefined);
    await guard.enter(hookOf(folder, '', 'echo leave >> log; exit 4'), ample);
    assert.deepEqual(await Promise.all([guard.leave(), guard.leave()]), ['exited with 4', 'exited with 4']);
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test('no fault is entered before the last one was left', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'echo enter >> log', '');
    await guard.enter(hook, ample);
    await assert.rejects(guard.enter(hook, ample), /before the last fault was left/);
    const leaving = guard.leave();
    await assert.rejects(guard.enter(hook, ample), /before the last fault was left/);
    assert.equal(await leaving, undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['enter']);
  }),
);

test('leaving ends a command that is still entering first', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'echo $$ >> pid; sleep 300', logWhetherRuns('pid'));
    const entering = guard.enter(hook, ample);
    await linesIn(folder, 'pid', 1);
    assert.equal(await guard.leave(), undefined);
    assert.equal(await entering, 'was interrupted');
    assert.deepEqual(linesOf(folder, 'log'), ['gone']);
  }),
);

test('what entering left in the background runs during the fault and is gone before it is left', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'sleep 300 &\necho $! >> pid', logWhetherRuns('pid'));
    assert.equal(await guard.enter(hook, ample), undefined);
    const [background = 0] = linesOf(folder, 'pid').map(Number);
    assert.ok(processesOf(folder).includes(background));
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['gone']);
  }),
);

test('closing leaves what is outstanding, and is safe to repeat', { skip }, () =>
  onStage(async folder => {
    const guard = startFaultGuard(guardFile, serviceIn(folder));
    await guard.enter(hookOf(folder, '', 'echo leave >> log'), ample);
    await guard.close();
    await guard.close();
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
    assert.equal(
      await guard.enter(hookOf(folder, 'echo enter >> log', ''), ample),
      'was not run, because the guard process exited with 0',
    );
    assert.deepEqual(linesOf(folder, 'log'), ['leave']);
  }),
);

test(
  'before entering begins the journal says so, without a word of the commands, and only the user can read it',
  { skip },
  () =>
    withGuard(async (guard, folder) => {
      const { journal, profile } = serviceIn(folder);
      const hook = hookOf(folder, `cp ${journal} before; echo password-of-mine`, `cp ${journal} meanwhile`);
      await guard.enter(hook, ample);
      const before = parseEntry(linesOf(folder, 'before').join('\n'));
      assert.deepEqual(
        [before?.state, before?.code, before?.profile, before?.digest],
        ['open', 502, profile, hookDigest(hook)],
      );
      for (const file of ['before', path.basename(journal)]) {
        assert.ok(!linesOf(folder, file).join().includes('password-of-mine'));
      }
      assert.equal(statSync(journal).mode & 0o777, 0o600);
      assert.deepEqual(entryIn(folder)?.run, ownProcess());
      assert.equal(entryIn(folder)?.guard?.pid, guardOf(folder));
      await guard.leave();
      assert.equal(parseEntry(linesOf(folder, 'meanwhile').join('\n'))?.state, 'open');
      assert.equal(entryIn(folder)?.state, 'left');
      guard.forget();
      assert.equal(entryIn(folder), undefined);
    }),
);

test('a fault that could not be left stays open in the journal', { skip }, () =>
  withGuard(async (guard, folder) => {
    await guard.enter(hookOf(folder, '', 'exit 4'), ample);
    assert.equal(await guard.leave(), 'exited with 4');
    assert.equal(entryIn(folder)?.state, 'open');
  }),
);

test('a fault that no journal can keep is not entered', { skip }, () =>
  onStage(async folder => {
    const journal = path.join(folder, 'missing/fault.json');
    const guard = startFaultGuard(guardFile, { ...serviceIn(folder), journal });
    const hook = hookOf(folder, 'echo enter >> log', 'echo leave >> log');
    assert.equal(await guard.enter(hook, ample), 'was not run: the journal cannot be written (ENOENT)');
    assert.equal(await guard.leave(), undefined);
    await guard.close();
    assert.deepEqual(linesOf(folder, 'log'), []);
  }),
);

test('a fault that lasts too long is left without being asked, and that is told', { skip }, () =>
  withGuard(async (guard, folder) => {
    await guard.enter(hookOf(folder, '', 'echo leave >> log'), 100);
    await linesIn(folder, 'log', 1);
    assert.equal(await guard.leave(), undefined);
    assert.equal(guard.wasLate(), true);
    assert.deepEqual(linesOf(folder, 'log'), ['leave'], 'once');
    await guard.enter(hookOf(folder, '', 'echo leave >> log'), ample);
    assert.equal(await guard.leave(), undefined);
    assert.equal(guard.wasLate(), false);
  }),
);
