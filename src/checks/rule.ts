import type { Contract } from '../contract/contract.ts';
import type { Check, Kind } from './check.ts';

/** The parts of a rule, with its id below the page. What it needs is left out if the two plain reads are enough. */
type Parts = Omit<Check, 'kind' | 'needs'> & Partial<Pick<Check, 'needs'>>;

/** Makes the rules of one kind for one operation. */
export const rulesOf =
  ({ id: page }: Contract, kind: Kind) =>
  (parts: Parts): Check => ({ needs: [], ...parts, id: `${page}/${parts.id}`, kind });
