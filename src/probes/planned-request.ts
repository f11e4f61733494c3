import type { Difference } from './way.ts';

/** A request of a plan: everything that is known of it before Keystone and the service have answered. */
export interface PlannedRequest {
  readonly kind: 'request';
  /** The exchange's name: `show-backup/status/405/patch`. */
  readonly name: string;
  readonly operation: string;
  readonly difference: Difference;
  /** The status that it should earn, where it should earn one. */
  readonly code?: number;
  /** Never repeated (see `Sending`). */
  readonly once?: true;
  /** What it is for and why it is harmless, as a sentence. */
  readonly purpose: string;
}
