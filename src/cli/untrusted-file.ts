import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { codeOf } from '../faults/own-files.ts';
import { ConfigurationError } from '../targets/target.ts';

const mebi = 1024 * 1024;

/** Bytes of a file that is read; the recording of a run of several operations has a few mebibytes. */
const largest = 256 * mebi;

/**
 * The text of a file that anybody may have written. It is not read unless it is a file of bounded size, and nothing waits for
 * it.
 * @param shown the file as the user knows it
 * @param most bytes that it may have
 * @param flags further flags to open it with
 * @returns undefined when there is no such file
 * @throws ConfigurationError when it is no such file, or cannot be read
 */
export function untrustedText(file: string, shown: string, most = largest, flags = 0): string | undefined {
  const descriptor = opened(file, shown, flags);
  if (descriptor === undefined) return undefined;
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new ConfigurationError(`${shown} is not a regular file; name a file that a run wrote.`);
    if (stat.size > most) {
      throw new ConfigurationError(`${shown} is larger than ${most / mebi} MiB; no run writes such a file.`);
    }
    const bytes = readFileSync(descriptor);
    if (isUtf8(bytes)) return bytes.toString('utf8');
    throw new ConfigurationError(`${shown} is not a text in UTF-8; name a file as the run wrote it.`);
  } finally {
    closeSync(descriptor);
  }
}

/** Opens a file without waiting for a writer, as a pipe would. */
function opened(file: string, shown: string, flags: number): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | flags);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    if (codeOf(error) === 'ELOOP')
      throw new ConfigurationError(`${shown} is a link; put the file itself in its place.`);
    throw new ConfigurationError(`${shown} cannot be read (${codeOf(error)}); make it readable.`);
  }
}
