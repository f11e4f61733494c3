import type { Citation } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import type { StatusFact } from '../documentation/fact.ts';

/** A status as the page documents it: `404 Not Found`. */
export const statusText = ({ code, phrase }: StatusFact): string => `${code} ${phrase}`.trim();

/** Where a status is documented. */
export const statusCited = (status: StatusFact): Citation => ({
  source: status.place.file,
  line: status.place.line,
  clause: `${statusText(status)} is documented`,
});

/** Where the operation is documented. */
export const operationCited = ({ operation: { method, path, place } }: Contract): Citation => ({
  source: place.file,
  line: place.line,
  clause: `${method} ${path}`,
});

/** Where a parameter of the path is documented. */
export const parameterCited = ({ parameters }: Contract, parameter: string): Citation[] =>
  parameters
    .filter(({ name }) => name === parameter)
    .map(({ name, prose, place }) => ({ source: place.file, line: place.line, clause: `${name}: ${prose}` }));
