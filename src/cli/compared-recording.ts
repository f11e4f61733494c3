import { type JudgedOperation, judgeRun, type RunResult } from '../checks/run-result.ts';
import { checksOf } from '../checks/suite.ts';
import { decoderOfRun, tooManyDecoded } from '../recording/body.ts';
import type { Recording } from '../recording/recording.ts';
import { parseRecording, writeRecording } from '../recording/recording-file.ts';
import { ConfigurationError } from '../targets/target.ts';
import { formatFault } from '../text/data-format.ts';
import type { LoadedSpecification } from './specification.ts';

/**
 * A recording of any format that this suite ever wrote, from a file that anybody may have written.
 * @param name the file's name, for people
 * @param format the JSON Schema of the newest one
 * @throws ConfigurationError when it is damaged
 */
export function recordingIn(name: string, text: string, format: object): Recording {
  const refused = (why: string): ConfigurationError =>
    new ConfigurationError(`${name} is no recording that can be read: ${why}; name a file that a run has written.`);
  let recording: Recording;
  try {
    recording = parseRecording(text);
  } catch (error) {
    throw refused(error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
  }
  // The bodies are bytes now: the text that this suite would write is what has a format.
  const fault = formatFault(JSON.parse(writeRecording(recording)), format);
  if (fault !== undefined) throw refused(fault);
  if (unfoldsTooFar(recording)) throw refused(tooManyDecoded);
  return recording;
}

/** A run reads no more than this of all bodies together, and omits what is more: only another hand can have added it. */
function unfoldsTooFar({ exchanges }: Recording): boolean {
  const decode = decoderOfRun();
  return exchanges.some(({ response }) => response && decode(response).error === tooManyDecoded);
}

/**
 * Judges a recording by the pages of today: the operations that it has, all of their checks.
 * @param name the file's name, for people
 * @throws ConfigurationError where the recording is of other pages, or its content lets nobody judge it
 */
export function judgedNow(
  name: string,
  recording: Recording,
  specifications: readonly LoadedSpecification[],
): RunResult {
  const pages = new Set(recording.operations.map(({ page }) => page));
  const operations: JudgedOperation[] = specifications
    .filter(({ contract }) => pages.has(contract.id))
    .map(({ contract, source }) => ({ contract, source, checks: checksOf(contract) }));
  if (operations.length === 0) {
    throw new ConfigurationError(
      `${name} is a recording of ${[...pages].join(', ') || 'no operation'}, and there is no such page; --specs names a folder with pages of your own.`,
    );
  }
  try {
    return judgeRun(recording, operations, { strict: false });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${name} cannot be judged (${why}); name a recording as a run has written it.`);
  }
}
