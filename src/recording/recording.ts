import type { Unsent } from '../probes/sending.ts';
import type { Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';

/** What a recording keeps of its target: whom and where it asked, never with which secrets. */
export type RecordedTarget = Pick<Target, 'name' | 'simulated' | 'endpoint' | 'project' | 'backup' | 'admin'> & {
  readonly microversion?: string;
};

/** The named exchanges of one run, redacted, and what was not sent and why. Judged now or in a year. */
export interface Recording {
  /** The page's id: `vbs/v3/show-backup`. */
  readonly page: string;
  readonly suite: string;
  readonly target: RecordedTarget;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Milliseconds of the whole run of requests. */
  readonly duration: number;
  readonly exchanges: readonly Exchange[];
  readonly unsent: readonly Unsent[];
}

/** The part of a target that may be kept. */
export function recordedTarget(target: Target): RecordedTarget {
  const { name, simulated, endpoint, project, backup, admin, microversion } = target;
  return { name, simulated, endpoint, project, backup, admin, ...(microversion ? { microversion } : {}) };
}
