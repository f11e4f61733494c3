import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../src/cli/package-root.ts';
import { inNewFolder, lifetime } from './node-process.ts';

/** Exchanges that are judged, at least. */
const wanted = 10_000;

/** Checks that ask for about 25 exchanges, as a run of one operation does. */
const only = ['--only', 'show-backup/**'];

/**
 * How long it takes to judge 10,000 exchanges in about 400 recordings with the reports beside them, and how much memory. The
 * recordings differ in their times only.
 */
export async function* judge(): AsyncGenerator<string> {
  yield* inNewFolder(async function* (folder) {
    const main = path.join(packageRoot(), 'dist/src/cli/main.js');
    const peakFile = path.join(folder, 'peaks.txt');
    const preload = path.join(packageRoot(), 'dist/tests/endpoints/peak-memory.js');
    await lifetime({ args: [main, 'check', '--target', 'mock', '-q', ...only], env: {}, cwd: folder });
    const reports = path.join(folder, 'reports');
    const { exchanges } = JSON.parse(readFileSync(path.join(reports, 'recording.json'), 'utf8')) as {
      readonly exchanges: readonly unknown[];
    };
    const recordings = Math.ceil(wanted / exchanges.length);
    for (let index = 0; index < recordings; index += 1) {
      const copy = path.join(folder, 'runs', String(index).padStart(4, '0'));
      mkdirSync(copy, { recursive: true });
      for (const file of ['recording.json', 'conformance.json'])
        cpSync(path.join(reports, file), path.join(copy, file));
    }
    const milliseconds = await lifetime({
      args: ['--import', preload, main, 'judge', 'runs', '-q'],
      env: { PEAK_MEMORY_FILE: peakFile },
      cwd: folder,
    });
    const peak = Math.round(Number.parseInt(readFileSync(peakFile, 'utf8'), 10) / 1024);
    yield `judge: ${recordings * exchanges.length} exchanges in ${recordings} recordings, each equal to its report: ${(milliseconds / 1000).toFixed(1)} s, ${peak} MB (aim: 10 s, 500 MB)`;
  });
}
