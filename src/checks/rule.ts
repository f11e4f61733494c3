import type { Contract } from '../contract/contract.ts';
import type { Check, Kind } from './check.ts';

/** Makes the rules of one kind for one operation. Each is given by its parts, with its id below the page. */
export const rulesOf =
  ({ id: page }: Contract, kind: Kind) =>
  (parts: Omit<Check, 'kind'>): Check => ({ ...parts, id: `${page}/${parts.id}`, kind });
