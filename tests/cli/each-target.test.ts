import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openRun } from '../../src/cli/current-run.ts';
import { eachTarget, type TargetTurn } from '../../src/cli/each-target.ts';
import { listenForInterruption } from '../../src/cli/interruption.ts';
import { systemClock } from '../../src/cli/terminal-of-process.ts';
import { inNewFolder, ownState } from './command.ts';

/** What happened: `a>` where the test of a target begins, `<a` where it ends. */
interface Tested {
  readonly log: string;
  readonly results: readonly (string | undefined)[];
  readonly stdout: string;
}

/** Tests the profiles of these texts, by their names. `during` is called in the middle of each test. */
function tested(
  profiles: Readonly<Record<string, string>>,
  jobs: number,
  during: (turn: TargetTurn, signals: EventEmitter) => unknown = () => nextTurn(),
): Promise<Tested> {
  return inNewFolder(async folder => {
    mkdirSync(path.join(folder, 'targets'));
    for (const [name, text] of Object.entries(profiles))
      writeFileSync(path.join(folder, 'targets', `${name}.yaml`), text);
    let stdout = '';
    const stream = (write: (text: string) => void) => ({ isTTY: false, columns: 80, hasColors: () => false, write });
    const signals = new EventEmitter();
    const run = openRun(
      { target: Object.keys(profiles), jobs: String(jobs) },
      {
        env: { OS_TOKEN: 'token-of-the-tests', OS_PROJECT_ID: 'a'.repeat(32), ...ownState(folder) },
        folder,
        stdout: stream(text => {
          stdout += text;
        }),
        stderr: stream(() => {}),
        signals,
        clock: systemClock,
      },
    );
    const log: string[] = [];
    const results = await eachTarget(run, listenForInterruption(signals), async turn => {
      const { name } = turn.target;
      log.push(`${name}>`);
      turn.run.world.stdout.write(`${name} `);
      await during(turn, signals);
      turn.run.world.stdout.write(`${name} `);
      log.push(`<${name}`);
      return name;
    });
    return { log: log.join(' '), results, stdout };
  });
}

const at = (port: number, rest = ''): string => `endpoint: http://127.0.0.1:${port}${rest}\n`;
const hooks = 'faults: { 503: { enter: ["true"], leave: ["true"] } }\n';

test('targets are tested one after the other, in their order, unless several jobs are asked for', async () => {
  const { log, results } = await tested({ b: at(1), a: at(2), c: at(3) }, 1);
  assert.equal(log, 'b> <b a> <a c> <c');
  assert.deepEqual(results, ['b', 'a', 'c']);
});

test('as many as there are jobs are tested at the same time, and what they print is not mixed', async () => {
  const { log, results, stdout } = await tested({ a: at(1), b: at(2), c: at(3) }, 2, async ({ target }) => {
    // The first one ends last.
    for (let turns = target.name === 'a' ? 9 : 1; turns > 0; turns -= 1) await nextTurn();
  });
  assert.equal(log, 'a> b> <b c> <c <a');
  assert.deepEqual(results, ['a', 'b', 'c']);
  assert.equal(stdout, 'a a b b c c ');
});

test('two at the same origin are not tested at the same time, and the next one at another origin is taken meanwhile', async () => {
  const { log } = await tested({ a: at(1, '/one'), b: at(1, '/two'), c: at(2) }, 2);
  assert.match(log, /^a> c> .*<a b> /);
});

test('a target with fault hooks is tested alone', async () => {
  const { log } = await tested({ a: at(1), b: at(2), hooked: at(3) + hooks, other: at(4) + hooks, c: at(5) }, 5);
  assert.equal(log, 'a> b> <a <b hooked> <hooked other> <other c> <c');
});

test('where the origin is known only during the test, the others wait there', async () => {
  const log: string[] = [];
  await tested({ a: at(1), b: at(2), c: at(3) }, 3, ({ target: { name }, inTurn }) =>
    inTurn(name === 'c' ? 'http://127.0.0.1:8' : 'http://127.0.0.1:9', async () => {
      log.push(`${name}>`);
      await nextTurn();
      log.push(`<${name}`);
    }),
  );
  assert.match(log.join(' '), /<a b>/);
  assert.match(log.join(' '), /a> c>/);
});

test('after an interruption no target is begun, and those that are begun come to their end', async () => {
  const { log, results } = await tested({ a: at(1), b: at(2), c: at(3) }, 2, async ({ target }, signals) => {
    if (target.name === 'b') signals.emit('SIGINT', 'SIGINT');
    await nextTurn();
  });
  assert.equal(log, 'a> b> <a <b');
  assert.deepEqual(results, ['a', 'b', undefined]);
});

test('what ends the run is told when the targets that are begun have come to their end, and no other is begun', async () => {
  let ended = 0;
  const testing = tested({ a: at(1), b: at(2), c: at(3) }, 2, async ({ target }) => {
    if (target.name === 'a') throw new Error('as it should');
    await nextTurn();
    ended += 1;
  });
  await assert.rejects(testing, /as it should/);
  assert.equal(ended, 1);
});
