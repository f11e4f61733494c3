import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { sharedTerminal } from '../../src/cli/shared-terminal.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import type { World } from '../../src/cli/world.ts';

/** A world whose output, that of both streams, is put down in the order in which it is written. */
function heardWorld(isTTY: boolean): { world: World; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY, columns: 80, hasColors: () => false, write: (text: string) => written.push(text) };
  const signals = new EventEmitter();
  return { world: { env: {}, folder: '/', stdout: stream, stderr: stream, signals, clock: systemClock }, written };
}

test('what each target writes appears together, in the order of the targets, and that of the first one at once', () => {
  const { world, written } = heardWorld(false);
  const [first, second, third] = sharedTerminal(world, 3);
  third?.world.stdout.write('3a');
  second?.world.stderr.write('2a');
  first?.world.stdout.write('1a');
  assert.deepEqual(written, ['1a']);
  third?.end();
  second?.world.stdout.write('2b');
  assert.deepEqual(written, ['1a']);
  first?.end();
  assert.deepEqual(written, ['1a', '2a', '2b']);
  second?.world.stdout.write('2c');
  second?.end();
  assert.deepEqual(written, ['1a', '2a', '2b', '2c', '3a']);
});

test('a target that writes nothing holds up no other', () => {
  const { world, written } = heardWorld(false);
  const [first, second] = sharedTerminal(world, 2);
  second?.world.stdout.write('2');
  second?.end();
  first?.end();
  assert.deepEqual(written, ['2']);
});

test('one line shows the progress of all targets, and goes before anything is written', () => {
  const { world, written } = heardWorld(true);
  const clear = '\r\u001b[K';
  const [first, second] = sharedTerminal(world, 2);
  first?.progress(1, 20, undefined);
  second?.progress(2, 30, undefined);
  first?.probed();
  first?.world.stdout.write('verdict');
  second?.probed();
  assert.deepEqual(written, [
    `${clear}Probing: 1 of 20`,
    `${clear}Probing 2 targets at the same time: 3 of 50 requests; 0 of 2 targets are done`,
    `${clear}Probing: 2 of 30`,
    clear,
    'verdict',
  ]);
});
