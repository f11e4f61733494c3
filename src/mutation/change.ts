import type { Contract } from '../contract/contract.ts';
import type { FieldPath } from '../contract/field-path.ts';
import { behindSelf } from '../probes/link-slots.ts';
import { listNames } from '../probes/list-slots.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { type OperationRecording, operationRecording } from '../recording/operation-recording.ts';
import type { Recording } from '../recording/recording.ts';
import { type Alteration, altered, reads } from './alterations.ts';

/** What changes are made to: the part of a recording that one operation made, and that operation's contract. */
export interface Original extends OperationRecording {
  readonly contract: Contract;
}

/** Opens a recording at one operation. */
export const originalOf = (contract: Contract, recording: Recording): Original => ({
  ...operationRecording(recording, contract.name),
  contract,
});

/** Why a change cannot be made to a recording. */
export interface NotApplicable {
  readonly notApplicable: string;
}

/** Makes a change, or says why it cannot. It never throws, for any recording. */
export type Make = (original: Original) => Recording | NotApplicable;

/** A change to a recording, in exchanges of one operation. */
export interface Change {
  /** What is done, for people: `colour: a fraction`. */
  readonly name: string;
  readonly make: Make;
}

/** A change together with the recording that it gave. */
export type Made<C extends Change> = C & { readonly recording: Recording };

/** A change that none of the recordings allowed. */
export interface NotMade extends NotApplicable {
  readonly name: string;
}

/** Makes each change to the first of these recordings that allows it. */
export const attempt = <C extends Change>(
  changes: readonly C[],
  originals: readonly Original[],
): { readonly made: readonly Made<C>[]; readonly notMade: readonly NotMade[] } =>
  attemptEach(changes, originals, one => one);

/** The same, and keeps of each only what is made of it: thousands of recordings take much room. */
export function attemptEach<C extends Change, R>(
  changes: readonly C[],
  originals: readonly Original[],
  use: (made: Made<C>) => R,
): { readonly made: readonly R[]; readonly notMade: readonly NotMade[] } {
  const made: R[] = [];
  const notMade: NotMade[] = [];
  for (const change of changes) {
    const result = firstMade(change, originals);
    if (isMade(result)) made.push(use({ ...change, recording: result }));
    else notMade.push({ name: change.name, ...result });
  }
  return { made, notMade };
}

function firstMade({ make }: Change, originals: readonly Original[]): Recording | NotApplicable {
  const reasons = new Set<string>();
  for (const original of originals) {
    const result = make(original);
    if (isMade(result)) return result;
    reasons.add(result.notApplicable);
  }
  return { notApplicable: [...reasons].join('; ') };
}

/** Tells the recording with a change from the reason why there is none. */
export const isMade = (result: Recording | NotApplicable): result is Recording => !('notApplicable' in result);

/** The names of all exchanges of the operation. */
export const namesIn = ({ contract, recording }: Original): string[] =>
  recording.exchanges
    .filter(({ name }) => name.startsWith(`${contract.name}/`))
    .map(({ name }) => name.slice(contract.name.length + 1));

/** Alters these exchanges; not applicable where none of them changes. */
export const inExchanges =
  (names: readonly string[], alteration: Alteration): Make =>
  ({ contract, recording, exchange }) => {
    const present = names.filter(name => exchange(name) !== undefined);
    if (present.length === 0) return { notApplicable: `${listed(names)}: not recorded` };
    const result = altered(recording, present, alteration, contract.name);
    const isChanged = result.exchanges.some((one, index) => one !== recording.exchanges[index]);
    return isChanged ? result : { notApplicable: `${listed(present)}: it contains nothing that this changes` };
  };

const listed = ([first, ...others]: readonly string[]): string =>
  others.length > 2 ? `${first} and ${others.length} others` : [first, ...others].join(', ');

/** Alters every answer with the resource, as a fault of the service does; the first read at least. */
export const inReads =
  (alteration: Alteration): Make =>
  original => {
    const first = unread(original, firstRead) ?? inExchanges([firstRead], alteration)(original);
    return isMade(first) ? inExchanges(reads, alteration)(original) : first;
  };

/** Alters the second read alone, where there is a first one to compare with it. */
export const inLastRead =
  (alteration: Alteration): Make =>
  original =>
    unread(original, firstRead) ?? unread(original, lastRead) ?? inExchanges([lastRead], alteration)(original);

/** Alters every answer to a request for a page of a list, or for their number, where there is a first read. */
export const inPages =
  (alteration: Alteration): Make =>
  original =>
    unread(original, firstRead) ?? inExchanges(original.asked.filter(isPage), alteration)(original);

/** The same in one answer alone: the last that this changes. */
export const inOnePage =
  (alteration: Alteration): Make =>
  original => {
    const results = original.asked.filter(isPage).map(name => inExchanges([name], alteration)(original));
    return (
      unread(original, firstRead) ??
      results.findLast(isMade) ?? { notApplicable: 'paging/walk: no page that this changes' }
    );
  };

const isPage = (name: string): boolean => name === listNames.count || name.startsWith(`${listNames.walk}/`);

/** Alters the answers that show a field: the reads, or the pages where only some answers have it. */
export const whereShown = (path: FieldPath, { list }: Contract): ((alteration: Alteration) => Make) =>
  list && path.some(({ optional }) => optional) ? inPages : inReads;

/** Alters the answer behind the self link alone, where there is a first read to compare with it. */
export const inFollowUp =
  (alteration: Alteration): Make =>
  original =>
    unread(original, firstRead) ?? unread(original, behindSelf) ?? inExchanges([behindSelf], alteration)(original);

function unread({ contract: { success }, exchange }: Original, name: string): NotApplicable | undefined {
  const { response, failure } = exchange(name) ?? {};
  return response?.status === success && !failure
    ? undefined
    : { notApplicable: `${name}: no complete answer with status ${success}` };
}
