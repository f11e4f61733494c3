import type { Contract } from '../contract/contract.ts';
import type { Check, Kind } from './check.ts';

/** The form of all rules of one kind on one operation: named parts, the id as below the page. */
export const rulesOf =
  ({ id: page }: Contract, kind: Kind) =>
  (parts: Omit<Check, 'kind'>): Check => ({ ...parts, id: `${page}/${parts.id}`, kind });
