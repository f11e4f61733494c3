import type { RecordedOperation } from '../recording/recording.ts';
import type { CheckChange } from './change.ts';

/** Whether a change of a verdict tells of a difference already. */
export interface Told {
  /** Of another status of this exchange, or another text or form of its error. */
  readonly ofAnswer: (exchange: string) => boolean;
  /** Of another type at this place. */
  readonly ofPlace: (place: string) => boolean;
}

/** What changes of verdicts tell of an operation. A list may show backups as another operation does, so places are those of all. */
export function toldBy(changes: readonly CheckChange[], { page }: RecordedOperation): Told {
  const exchanges = new Set(changes.filter(({ id }) => id.startsWith(`${page}/`)).flatMap(placesOf));
  const fields = [...new Set(changes.flatMap(placesOf))].map(place => place.split('→')[0] ?? '');
  return {
    ofAnswer: exchange => exchanges.has(exchange),
    ofPlace: place => fields.some(field => isAbout(field, place)),
  };
}

const placesOf = ({ added, gone }: CheckChange): string[] => [...added, ...gone].map(({ place }) => place);

/** The place of undocumented members when there are very many. */
const anyPlace = '*';

const isAbout = (field: string, place: string): boolean =>
  field === anyPlace || isWithin(field, place) || isWithin(place, field);

/** A place in an answer, or the whole of it. */
const isWithin = (outer: string, inner: string): boolean =>
  outer === 'body' || inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[]`);
