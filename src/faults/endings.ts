import { codeOf } from './own-files.ts';

/** How a process ended, as the rest of a sentence about it: `exited with 3`, `was ended by SIGKILL`. */
export function endingText(status: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exited with ${status}` : `was ended by ${signal}`;
}

/** Why a process did not begin, as the rest of a sentence: only the error's code, since its text contains the arguments. */
export const startFailureText = (error: unknown): string => `could not be started (${codeOf(error)})`;
