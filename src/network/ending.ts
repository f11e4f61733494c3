/** When something that takes time has to end. */
export interface Ending {
  /** Aborted when it has to end. */
  readonly signal: AbortSignal;
  /** Call this when it has ended by itself. */
  readonly forget: () => void;
}

/**
 * Ends after so many milliseconds, or when `interrupted` is aborted. The timer refers to the signal, so that Node keeps it:
 * Node 20 may discard an `AbortSignal.timeout` in an `AbortSignal.any`, and then nothing ever ends.
 */
export function endingAfter(milliseconds: number, interrupted: AbortSignal): Ending {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const timer = setTimeout(end, milliseconds);
  if (interrupted.aborted) end();
  interrupted.addEventListener('abort', end);
  const forget = (): void => {
    clearTimeout(timer);
    interrupted.removeEventListener('abort', end);
  };
  return { signal: controller.signal, forget };
}
