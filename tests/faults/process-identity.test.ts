import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { isRunning, ownProcess, processWithId, statOf } from '../../src/faults/process-identity.ts';
import { eventually, skip } from './stage.ts';

test('a process is told from others by its id, the boot, and its start', { skip }, () => {
  const own = ownProcess();
  assert.equal(own.pid, process.pid);
  assert.match(own.bootId, /^[\da-f-]{36}$/);
  assert.match(own.startTime, /^\d+$/);
  assert.deepEqual(processWithId(process.pid), own);
  assert.equal(isRunning(own), true);
  assert.equal(isRunning({ ...own, startTime: '1' }), false, 'another was given its id');
  assert.equal(isRunning({ ...own, bootId: 'another' }), false, 'before the machine was started');
});

test('a process that has ended does not run, a suspended one does', { skip }, async t => {
  const child = spawn('sleep', ['300']);
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'spawn');
  const started = processWithId(child.pid ?? 0) ?? assert.fail();
  child.kill('SIGSTOP');
  await eventually('it is suspended', () => statOf(started.pid)?.state === 'T');
  assert.equal(isRunning(started), true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(isRunning(started), false);
  assert.equal(processWithId(started.pid), undefined);
});

test('a zombie does not run', { skip }, async t => {
  // The child of a shell that has become another program, which waits for nobody.
  const child = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 300']);
  t.after(() => child.kill('SIGKILL'));
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  await eventually('it is a zombie', () => statOf(Number(line))?.state === 'Z');
  const zombie = processWithId(Number(line)) ?? assert.fail();
  assert.equal(isRunning(zombie), false);
});
