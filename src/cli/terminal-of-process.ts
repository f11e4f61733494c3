import { setTimeout as sleepFor } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { longestTimer } from '../network/timeout.ts';
import { inColour, plain } from '../reports/paint.ts';
import type { Terminal } from '../reports/terminal.ts';
import type { Environment } from '../targets/variables.ts';
import { linesSafe, terminalSafe } from '../text/terminal-safe.ts';
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
  return { columns: stream.isTTY ? columnsOf(stream) : Infinity, paint: isColoured ? inColour : plain };
}

/**
 * Lets a reader close the output early, as `head` does: what is written from then on goes nowhere, and the command ends with
 * its own exit status. Where the output is lost for another reason, as on a full disk, that is told at the end, and the exit
 * status of this process is not 0.
 */
export function tolerateClosedOutput(): void {
  let lost: string | undefined;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') lost ??= error.code ?? error.message;
    });
  }
  process.once('exit', status => {
    if (lost === undefined) return;
    process.stderr.write(`The output cannot be written (${lost}); make room on the disk, or send it elsewhere.\n`);
    if (status === 0) process.exitCode = 2;
  });
}

/** Writes lines to a stream. They may contain words of others, and none of these controls the terminal or the CI system. */
export function tellOn(stream: Output, lines: string): void {
  stream.write(`${linesSafe(lines)}\n`);
}

/** Terminals without a window, as CI systems have them, say that they have no columns. */
const columnsOf = ({ columns }: Output): number => columns || 80;

/** A line that says what is being done, on a terminal only. */
export interface ProgressLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** The progress line of a stream. */
export function progressOn(stream: Output): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let isShown = false;
  return {
    show: text => {
      stream.write(`\r\u001b[K${terminalSafe(text).slice(0, columnsOf(stream) - 1)}`);
      isShown = true;
    },
    clear: () => {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}
