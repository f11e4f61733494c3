import type { EventEmitter } from 'node:events';
import type { Environment } from '../targets/variables.ts';
import type { Clock } from '../wire/sender.ts';
import { type Output, systemClock } from './terminal-of-process.ts';

/** What a command has of the process that it runs in. */
export interface World {
  readonly env: Environment;
  /** Absolute path of the folder that the command was started in. */
  readonly folder: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Emits `SIGINT` and `SIGTERM`. */
  readonly signals: Pick<EventEmitter, 'on' | 'once' | 'off'>;
  readonly clock: Clock;
}

/** The world of this process. */
export const worldOfProcess = (): World => ({
  env: process.env,
  folder: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
  clock: systemClock,
});
