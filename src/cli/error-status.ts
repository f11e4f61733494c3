import { SpecificationError } from '../contract/notes.ts';
import { ObservationError } from '../documentation/witness.ts';
import { ConfigurationError } from '../targets/target.ts';
import { type Output, tellOn } from './terminal-of-process.ts';

const errorsForUsers = [ConfigurationError, SpecificationError, ObservationError];

/** Whether it is an error that a user can correct. */
export const isErrorForUsers = (error: unknown): error is Error => errorsForUsers.some(kind => error instanceof kind);

/**
 * Shows the message of an error that a user can correct, and returns the exit status that goes with it. Any other error is a
 * fault of ours: it is thrown again, and so appears with its stack.
 */
export function exitStatusFor(error: unknown, stderr: Output): 2 {
  if (!isErrorForUsers(error)) throw error;
  tellOn(stderr, error.message);
  return 2;
}
