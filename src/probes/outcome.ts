import type { OpenAnswer, Way, WayOutcome } from './way.ts';

/** The parts of an answer that matter: its status (undefined without an answer), and whether a front gave it. */
export interface ReceivedStatus {
  readonly status: number | undefined;
  readonly fromFront: boolean;
}

/** How a way ended with this answer. */
export function wayOutcome(way: Way, answer: ReceivedStatus): WayOutcome {
  if (answer.status === way.code) return 'earned';
  return way.open.some(open => isOpen(open, answer)) ? 'open' : 'contradicted';
}

function isOpen(open: OpenAnswer, { status, fromFront }: ReceivedStatus): boolean {
  if (open === 'anything else') return true;
  if (open === 'no answer') return status === undefined;
  // A client treats a status above 599 as a 5xx (RFC 9110, section 15).
  if (open === 'anything but 5xx') return status === undefined || status < 500;
  if (open === '403 from a front') return status === 403 && fromFront;
  return status === open;
}
