import type { Contract } from '../contract/contract.ts';
import type { Change } from './change.ts';
import { errorVariants } from './error-variants.ts';
import { linkVariants } from './link-variants.ts';
import { listVariants } from './list-variants.ts';
import { messageVariants } from './message-variants.ts';
import { movingVariants } from './moving-variants.ts';
import { valueVariants } from './value-variants.ts';

/** What services may do differently and still keep to the page. */
export const variantsOf = (contract: Contract): Change[] => [
  ...messageVariants(contract),
  ...valueVariants(contract),
  ...linkVariants(contract),
  ...listVariants(contract),
  ...movingVariants(contract),
  ...errorVariants(contract),
];
