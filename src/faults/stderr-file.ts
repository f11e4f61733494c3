import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { terminalSafe } from '../text/terminal-safe.ts';

/** Bytes at the end of the file that are searched for its last line. */
const tailBytes = 4096;

/**
 * Opens a file without a name, for a process to write its stderr to. Unlike a pipe it need not be read, and processes that
 * are left behind may keep it open. Undefined where none can be made, as on a full disk.
 */
export function openStderrFile(): number | undefined {
  const file = path.join(tmpdir(), `vbs-conformance-stderr-${randomUUID()}`);
  try {
    const descriptor = openSync(file, 'ax+', 0o600);
    unlinkSync(file);
    return descriptor;
  } catch {
    return undefined;
  }
}

/**
 * The last line that is not empty, safe for a terminal; undefined when there is none, or only a part of one, which may
 * contain half a secret. Closes the file.
 */
export function takeLastLine(descriptor: number): string | undefined {
  try {
    const { size } = fstatSync(descriptor);
    const tail = Buffer.alloc(Math.min(size, tailBytes));
    const length = readSync(descriptor, tail, 0, tail.length, size - tail.length);
    const text = tail.toString('utf8', 0, length);
    return lastLine(size > tail.length ? text.replace(/^[^\r\n]*/, '') : text);
  } catch {
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** The last line of a text that is not empty, safe for a terminal. */
export function lastLine(text: string): string | undefined {
  const line = text
    .split(/[\r\n]+/)
    .map(one => one.trim())
    .findLast(one => one !== '');
  return line === undefined ? undefined : terminalSafe(line);
}
