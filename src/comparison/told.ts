import type { Deviation } from '../checks/deviation.ts';
import type { RecordedOperation } from '../recording/recording.ts';
import type { Change } from './change.ts';

/** Whether a change of a verdict on an operation tells of a difference already. */
export interface Told {
  /** Of another status of this exchange, or another text or form of its error. */
  readonly ofAnswer: (exchange: string) => boolean;
  /** Of another type at this place. */
  readonly ofPlace: (place: string) => boolean;
}

/** What the changes of the verdicts on an operation tell. */
export function toldBy(changes: readonly Change[], { page }: RecordedOperation): Told {
  const own = changes.filter(({ id }) => id.startsWith(`${page}/`));
  const deviations = own.flatMap(({ added, gone }) => [...added, ...gone]);
  const places = new Set(deviations.map(({ place }) => place));
  return {
    ofAnswer: exchange => places.has(exchange),
    ofPlace: place => deviations.some(deviation => isAbout(deviation, place)),
  };
}

/** The place of undocumented members when there are very many. */
const anyPlace = '*';

function isAbout({ place }: Deviation, other: string): boolean {
  // Of a field in JSON text only the text itself has a type in the answer.
  const [field = ''] = place.split('→');
  return field === anyPlace || isWithin(field, other) || isWithin(other, field);
}

const isWithin = (outer: string, inner: string): boolean =>
  outer === 'body' || inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[]`);
