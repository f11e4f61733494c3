import { jsonOf } from '../recording/response-json.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { AnswerPair } from './answer-pairs.ts';
import { errorText } from './error-text.ts';
import { shapeChanges } from './shape.ts';
import { slowness } from './slowness.ts';
import type { Told } from './told.ts';

/** In what a service changed without breaking a rule: a status, a JSON type, the text of an error, how long it takes. */
export type DriftKind = 'status' | 'type' | 'error-text' | 'time';

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
  const untold = pairs.filter(({ name }) => !told.ofAnswer(name));
  const alike = untold.filter(({ before, after }) => answerWord(before) === answerWord(after));
  const found = [...otherStatuses(untold), ...otherTypes(alike, told), ...otherErrors(alike), ...slower(alike)];
  return found.map(one => ({ ...one, operation }));
}

type Difference = Omit<Drift, 'operation'>;

const answerWord = ({ response, failure }: Exchange): string =>
  failure || !response ? 'no complete answer' : String(response.status);

function otherStatuses(pairs: readonly AnswerPair[]): Difference[] {
  return pairs.flatMap(({ name, before, after }): Difference[] => {
    const [was, is] = [answerWord(before), answerWord(after)];
    return was === is ? [] : [{ kind: 'status', place: name, before: was, after: is, exchanges: [name] }];
  });
}

/** Requests that succeed and requests that are refused take different ways through a service, to different answers. */
const groups = [
  { place: 'answers with 2xx', isMeant: (status: number) => status >= 200 && status < 300 },
  { place: 'answers with 4xx', isMeant: (status: number) => status >= 400 && status < 500 },
] as const;

/** Of all answers together: which of the allowed types an answer has depends on which resource it shows. */
function otherTypes(pairs: readonly AnswerPair[], told: Told): Difference[] {
  return groups.flatMap(({ isMeant }) => {
    const values = pairs.flatMap(pair => (isWhole(pair.before, isMeant) ? jsonPair(pair) : []));
    const changes = shapeChanges(
      values.map(({ before }) => before),
      values.map(({ after }) => after),
    ).filter(({ place }) => !told.ofPlace(place));
    if (changes.length === 0) return [];
    const own = values.map(one => ({ ...one, changes: shapeChanges([one.before], [one.after]) }));
    return changes.map((change): Difference => {
      const shows = own.filter(one => one.changes.some(({ place }) => place === change.place));
      return { kind: 'type', ...change, exchanges: shows.map(({ name }) => name) };
    });
  });
}

/** The JSON values of two answers; none where one of them is not JSON. */
function jsonPair({ name, before, after }: AnswerPair) {
  const [one, other] = [before.response && jsonOf(before.response), after.response && jsonOf(after.response)];
  if (!one || !other || one.error !== undefined || other.error !== undefined) return [];
  return [{ name, before: one.value, after: other.value }];
}

/** A text that several requests get is one difference. */
function otherErrors(pairs: readonly AnswerPair[]): Difference[] {
  const byTexts = new Map<string, Difference>();
  for (const { name, before, after, asked } of pairs) {
    if (!before.response || !after.response || before.response.status < 400) continue;
    const [said, says] = [errorText(before.response, asked.before), errorText(after.response, asked.after)];
    if (said === says) continue;
    const known = byTexts.get(JSON.stringify([said, says]));
    const exchanges = [...(known?.exchanges ?? []), name];
    const place = known?.place ?? name;
    byTexts.set(JSON.stringify([said, says]), { kind: 'error-text', place, before: said, after: says, exchanges });
  }
  return [...byTexts.values()];
}

function slower(pairs: readonly AnswerPair[]): Difference[] {
  return groups.flatMap(({ place, isMeant }): Difference[] => {
    const own = pairs.filter(({ before, after }) => isWhole(before, isMeant) && isWhole(after, isMeant));
    const medians = slowness(own.map(({ before, after }) => ({ before: before.duration, after: after.duration })));
    if (!medians) return [];
    const [before, after] = [`${medians.before} ms`, `${medians.after} ms`];
    return [{ kind: 'time', place, before, after, exchanges: own.map(({ name }) => name) }];
  });
}

/** A request whose header section never ends is left out: it is answered when the service gives it up. */
const isWhole = ({ request, response, failure }: Exchange, isMeant: (status: number) => boolean): boolean =>
  response !== undefined && !failure && !request.unfinished && isMeant(response.status);
