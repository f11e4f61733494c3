import { setTimeout as sleepFor } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { longestTimer } from '../network/timeout.ts';
import { inColour, plain } from '../reports/paint.ts';
import type { Terminal } from '../reports/terminal.ts';
import type { Environment } from '../targets/variables.ts';
import { linesSafe } from '../text/terminal-safe.ts';
import type { Clock } from '../wire/sender.ts';

/** A stream that a command writes text to. */
export interface Output extends Pick<WriteStream, 'isTTY' | 'hasColors' | 'columns'> {
  readonly write: (text: string) => unknown;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  sleep: (milliseconds, ended) =>
    sleepFor(Math.min(milliseconds, longestTimer), true, { signal: ended }).catch(() => false),
};

/**
 * How wide the lines of a stream are, and whether they have colours: on a terminal that shows them, and where `FORCE_COLOR`
 * asks for them (force-color.org); not with `NO_COLOR` (no-color.org).
 */
export function terminalOf(stream: Output, { FORCE_COLOR: forced, NO_COLOR: refused }: Environment): Terminal {
  const isForced = forced !== undefined && forced !== '0' && forced !== 'false';
  const isColoured = isForced || (!refused && forced === undefined && stream.isTTY && stream.hasColors());
  return { columns: stream.isTTY ? stream.columns : Infinity, paint: isColoured ? inColour : plain };
}

/**
 * Lets a reader close the output early, as `head` does: what is written from then on goes nowhere, and the command ends with
 * its own exit status.
 */
export function tolerateClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** Writes lines to a stream. They may contain words of others, and none of these controls the terminal or the CI system. */
export function tellOn(stream: Output, lines: string): void {
  stream.write(`${linesSafe(lines)}\n`);
}

/** A line that counts what is done while it is being done, on a terminal only. */
export interface ProgressLine {
  readonly show: (what: string, done: number, planned: number) => void;
  readonly clear: () => void;
}

/** The progress line of a stream. */
export function progressOn(stream: Output): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: (what, done, planned) => stream.write(`\r\u001b[K${what}: ${done} of ${planned}`),
    clear: () => stream.write('\r\u001b[K'),
  };
}
