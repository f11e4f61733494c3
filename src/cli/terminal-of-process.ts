import type { WriteStream } from 'node:tty';
import { inColour, type Paint, plain } from '../reports/paint.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import type { Clock } from '../wire/sender.ts';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date(), elapsed: () => performance.now() };

/** Colours on a terminal that shows them, unless `NO_COLOR` (no-color.org) asks for none. */
export function paintFor(stream: WriteStream): Paint {
  return stream.isTTY && stream.hasColors() ? inColour : plain;
}

/** Writes lines for a reader. They may have words of the service in them, none of which the terminal obeys. */
export function tellOnStderr(lines: string): void {
  process.stderr.write(`${lines.split('\n').map(terminalSafe).join('\n')}\n`);
}

/** A line that counts what is done while it is being done, on a terminal only. */
export interface ProgressLine {
  readonly show: (what: string, done: number, planned: number) => void;
  readonly clear: () => void;
}

/** The progress line of a stream. */
export function progressOn(stream: WriteStream): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: (what, done, planned) => stream.write(`\r\u001b[K${what}: ${done} of ${planned}`),
    clear: () => stream.write('\r\u001b[K'),
  };
}
