import type { InterruptedStatus } from '../recording/judged-with.ts';
import type { World } from './world.ts';

/** A request from outside to end the run; at most one counts, the next ends the process at once. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Undefined while nobody interrupted. */
  readonly status: () => InterruptedStatus | undefined;
  /** Leaves the signals to the process again. */
  readonly release: () => void;
}

/** Listens for SIGINT and SIGTERM until it is released. */
export function listenForInterruption(signals: World['signals']): Interruption {
  const controller = new AbortController();
  let status: InterruptedStatus | undefined;
  const interrupt = (signal: NodeJS.Signals): void => {
    status = signal === 'SIGINT' ? 130 : 143;
    release();
    controller.abort();
  };
  const release = (): void => {
    signals.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  };
  signals.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return { signal: controller.signal, status: () => status, release };
}
