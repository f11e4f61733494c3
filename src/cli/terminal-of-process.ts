import type { WriteStream } from 'node:tty';
import { inColour, type Paint, plain } from '../reports/terminal.ts';
import type { Clock } from '../wire/sender.ts';
import type { Progress } from './probing.ts';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date(), elapsed: () => performance.now() };

/** Colours on a terminal that shows them, unless `NO_COLOR` (no-color.org) asks for none. */
export function paintFor(stream: WriteStream): Paint {
  return stream.isTTY && stream.hasColors() ? inColour : plain;
}

/** A line that counts requests while they run, on a terminal only. */
export function progressOn(stream: WriteStream): { readonly show: Progress; readonly clear: () => void } {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show: (done, planned) => stream.write(`\rProbing: ${done} of ${planned} requests`),
    clear: () => stream.write('\r\u001b[K'),
  };
}
