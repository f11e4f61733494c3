import type { Verdict } from '../checks/verdict.ts';
import type { Waiver } from '../targets/waiver.ts';
import { deviationWords } from './deviation-words.ts';

/** Why a deviation is accepted, by whom and how long: `cinder-has-no-405, storage team, until 2027-06-30: Cinder routes …`. */
export function waiverWords({
  id,
  owner,
  until,
  reason,
  ticket,
}: Pick<Waiver, 'id' | 'owner' | 'until' | 'reason' | 'ticket'>): string {
  return `${id}, ${owner}, until ${until}: ${reason}${ticket === undefined ? '' : ` (${ticket})`}`;
}

/** Deviations that are named; a check may have very many. */
const most = 5;

/** Which deviations of a check are not waived, where others of it are: `1 of 2 deviations: …`. Undefined for any other check. */
export function unwaivedWords({
  deviations = [],
  unwaived,
}: Partial<Pick<Verdict, 'deviations' | 'unwaived'>>): string | undefined {
  if (!unwaived) return undefined;
  const rest = unwaived.length - most;
  const named = unwaived.slice(0, most).map(deviationWords);
  const list = [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
  return `${unwaived.length} of ${deviations.length} deviations: ${list}`;
}
