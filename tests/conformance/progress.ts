import type { Progress } from '../../src/probing/probing.ts';

/** From the worker that probes to Playwright's own process, which alone has the terminal: a line on stdout. */
export const tellProgress: Progress = (done, planned) => process.stdout.write(`${done} of ${planned}\n`);

/** The progress that a chunk of the worker's output tells of; undefined when it is something else. */
export function progressIn(chunk: string): readonly [done: number, planned: number] | undefined {
  const [, done, planned] = /^(\d+) of (\d+)$/m.exec(chunk) ?? [];
  return done && planned ? [Number(done), Number(planned)] : undefined;
}
