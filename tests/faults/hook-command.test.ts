import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { startCommand } from '../../src/faults/hook-command.ts';
import type { Command } from '../../src/targets/target.ts';
import { ample, eventually, linesIn, linesOf, onStage, processesOf, script, skip } from './stage.ts';

const endings: readonly (readonly [what: string, text: string, failure: string | undefined])[] = [
  ['exits with 0', 'echo unheard >&2', undefined],
  ['exits with another status', 'exit 3', 'exited with 3'],
  ['says why on its stderr', 'echo Trying. >&2; echo "no such service" >&2; exit 3', 'exited with 3: no such service'],
  ['writes its stderr by its name', 'echo "no such service" > /dev/stderr; exit 3', 'exited with 3: no such service'],
  ['sends escape sequences', "printf '\\033]0;owned\\007' >&2; exit 3", 'exited with 3: \\u{1b}]0;owned\\u{7}'],
  ['is ended by a signal', 'kill -KILL $$', 'was ended by SIGKILL'],
];

for (const [what, text, failure] of endings) {
  test(`a command that ${what}: ${failure ?? 'no failure'}`, { skip }, () =>
    onStage(async folder => {
      assert.equal(await startCommand(script(folder, text), ample).failure, failure);
    }),
  );
}

const unstartable: readonly (readonly [what: string, command: Command, code: string])[] = [
  ['there is no such program', ['vbs-conformance-no-such-program'], 'ENOENT'],
  ['its arguments are too long', ['true', 'x'.repeat(10_000_000)], 'E2BIG'],
  ['no process can be given such an argument', ['true', '\0'], 'ERR_INVALID_ARG_VALUE'],
];

for (const [what, command, code] of unstartable) {
  test(`a command that cannot be started, since ${what}`, { skip }, () =>
    onStage(async () => {
      const started = startCommand(command, ample);
      assert.equal(await started.failure, `could not be started (${code})`);
      await started.end();
    }),
  );
}

test('no shell reads the arguments', { skip }, () =>
  onStage(async folder => {
    const file = path.join(folder, 'argument');
    const argument = `$(touch ${folder}/x); echo "*" > ${folder}/x`;
    const program = "require('node:fs').writeFileSync(process.argv[1], process.argv[2])";
    assert.equal(await startCommand([process.execPath, '-e', program, file, argument], ample).failure, undefined);
    assert.equal(readFileSync(file, 'utf8'), argument);
    assert.equal(existsSync(path.join(folder, 'x')), false);
  }),
);

test('after its time the whole group is ended, also a child that ignores SIGTERM', { skip }, () =>
  onStage(async folder => {
    const text = `sh -c 'trap "" TERM; while :; do sleep 0.05; done' &\nwait`;
    assert.equal(await startCommand(script(folder, text), 1500).failure, 'did not end within 1.5 s');
    assert.deepEqual(processesOf(folder), []);
  }),
);

test('a time limit beyond what a timer can hold is no limit of a millisecond', { skip }, () =>
  onStage(async folder => {
    assert.equal(await startCommand(script(folder, 'sleep 0.2'), 2 ** 40).failure, undefined);
  }),
);

test('a command that is ended before its time was interrupted', { skip }, () =>
  onStage(async folder => {
    const started = startCommand(script(folder, 'echo begun >> log; sleep 300'), ample);
    await linesIn(folder, 'log', 1);
    await started.end();
    assert.equal(await started.failure, 'was interrupted');
  }),
);

test('what a command leaves in the background delays nothing, and is ended with its group', { skip }, () =>
  onStage(async folder => {
    const started = startCommand(script(folder, 'sleep 300 &'), ample);
    assert.equal(await started.failure, undefined);
    // A process that is just becoming another program shows no environment.
    await eventually('it goes on', () => processesOf(folder).length === 1);
    await started.end();
    assert.deepEqual(processesOf(folder), []);
  }),
);

test('a daemon with a session of its own delays nothing and survives', { skip }, () =>
  onStage(async folder => {
    const started = startCommand(script(folder, "setsid sh -c 'echo $$ >> daemon; exec sleep 300' &"), ample);
    assert.equal(await started.failure, undefined);
    await linesIn(folder, 'daemon', 1);
    await started.end();
    const daemons = linesOf(folder, 'daemon').map(Number);
    await eventually('it goes on', () => isDeepStrictEqual(processesOf(folder), daemons));
    for (const pid of daemons) process.kill(pid, 'SIGKILL');
  }),
);
