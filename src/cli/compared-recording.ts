import { judgeRun, type RunResult } from '../checks/run-result.ts';
import type { Recording } from '../recording/recording.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isErrorForUsers } from './error-status.ts';
import { type SpecsSource, withoutOptions } from './judging-specs.ts';

/**
 * Judges a recording by the pages of today: two recordings are compared as this suite judges both. The options of the run
 * stay: what it left out is not judged.
 * @param file the recording's name, for people
 * @throws ConfigurationError where there is no page of today about it, or its content lets nobody judge it
 */
export function judgedNow(file: string, recording: Recording, source: SpecsSource): RunResult {
  const { options, interrupted, waivers } = recording.judgedWith ?? withoutOptions;
  const { operations } = source.today(recording, file);
  try {
    return judgeRun(recording, operations, options, interrupted, waivers);
  } catch (error) {
    if (isErrorForUsers(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${file} cannot be judged (${why}); take a recording as the run wrote it.`);
  }
}
