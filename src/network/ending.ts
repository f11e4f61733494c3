/** The end of something that takes time. */
export interface Ending {
  /** Aborted when it has to end. */
  readonly signal: AbortSignal;
  /** To be called when it has ended by itself. */
  readonly forget: () => void;
}

/**
 * The end after so many milliseconds, or when `interrupted` is aborted. The timer refers to the signal, and so keeps it:
 * Node 20 collects an `AbortSignal.timeout` within an `AbortSignal.any` as garbage, and then nothing ever ends.
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
