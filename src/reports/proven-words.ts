import type { Proven } from '../checks/run-verdict.ts';

/** How much of what a service must do is proven. Neither what does not apply nor good practice is in these numbers. */
export const provenWords = ({ musts, applicable }: Proven): string => `${musts} of ${applicable} applicable MUSTs`;
