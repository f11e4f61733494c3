import { header } from '../wire/exchange.ts';
import type { Recording } from './recording.ts';

/** The header field by which the embedded service marks each of its answers. */
const simulatedMark = 'x-simulated-by';

/** Whether any answer says that a simulation gave it, whatever the target was called. */
export const isMarkedAsSimulated = ({ exchanges }: Pick<Recording, 'exchanges'>): boolean =>
  exchanges.some(({ response }) => response && header(response, simulatedMark) !== undefined);
