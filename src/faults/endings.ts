/** How a process ended, as the rest of a sentence about it: `exited with 3`, `was ended by SIGKILL`. */
export function endingText(status: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exited with ${status}` : `was ended by ${signal}`;
}

/** Why a process did not begin, as the rest of a sentence: only the error's code, since its text contains the arguments. */
export function startFailureText(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  return `could not be started (${code})`;
}
