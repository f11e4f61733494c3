import { nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { isLink, type Link } from '../probes/link.ts';
import { firstRead } from '../probes/ways.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { isObject } from '../text/json.ts';
import type { Check, Judgement } from './check.ts';
import { unprovenByOther } from './judgement.ts';
import { readsOf } from './reads.ts';

/** The links of one read. */
export interface ReadLinks {
  readonly read: string;
  readonly links: readonly Link[];
}

/** Judges the links of the first read, and of the second if it has any. */
export type LinkJudge = (reads: readonly ReadLinks[], recorded: OperationRecording) => Judgement;

/** Has the links of a field judged if the first read shows a list of them. */
export const inLinks =
  (contract: Contract, { names }: Field, judge: LinkJudge): Check['judge'] =>
  recorded => {
    const reads = readsOf(recorded, contract);
    if (reads.length === 0) return unprovenByOther(nothingToJudge(contract.body), [firstRead]);
    const lists = reads.flatMap(({ read, content }) => {
      const value = isObject(content) ? content[names[0]] : undefined;
      return Array.isArray(value) ? [{ read, links: value.filter(isLink) }] : [];
    });
    if (lists[0]?.read !== firstRead) return unprovenByOther('no list of links to judge', [firstRead]);
    return judge(lists, recorded);
  };

/** The names of the exchanges that were read. */
export const namesOf = (reads: readonly ReadLinks[]): string[] => reads.map(({ read }) => read);

/** The first link with this relation. */
export const linkOf = ({ links }: ReadLinks, rel: string): Link | undefined => links.find(link => link.rel === rel);
