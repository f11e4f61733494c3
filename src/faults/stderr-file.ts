import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { terminalSafe } from '../text/terminal-safe.ts';

/** Bytes at the end of the file in which its last line is looked for. */
const tailBytes = 4096;

/**
 * Opens a file without a name, for a process to write its stderr to: unlike a pipe nobody has to read it, and whatever the
 * process leaves behind may keep it open. Undefined where none can be made, for want of room or of a writable folder.
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
 * The last line that says something, made fit for people's eyes; undefined when there is none, or only a part of one, in
 * which half a secret might stand. Closes the file.
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

/** The last line of a text that says something, with everything that a terminal or page would obey made visible. */
export function lastLine(text: string): string | undefined {
  const line = text
    .split(/[\r\n]+/)
    .map(one => one.trim())
    .findLast(one => one !== '');
  return line === undefined ? undefined : terminalSafe(line);
}
