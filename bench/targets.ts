import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../src/cli/package-root.ts';
import { writeProfiles } from '../tests/endpoints/many-services.ts';
import { atMost, type Figure } from './figure.ts';
import { inNewFolder, lifetime, type Start } from './node-process.ts';
import { ratioOf } from './ratio.ts';
import type { StartedServices, WantedServices } from './services-process.ts';

/** Milliseconds by which the services answer late whose targets are probed side by side. */
const delay = 20;

/** How time and memory grow with the targets of a run, and what probing them side by side gains. */
export async function* targets(): AsyncGenerator<Figure | string> {
  yield* withServices({ count: 8, delay }, async function* (start) {
    const ratio = await ratioOf(
      () => lifetime(start('check', 8, '--jobs', '4')),
      () => lifetime(start('check', 8, '--jobs', '1')),
      { pairs: 3, seconds: 60 },
    );
    const what = `8 targets, ${delay} ms an answer, 4 jobs`;
    yield { what, against: 'the same, one after the other', ratio, aim: atMost(0.5) };
  });
  yield* withServices({ count: 100, delay: 0 }, async function* (start) {
    yield* growthOf('check', start, { 10: 5, 100: 1 });
    yield* growthOf('run', start, { 10: 1, 100: 1 });
  });
}

/** How a command that tests so many targets is started. */
type StartOf = (verb: 'check' | 'run', count: number, ...args: readonly string[]) => MeasuredStart;

interface MeasuredStart extends Start {
  /** Where each process notes the most memory that it had. */
  readonly peakFile: string;
}

/** @param pairs how often to measure, by the number of targets */
async function* growthOf(
  verb: 'check' | 'run',
  startOf: StartOf,
  pairs: Readonly<Record<number, number>>,
): AsyncGenerator<Figure | string> {
  const last = new Map<number, string>();
  const timeOfEach = async (count: number): Promise<number> => {
    const start = startOf(verb, count);
    rmSync(start.peakFile, { force: true });
    const milliseconds = await lifetime(start);
    last.set(count, `${count}: ${(milliseconds / 1000).toFixed(1)} s, ${peakIn(start.peakFile)} MB`);
    return milliseconds / count;
  };
  for (const count of Object.keys(pairs).map(Number)) {
    const effort = { pairs: pairs[count] ?? 1, seconds: 90 };
    const ratio = await ratioOf(
      () => timeOfEach(count),
      () => timeOfEach(1),
      effort,
    );
    yield {
      what: `${verb} of ${count} targets, each of them`,
      against: `${verb} of one target`,
      ratio,
      aim: atMost(1),
    };
  }
  yield `${verb}, targets and what they took: ${[...last]
    .sort(([one], [other]) => one - other)
    .map(([, text]) => text)
    .join('; ')}.`;
}

/** The most memory that one of the processes had, in MB. */
function peakIn(file: string): number {
  const peaks = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => Number.parseInt(line, 10));
  return Math.round(Math.max(...peaks) / 1024);
}

/** Gives `use` services in a process of their own, and a folder with a profile for each. */
async function* withServices<T>(
  wanted: WantedServices,
  use: (startOf: StartOf) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const server = fork(path.join(import.meta.dirname, 'services-process.js'));
  try {
    server.send(wanted);
    const [{ origins, env }] = (await once(server, 'message')) as [StartedServices];
    yield* inNewFolder(async function* (folder) {
      const chosen = writeProfiles(folder, origins);
      const peakFile = path.join(folder, 'peaks.txt');
      const preload = path.join(packageRoot(), 'dist/tests/endpoints/peak-memory.js');
      const measured = { NODE_OPTIONS: `--import=${preload}`, PEAK_MEMORY_FILE: peakFile };
      yield* use((verb, count, ...args) => ({
        args: [main, verb, '-q', ...chosen.slice(0, 2 * count), ...args],
        env: { ...env, ...measured },
        cwd: folder,
        peakFile,
      }));
    });
  } finally {
    server.disconnect();
  }
}

const main = path.join(packageRoot(), 'dist/src/cli/main.js');
