import { jsonOf } from '../recording/response-json.ts';
import type { Exchange, Response } from '../wire/exchange.ts';
import type { AnswerPair } from './answer-pairs.ts';
import { errorText } from './error-text.ts';
import { type ShapeChange, shapeChanges } from './shape.ts';
import { slowness } from './slowness.ts';
import type { Told } from './told.ts';

/** In what a service changed without breaking a rule: a status, a JSON type, the text of an error, how long it takes. */
export const driftKinds = ['status', 'type', 'error-text', 'time'] as const;
export type DriftKind = (typeof driftKinds)[number];

/** One such difference of an operation. */
export interface Drift {
  readonly kind: DriftKind;
  /** The operation's name: `show-backup`. */
  readonly operation: string;
  /** The field's path, the exchange, or the kind of answers. */
  readonly place: string;
  readonly before: string;
  readonly after: string;
  /** The exchanges in which it shows, below the operation. */
  readonly exchanges: readonly string[];
}

/** In what the answers of an operation differ, each difference once. */
export function driftOf(operation: string, pairs: readonly AnswerPair[], told: Told): Drift[] {
  const found = [...pairs.flatMap(pair => differences(pair, told)), ...slower(pairs)];
  return merged(found.map(one => ({ ...one, operation })));
}

type Difference = Omit<Drift, 'operation'>;

function differences(pair: AnswerPair, told: Told): Difference[] {
  const { name, before, after, asked } = pair;
  if (told.ofAnswer(name)) return [];
  const [was, is] = [answerWord(before), answerWord(after)];
  if (was !== is) return [{ kind: 'status', place: name, before: was, after: is, exchanges: [name] }];
  if (!before.response || !after.response || before.failure || after.failure) return [];
  const types = typeChanges(before.response, after.response)
    .filter(({ place }) => !told.ofPlace(place))
    .map(change => ({ kind: 'type' as const, ...change, exchanges: [name] }));
  if (after.response.status < 400) return types;
  const [said, says] = [errorText(before.response, asked.before), errorText(after.response, asked.after)];
  if (said === says) return types;
  return [...types, { kind: 'error-text', place: name, before: said, after: says, exchanges: [name] }];
}

const answerWord = ({ response, failure }: Exchange): string =>
  failure || !response ? 'no complete answer' : String(response.status);

function typeChanges(before: Response, after: Response): ShapeChange[] {
  const [one, other] = [jsonOf(before), jsonOf(after)];
  if (one.error !== undefined || other.error !== undefined) return [];
  return shapeChanges(one.value, other.value);
}

/** Requests that succeed and requests that are refused take different ways through a service. */
const groups = [
  { place: 'answers with 2xx', isMeant: (status: number) => status >= 200 && status < 300 },
  { place: 'answers with 4xx', isMeant: (status: number) => status >= 400 && status < 500 },
] as const;

function slower(pairs: readonly AnswerPair[]): Difference[] {
  return groups.flatMap(({ place, isMeant }): Difference[] => {
    const own = pairs.filter(({ before, after }) => isTimed(before, isMeant) && isTimed(after, isMeant));
    const medians = slowness(own.map(({ before, after }) => ({ before: before.duration, after: after.duration })));
    if (!medians) return [];
    const [before, after] = [`${medians.before} ms`, `${medians.after} ms`];
    return [{ kind: 'time', place, before, after, exchanges: own.map(({ name }) => name) }];
  });
}

/** A request whose header section never ends is answered when the service gives it up. */
const isTimed = ({ request, response, failure }: Exchange, isMeant: (status: number) => boolean): boolean =>
  response !== undefined && !failure && !request.unfinished && isMeant(response.status);

/** The same difference in several exchanges is one. */
function merged(all: readonly Drift[]): Drift[] {
  const byText = new Map<string, Drift>();
  for (const one of all) {
    const { kind, place, before, after } = one;
    // A text is the same text wherever it stands; another status of another request is another difference.
    const text = JSON.stringify([kind, kind === 'error-text' ? '' : place, before, after]);
    const known = byText.get(text);
    byText.set(text, known ? { ...known, exchanges: [...known.exchanges, ...one.exchanges] } : one);
  }
  return [...byText.values()];
}
