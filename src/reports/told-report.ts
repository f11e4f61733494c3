import type { Deviation } from '../checks/deviation.ts';
import type { Proven } from '../checks/run-verdict.ts';
import type { Sums } from '../checks/verdict.ts';
import type { ConformanceContent, WrittenCheck } from '../comparison/conformance-content.ts';
import type { Citation } from '../contract/citation.ts';
import type { Evidence } from '../probes/way.ts';
import type { AnsweredBy } from '../recording/answered-by.ts';
import type { Waiver } from '../targets/waiver.ts';

/** What is read again of a `conformance.json` that this suite wrote; its format is `schemas/formats/conformance.schema.json`. */
export interface ToldReport extends ConformanceContent {
  readonly exitStatus: number;
  readonly proven: Proven;
  /** Why not everything that was chosen was asked and answered. */
  readonly cutShort?: string;
  /** Why a fault of the operator's is not known to be over. */
  readonly damage?: string;
  readonly requests: number;
  readonly sums: Sums;
  readonly checks: readonly ToldCheck[];
}

/** A check in such a report. */
export interface ToldCheck extends WrittenCheck {
  readonly evidence?: Evidence;
  readonly answeredBy?: AnsweredBy;
  readonly cites: readonly Citation[];
  readonly expected?: string;
  readonly actual?: string;
  /** The deviations without an entry in force, where others of the same check have one. */
  readonly unwaived?: readonly Deviation[];
  readonly waivers?: readonly Omit<Waiver, 'check' | 'deviation' | 'file' | 'line'>[];
  /** The full names of the exchanges that were judged. */
  readonly exchanges: readonly string[];
}
