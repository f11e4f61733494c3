import type { PathValues } from '../contract/path.ts';
import type { Unsent } from '../probes/sending.ts';
import type { Identification, SettingNames, Target } from '../targets/target.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { JudgedWith } from './judged-with.ts';
import type { SentRequest } from './sent-request.ts';

/** What a recording keeps of its target: where it is, and who asked. It has no secret. */
export type RecordedTarget = Pick<Target, 'name' | 'simulated' | 'endpoint' | 'project' | 'admin'> & {
  readonly microversion?: string;
  /** How the own user was identified; left out for a token that was configured. */
  readonly identifiedBy?: Exclude<Identification, 'token'>;
  /** The names of the settings that it comes from; left out for the embedded service, and by earlier versions. */
  readonly settings?: SettingNames;
  /** TLS certificates were not verified. */
  readonly insecure?: true;
  /** Tokens of an https Keystone were sent to an http endpoint of its catalog. */
  readonly unencrypted?: true;
};

/** An operation that a run asked for. */
export interface RecordedOperation {
  /** The page's id: `vbs/v3/show-backup`. */
  readonly page: string;
  /** In front of the names of its exchanges: `show-backup`. */
  readonly name: string;
  /** What it was asked about: the values of its path's parameters. */
  readonly parameters: PathValues;
}

/** One of the runs whose recordings were joined. */
export interface RecordedShard {
  /** The names of the operations that it judged, at least one. No other shard has them. */
  readonly operations: readonly string[];
  /** Where it asked: the embedded service has another port in each run. */
  readonly endpoint: string;
}

/** The named exchanges of one run, redacted, and what was not sent and why. Judged now or in a year. */
export interface Recording {
  /** 3: it carries what it was judged with. Earlier formats are read as this one, without that. */
  readonly format: 3;
  readonly suite: string;
  readonly target: RecordedTarget;
  readonly operations: readonly RecordedOperation[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Milliseconds of the whole run of requests. */
  readonly duration: number;
  /** Why the target could not be opened, as a sentence: nothing was asked then. */
  readonly obstacle?: string;
  /** The runs that it was joined from; left out where it is of one run. */
  readonly shards?: readonly RecordedShard[];
  readonly exchanges: readonly Exchange[];
  readonly unsent: readonly Unsent[];
  /** Why the service is not what it was before the run: a fault hook that did not end. */
  readonly damage?: string;
  /** That and why fewer requests were sent at the same time than at first, as a sentence. */
  readonly slowed?: string;
  /** Everything that was sent, in its order: also what was repeated, and what judges nothing. */
  readonly requests: readonly SentRequest[];
  /** What its run judged it with; left out by earlier versions, and before a run has judged. */
  readonly judgedWith?: JudgedWith;
}

/** The part of a target that may be kept. */
export function recordedTarget(target: Target): RecordedTarget {
  const { name, simulated, endpoint, project, admin, microversion, trust, identifiedBy, settings, unencrypted } =
    target;
  return {
    name,
    simulated,
    endpoint,
    project,
    admin,
    ...(microversion ? { microversion } : {}),
    ...(identifiedBy === 'token' ? {} : { identifiedBy }),
    ...(settings ? { settings } : {}),
    ...(trust.isInsecure ? { insecure: true } : {}),
    ...(unencrypted ? { unencrypted } : {}),
  };
}
