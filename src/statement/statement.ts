import type { ProfileResult } from '../checks/conformance-profiles.ts';
import type { Deviation } from '../checks/deviation.ts';
import type { RunVerdict } from '../checks/run-verdict.ts';
import type { Verdict } from '../checks/verdict.ts';
import { dayOf } from '../checks/waivers.ts';
import type { Edition } from '../contract/edition.ts';
import type { Evidence } from '../probes/way.ts';
import type { Waiver } from '../targets/waiver.ts';
import type { Noticing } from './noticing.ts';
import type { Product } from './product.ts';

/** The content of `statement.json`; its format is `schemas/formats/statement.schema.json`. */
export interface Statement {
  readonly format: 1;
  readonly edition: Edition;
  readonly suite: string;
  readonly product: Product;
  readonly run: StatedRun;
  /** The last day, `2027-06-30`. */
  readonly validUntil: string;
  readonly verdict: RunVerdict;
  readonly why: string;
  readonly profiles: readonly ProfileResult[];
  /** How many checks passed by each kind of evidence. */
  readonly evidence: Readonly<Record<Evidence, number>>;
  readonly deviations: readonly StatedDeviation[];
  readonly waivers: readonly StatedWaiver[];
  readonly unproven: readonly StatedCause[];
  readonly noticing: Noticing;
  /** The command that tests the same again. */
  readonly reproduce: string;
  /** SHA-256 of every other file of the submission, by its name. */
  readonly files: Readonly<Record<string, string>>;
}

/** When and how a product was tested. */
export interface StatedRun {
  /** The name that the tester gave the target. */
  readonly target: string;
  /** ISO 8601, UTC. */
  readonly start: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly requests: number;
  readonly microversion?: string;
  readonly insecure?: true;
  readonly unencrypted?: true;
}

/** A check that failed, warned or is waived. */
export interface StatedDeviation extends Pick<Verdict, 'title' | 'level' | 'verdict' | 'message' | 'cites'> {
  readonly check: string;
  readonly profile: ProfileResult['profile'];
  readonly deviations: readonly Deviation[];
  /** How many are not listed. */
  readonly more: number;
}

/** An entry of the target's waivers, and the checks that it waives. */
export interface StatedWaiver extends Pick<Waiver, 'id' | 'check' | 'reason' | 'owner' | 'until' | 'ticket'> {
  readonly checks: readonly string[];
}

/** Why nothing is known of some checks. */
export interface StatedCause {
  readonly reason: string;
  readonly checks: readonly string[];
}

/** The last day on which a statement may be valid: a year after the run. */
export function latestEnd(start: string): string {
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return dayOf(end.toISOString());
}
