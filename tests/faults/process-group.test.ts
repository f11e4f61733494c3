import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { endGroup, isGroupLeft } from '../../src/faults/process-group.ts';
import { linesIn, linesOf, onStage, processesOf, script, skip } from './stage.ts';

/** Starts a script in a process group of its own and waits until it wrote a line to `log`. */
async function startGroup(folder: string, text: string): Promise<number> {
  const [program, ...args] = script(folder, text);
  const { pid = 0 } = spawn(program, args, { detached: true, stdio: 'ignore' });
  await linesIn(folder, 'log', 1);
  return pid;
}

test('a group is given the time to obey SIGTERM', { skip }, () =>
  onStage(async folder => {
    const group = await startGroup(
      folder,
      'trap "echo undone >> log; exit" TERM\necho begun >> log\nwhile :; do sleep 0.05; done',
    );
    assert.equal(isGroupLeft(group), true);
    await endGroup(group);
    assert.deepEqual(linesOf(folder, 'log'), ['begun', 'undone']);
    assert.equal(isGroupLeft(group), false);
  }),
);

test('a child that ignores SIGTERM is killed', { skip }, () =>
  onStage(async folder => {
    const child = 'trap "" TERM; echo begun >> log; while :; do sleep 0.05; done';
    const group = await startGroup(folder, `sh -c '${child}' &\nwait`);
    await endGroup(group);
    assert.deepEqual(processesOf(folder), []);
  }),
);

test('a group that is gone is nothing to end', { skip }, () =>
  onStage(async folder => {
    const group = await startGroup(folder, 'echo begun >> log; sleep 300');
    await endGroup(group);
    await endGroup(group);
  }),
);
