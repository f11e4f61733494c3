import type { Progress } from '../../src/probing/probing.ts';

/** From the worker that probes to Playwright's own process, which alone writes to the terminal: a line on stdout. */
export const printProgress: Progress = (done, planned) => process.stdout.write(`${done} of ${planned}\n`);

/** The progress in a chunk of the worker's output; undefined when it is something else. */
export function progressIn(chunk: string): readonly [done: number, planned: number] | undefined {
  const [, done, planned] = /^(\d+) of (\d+)$/m.exec(chunk) ?? [];
  return done && planned ? [Number(done), Number(planned)] : undefined;
}
