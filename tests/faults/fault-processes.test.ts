import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOfFault } from '../../src/faults/fault-processes.ts';
import { startCommand } from '../../src/faults/hook-command.ts';
import { ample, linesIn, onStage, script, skip } from './stage.ts';

test('the group of a fault is found while anything runs in it, whether its leader does or not', { skip }, () =>
  onStage(async folder => {
    const waiting = startCommand(script(folder, 'echo begun >> log; sleep 300; :'), ample, { fault: 'one' });
    await linesIn(folder, 'log', 1);
    const leaving = startCommand(script(folder, 'sleep 300 &'), ample, { fault: 'other' });
    assert.equal(await leaving.failure, undefined);
    const [one, other] = [waiting, leaving].map(({ process: leader }) => leader?.pid);
    assert.ok(one && other);
    assert.deepEqual([await groupOfFault('one', undefined), await groupOfFault('one', one)], [one, one]);
    assert.deepEqual([await groupOfFault('other', undefined), await groupOfFault('other', other)], [other, other]);
    assert.equal(await groupOfFault('other', one), undefined, 'the id was given to another');
    await Promise.all([waiting.end(), leaving.end()]);
    assert.equal(await groupOfFault('one', one), undefined);
  }),
);
