import type { Deviation } from '../checks/deviation.ts';

/** A deviation in one line: `backup.size: type, expected integer, got string`. */
export const deviationWords = ({ place, kind, expected, got }: Deviation): string =>
  `${place}: ${kind}, expected ${expected}, got ${got}`;
