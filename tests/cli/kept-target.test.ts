import assert from 'node:assert/strict';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openRun } from '../../src/cli/current-run.ts';
import type { JudgedTarget } from '../../src/cli/judge-target.ts';
import { type KeptTarget, keptTarget } from '../../src/cli/kept-target.ts';
import { clearResults, playwrightFolder, writeReports } from '../../src/cli/report-files.ts';
import { worldOfProcess } from '../../src/cli/world.ts';
import { allureResults } from '../../src/reports/allure-results.ts';
import { recordEmbedded, resultOf } from '../checks/embedded-recording.ts';
import { inNewFolder, ownState } from './command.ts';

const recording = await recordEmbedded();
const result = resultOf(recording);

/** Keeps a target whose reports are written to the folder that `use` gets. @param prepare done to that folder before */
function withKept(
  prepare: (folder: string) => void,
  use: (kept: KeptTarget, folder: string, judged: JudgedTarget, told: string) => void,
): Promise<void> {
  return inNewFolder(async cwd => {
    let told = '';
    const tell = (sentence: string): void => {
      told += sentence;
    };
    const stderr = { ...worldOfProcess().stderr, isTTY: false, columns: 80, hasColors: () => false, write: tell };
    const run = openRun({ target: ['mock'] }, { ...worldOfProcess(), env: ownState(cwd), folder: cwd, stderr });
    prepare(run.folder);
    const judged = { recording, result, written: writeReports(run.folder, recording, result, tell) };
    const [target] = run.targets;
    assert.ok(target);
    use(keptTarget({ run, target }, judged), run.folder, judged, told);
  });
}

/** A recording as it is compared: its bodies are bytes of several classes. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a target that was judged is read again as it was', () =>
  withKept(
    () => {},
    (kept, _, __, told) => {
      const [readResult, readRecording] = [kept.result(), kept.recording()];
      assert.deepEqual(readResult, plain(result));
      assert.deepEqual(plain(readRecording.exchanges), plain(recording.exchanges));
      const ofThese = allureResults(readResult, readRecording.exchanges);
      assert.deepEqual(ofThese, allureResults(result, recording.exchanges));
      assert.equal(told, '');
    },
  ));

test('where the disk takes neither, both stay in memory, and the reason is told', () =>
  withKept(
    folder => {
      mkdirSync(path.join(folder, 'recording.json'));
      writeFileSync(playwrightFolder(folder), '');
    },
    (kept, _, judged, told) => {
      assert.equal(kept.result(), judged.result);
      assert.equal(kept.recording(), judged.recording);
      assert.match(told, /recording\.json cannot be written \(/);
      assert.match(told, /\.playwright\b.* cannot be /);
    },
  ));

test('files that were changed or removed during the run are not taken for its own', () =>
  withKept(
    () => {},
    (kept, folder) => {
      clearResults(folder);
      truncateSync(path.join(folder, 'recording.json'), 100);
      assert.throws(
        () => kept.result(),
        /^ConfigurationError: The result of mock was changed or removed during the run; /,
      );
      assert.throws(() => kept.recording(), /recording\.json was changed or removed during the run; /);
    },
  ));

test('the answers and verdicts of a target that is kept on the disk are not in memory', () =>
  inNewFolder(async cwd => {
    const world = { ...worldOfProcess(), env: ownState(cwd), folder: cwd };
    const run = openRun({ target: ['mock'] }, world);
    const keep = (): { kept: KeptTarget; held: readonly WeakRef<object>[] } => {
      const own = { recording: structuredClone(recording), result: { ...result } };
      const [target] = run.targets;
      assert.ok(target);
      const written = writeReports(run.folder, own.recording, own.result, sentence => assert.fail(sentence));
      const kept = keptTarget({ run, target }, { ...own, written });
      return { kept, held: [new WeakRef(own.recording), new WeakRef(own.result)] };
    };
    const { kept, held } = keep();
    setFlagsFromString('--expose-gc');
    // What a reference was just made to stays until the next turn.
    await nextTurn();
    runInNewContext('gc')();
    assert.deepEqual(
      held.map(reference => reference.deref()),
      [undefined, undefined],
    );
    assert.equal(kept.result().exitStatus, result.exitStatus);
  }));
