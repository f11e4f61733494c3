import type { OperationRecording } from '../recording/operation-recording.ts';
import { isObject } from '../text/json.ts';
import type { Judgement } from './check.ts';

/** A link whose relation and target are strings; whether they are is the fields' concern. */
export interface Link {
  readonly rel: string;
  readonly href: string;
}

/** The links of one read. */
export interface ReadLinks {
  readonly read: string;
  readonly links: readonly Link[];
}

/** Judges the links of both reads; of the first at least. */
export type LinkJudge = (reads: readonly ReadLinks[], asked: OperationRecording) => Judgement;

/** Tells a link from whatever else a list may hold. */
export function isLink(item: unknown): item is Link {
  return isObject(item) && typeof item.rel === 'string' && typeof item.href === 'string';
}

/** The names of the exchanges that were read. */
export const namesOf = (reads: readonly ReadLinks[]): string[] => reads.map(({ read }) => read);

/** The first link with this relation. */
export const linkOf = ({ links }: ReadLinks, rel: string): Link | undefined => links.find(link => link.rel === rel);
