import type { Contract } from '../contract/contract.ts';
import type { Waiver } from '../targets/waiver.ts';
import { idBelowPage } from './check-id.ts';
import type { Deviation } from './deviation.ts';
import { isAbout, readyWaivers } from './waivers.ts';

/** A check that fails, as a report tells it. */
export interface FailingCheck {
  readonly id: string;
  readonly operation: Pick<Contract, 'id' | 'name'>;
  readonly deviations: readonly Deviation[];
}

/** The part of an entry of the waivers that follows from what was found. */
export type WaiverDraft = Pick<Waiver, 'id' | 'check' | 'deviation'>;

/** An entry for each deviation that has none yet, expired ones included. Their ids tell the check and what came. */
export function waiverDrafts(findings: readonly FailingCheck[], existing: readonly Waiver[]): WaiverDraft[] {
  const taken = new Set(existing.map(({ id }) => id));
  const entries = readyWaivers(existing);
  return findings.flatMap(finding =>
    finding.deviations
      .filter(
        one =>
          !entries.some(({ waiver, isOf }) => isOf(finding.id, finding.operation) && isAbout(waiver.deviation, one)),
      )
      .map(deviation => {
        const id = freeId(finding, deviation, taken);
        taken.add(id);
        return { id, check: finding.id, deviation };
      }),
  );
}

/** `show-backup-status-405-got-404`; with the place, and then with a number, where that is taken. */
function freeId({ id, operation }: FailingCheck, { place, got }: Deviation, taken: ReadonlySet<string>): string {
  const base = `${asName(`${operation.name}/${idBelowPage(id, operation.id)}`)}-got-${asName(got)}`;
  const placed = `${base}-at-${asName(place)}`;
  const free = [base, placed].find(name => !taken.has(name));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.has(`${placed}-${number}`)) number += 1;
  return `${placed}-${number}`;
}

/** A text in the letters that an id may have. */
const asName = (text: string): string => text.replace(/[^A-Za-z\d]+/g, '-').replace(/^-|-$/g, '') || 'other';
