import type { PathValues } from '../contract/path.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { AnswerOf } from './list-items.ts';
import type { Recording } from './recording.ts';
import { lastTry, requestName } from './tries.ts';

/** What a run recorded of one operation, opened for judging. Names of exchanges are those below the operation: `show`. */
export interface OperationRecording {
  readonly recording: Recording;
  /** The values of the path's parameters that were asked for. */
  readonly parameters: PathValues;
  /** The names of the requests that were answered, in their order. */
  readonly asked: readonly string[];
  /** The exchange that counts: where a request was asked again, the last one. */
  readonly exchange: (name: string) => Exchange | undefined;
  /** The same of any operation of the run. */
  readonly answerOf: AnswerOf;
  /** All exchanges of a request, in their order: more than one where it was asked again. */
  readonly tries: (name: string) => readonly Exchange[];
  /** Why the exchange of this name was not made; undefined when it was. */
  readonly unsentReason: (name: string) => string | undefined;
  /** Why a request was not asked again though it should have been; undefined when it was, or need not be. */
  readonly whyNotAgain: (name: string) => string | undefined;
}

/** Opens the part of a recording that one operation made. */
export function operationRecording(recording: Recording, operation: string): OperationRecording {
  const prefix = `${operation}/`;
  const exchanges = new Map<string, readonly Exchange[]>();
  for (const one of recording.exchanges.filter(({ name }) => name.startsWith(prefix))) {
    const name = requestName(one.name);
    exchanges.set(name, [...(exchanges.get(name) ?? []), one]);
  }
  const unsent = new Map(recording.unsent.map(({ name, reason }) => [name, reason]));
  const notAgain = new Map(
    recording.unsent
      .filter(({ name }) => requestName(name) !== name)
      .map(({ name, reason }) => [requestName(name), reason]),
  );
  return {
    recording,
    parameters: recording.operations.find(({ name }) => name === operation)?.parameters ?? {},
    asked: [...exchanges.keys()].map(name => name.slice(prefix.length)),
    exchange: name => exchanges.get(prefix + name)?.at(-1),
    answerOf: (other, name) =>
      other === operation ? exchanges.get(prefix + name)?.at(-1) : lastTry(recording.exchanges, `${other}/${name}`),
    tries: name => exchanges.get(prefix + name) ?? [],
    unsentReason: name => unsent.get(prefix + name),
    whyNotAgain: name => notAgain.get(prefix + name),
  };
}
