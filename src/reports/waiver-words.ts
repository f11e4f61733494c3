import type { Waiver } from '../targets/waiver.ts';

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
