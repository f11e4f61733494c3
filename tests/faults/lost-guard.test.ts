import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startFaultGuard } from '../../src/faults/fault-guard.ts';
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
  withGuard,
} from './stage.ts';

const lost = 'could not be watched to its end, because the guard process was ended by SIGKILL';

test('when the guard is killed, entering says so, is ended, and the fault is left all the same', { skip }, () =>
  withGuard(async (guard, folder) => {
    const hook = hookOf(folder, 'echo $$ >> pid; sleep 300', logWhetherRuns('pid'));
    const entering = guard.enter(hook, ample);
    await linesIn(folder, 'pid', 1);
    process.kill(guardOf(folder), 'SIGKILL');
    assert.equal(await entering, lost);
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['gone']);
    assert.equal(await guard.leave(), undefined, 'once');
    assert.deepEqual(linesOf(folder, 'log'), ['gone']);
    assert.equal(entryIn(folder)?.state, 'left');
  }),
);

test(
  'when the guard is killed in a fault, what entering left in the background is ended before it is left',
  { skip },
  () =>
    withGuard(async (guard, folder) => {
      const hook = hookOf(folder, 'sleep 300 &\necho $! >> pid', logWhetherRuns('pid'));
      assert.equal(await guard.enter(hook, ample), undefined);
      process.kill(guardOf(folder), 'SIGKILL');
      assert.equal(await guard.leave(), undefined);
      assert.deepEqual(linesOf(folder, 'log'), ['gone']);
    }),
);

test('when the guard is killed while it leaves, that is ended, and the fault is left once more', { skip }, () =>
  withGuard(async (guard, folder) => {
    const leave = `echo $$ >> pid; [ -e again ] && { ${logWhetherRuns('again')}; exit 0; }; sleep 300`;
    await guard.enter(hookOf(folder, '', leave), ample);
    const leaving = guard.leave();
    await linesIn(folder, 'pid', 1);
    writeFileSync(path.join(folder, 'again'), readFileSync(path.join(folder, 'pid')));
    process.kill(guardOf(folder), 'SIGKILL');
    assert.equal(await leaving, undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['gone']);
    assert.equal(entryIn(folder)?.state, 'left');
  }),
);

test('a guard that is suspended is killed, and the fault is left all the same', { skip }, () =>
  onStage(async folder => {
    const guard = startFaultGuard(guardFile, serviceIn(folder), 500);
    const hook = { ...hookOf(folder, 'echo $$ >> pid; sleep 300', logWhetherRuns('pid')), timeout: 1500 };
    const entering = guard.enter(hook, ample);
    await linesIn(folder, 'pid', 1);
    process.kill(guardOf(folder), 'SIGSTOP');
    assert.equal(await entering, lost);
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['gone']);
    await guard.close();
  }),
);

test('a guard that is suspended when nothing is left to do does not keep the run from ending', { skip }, () =>
  onStage(async folder => {
    const guard = startFaultGuard(guardFile, serviceIn(folder), 500);
    await eventually('there is a guard', () => processesOf(folder).length > 0);
    process.kill(guardOf(folder), 'SIGSTOP');
    await guard.close();
  }),
);

test('without the guard, entering says so', { skip }, () =>
  onStage(async folder => {
    const guard = startFaultGuard(path.join(folder, 'missing.js'), serviceIn(folder));
    const failure = await guard.enter(hookOf(folder, 'echo enter >> log', ''), ample);
    assert.equal(failure, 'could not be watched to its end, because the guard process exited with 1');
    await guard.close();
    assert.deepEqual(linesOf(folder, 'log'), []);
  }),
);
