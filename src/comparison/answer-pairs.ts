import { operationRecording } from '../recording/operation-recording.ts';
import type { RecordedOperation, Recording } from '../recording/recording.ts';
import type { Exchange } from '../wire/exchange.ts';

/** The answers of two runs to the same request. */
export interface AnswerPair {
  /** The exchange's name below the operation: `status/404/unknown-id`. */
  readonly name: string;
  readonly before: Exchange;
  readonly after: Exchange;
  /** The values that each run asked about, which error texts repeat. */
  readonly asked: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** An operation of a recording. */
export type Recorded = readonly [recording: Recording, operation: RecordedOperation];

/** The requests of an operation that both runs have an answer to; where a request was repeated, the last one. */
export function answerPairs([baseline, before]: Recorded, [current, after]: Recorded): AnswerPair[] {
  const [one, other] = [operationRecording(baseline, before.name), operationRecording(current, after.name)];
  const asked = { before: valuesOf(baseline, before), after: valuesOf(current, after) };
  return other.asked.flatMap(name => {
    const pair = { before: one.exchange(name), after: other.exchange(name) };
    return pair.before && pair.after && !isLook(name) ? [{ name, before: pair.before, after: pair.after, asked }] : [];
  });
}

/** A look at the service while something was asked again: it shows what its plain reads show. */
const isLook = (name: string): boolean => name.startsWith('between/');

const valuesOf = ({ target }: Recording, { parameters }: RecordedOperation): string[] => [
  target.project,
  ...Object.values(parameters),
];
