import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startFaultGuard } from '../../src/faults/fault-guard.ts';
import { guardOf, hookOf, linesIn, linesOf, onStage, skip, untilThereIs, withGuard } from './stage.ts';

test('when the guard is killed, entering says so, and the fault is left all the same', { skip }, () =>
  withGuard(async (guard, folder) => {
    const entering = guard.enter(hookOf(folder, `echo enter >> log; ${untilThereIs('go')}`, 'echo leave >> log'));
    await linesIn(folder, 'log', 1);
    process.kill(guardOf(folder), 'SIGKILL');
    assert.equal(await entering, 'could not be watched to its end, because the guard process was ended by SIGKILL');
    assert.equal(await guard.leave(), undefined);
    assert.deepEqual(linesOf(folder, 'log'), ['enter', 'leave']);
    assert.equal(await guard.leave(), undefined, 'once');
    assert.deepEqual(linesOf(folder, 'log'), ['enter', 'leave']);
    writeFileSync(path.join(folder, 'go'), '');
  }),
);

test('when the guard is killed while it leaves, leaving says so', { skip }, () =>
  withGuard(async (guard, folder) => {
    await guard.enter(hookOf(folder, '', `echo leave >> log; ${untilThereIs('go')}`));
    const leaving = guard.leave();
    await linesIn(folder, 'log', 1);
    process.kill(guardOf(folder), 'SIGKILL');
    assert.equal(await leaving, 'could not be watched to its end, because the guard process was ended by SIGKILL');
    writeFileSync(path.join(folder, 'go'), '');
  }),
);

test('without the guard, entering says so', { skip }, () =>
  onStage(async folder => {
    const guard = startFaultGuard(path.join(folder, 'missing.js'));
    const failure = await guard.enter(hookOf(folder, 'echo enter >> log', ''));
    assert.equal(failure, 'could not be watched to its end, because the guard process exited with 1');
    await guard.close();
    assert.deepEqual(linesOf(folder, 'log'), []);
  }),
);
