import { currentId } from '../checks/aliases.ts';
import type { Check } from '../checks/check.ts';
import {
  type ConformanceProfile,
  type ProfiledVerdict,
  type ProfileResult,
  profileOf,
  profileResults,
} from '../checks/conformance-profiles.ts';
import type { Contract } from '../contract/contract.ts';
import type { Recording } from '../recording/recording.ts';
import type { ToldReport } from '../reports/told-report.ts';
import type { CitedText, MatrixEdition } from './matrix.ts';
import type { ShownProduct } from './product.ts';

/** A run of a product, as it becomes a column. */
export interface MatrixEntry {
  readonly product: ShownProduct;
  readonly report: ToldReport;
  /** Whether the report is what a recording comes to now, or taken as it was written. */
  readonly judged: 'by this suite' | 'as written';
  readonly edition: MatrixEdition;
  readonly profiles: readonly ProfileResult[];
  /** What is known of the facts, by the ids of their checks. */
  readonly facts: ReadonlyMap<string, FactPlace>;
  readonly recording: Recording | undefined;
  /** The texts of the pages and notes that it cites. */
  readonly texts: readonly CitedText[];
  readonly remarks: readonly string[];
  /** The last day of its statement, where it has one. */
  readonly validUntil?: string;
}

/** What our own check says of a fact, whatever a report calls it. */
export interface FactPlace extends Pick<Check, 'title' | 'level' | 'kind' | 'cites'> {
  readonly page: string;
  readonly profile: ConformanceProfile;
}

/** An operation with the checks that belong to it. */
export interface CheckedOperation {
  readonly contract: Contract;
  readonly checks: readonly Check[];
}

/** The facts of operations, by the ids of their checks. */
export const factPlaces = (operations: readonly CheckedOperation[]): ReadonlyMap<string, FactPlace> =>
  new Map(
    operations.flatMap(({ contract, checks }) =>
      checks.map(check => {
        const { id, title, level, kind, cites } = check;
        return [id, { title, level, kind, cites, page: contract.id, profile: profileOf(check, contract) }] as const;
      }),
    ),
  );

/** What each profile comes to by these verdicts on all operations. The levels are those of our checks. */
export const profilesOfReport = (
  verdicts: readonly ProfiledVerdict[],
  operations: readonly CheckedOperation[],
): readonly ProfileResult[] => {
  const byId = new Map(verdicts.map(one => [currentId(one.id), one]));
  const judged = ({ id, level }: Check): ProfiledVerdict[] => {
    const own = byId.get(id);
    return own === undefined ? [] : [{ ...own, id, level }];
  };
  return profileResults(
    operations.map(({ contract, checks }) => ({ contract, checks, verdicts: checks.flatMap(judged) })),
  );
};
