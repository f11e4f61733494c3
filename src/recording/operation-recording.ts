import type { PathValues } from '../contract/path.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Recording } from './recording.ts';

/** What a run recorded of one operation, opened for judging. Names of exchanges are those below the operation: `show`. */
export interface OperationRecording {
  readonly recording: Recording;
  /** The values of the path's parameters that were asked for. */
  readonly parameters: PathValues;
  readonly exchange: (name: string) => Exchange | undefined;
  /** Why the exchange of this name was not made; undefined when it was. */
  readonly unsentReason: (name: string) => string | undefined;
}

/** Opens the part of a recording that one operation made. */
export function operationRecording(recording: Recording, operation: string): OperationRecording {
  const prefix = `${operation}/`;
  const exchanges = new Map(recording.exchanges.map(exchange => [exchange.name, exchange]));
  const unsent = new Map(recording.unsent.map(({ name, reason }) => [name, reason]));
  return {
    recording,
    parameters: recording.operations.find(({ name }) => name === operation)?.parameters ?? {},
    exchange: name => exchanges.get(prefix + name),
    unsentReason: name => unsent.get(prefix + name),
  };
}
