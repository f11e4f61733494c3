/** With which kind of proof a way earns its status. */
export type Evidence = 'observed' | 'provoked' | 'hooked' | 'simulated';

/** An answer that neither earns nor contradicts: a status code, or one of these. */
export type OpenAnswer = number | '403 from a front' | 'no answer' | 'anything but 5xx' | 'anything else';

/** One way to bring about a documented status. The request itself is made for a target by `waySendings`. */
export interface Way {
  /** The exchange's name: `status/405/patch`. */
  readonly name: string;
  readonly code: number;
  /** What is sent, for people. */
  readonly title: string;
  readonly evidence: Evidence;
  readonly open: readonly OpenAnswer[];
  /** Not tried unless the target asks for it. */
  readonly optIn?: true;
}

/** How a way ended. Any contradicted: the status check fails; else any earned: it passes; else it is unproven. */
export type WayOutcome = 'earned' | 'open' | 'contradicted';
