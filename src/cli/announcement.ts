import { type Intentions, intentionsOf } from '../reports/intentions.ts';
import { targetLine } from '../reports/target-line.ts';
import type { Target } from '../targets/target.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { plannedTarget } from './planned-target.ts';

/** What a run says of a target before anything is sent. */
export interface Announcement extends Intentions {
  /** Which target it is, and as whom it is asked. */
  readonly line: string;
  /** A probe's name, as wide as the widest of them. */
  readonly column: (name: string) => string;
}

/**
 * What will be sent to a target, and what will not.
 * @param tempo how fast, once the target was opened: the endpoint's place decides that; undefined: as far as is known before
 */
export function announcementOf(run: CurrentRun, target: ChosenTarget, tempo?: Pick<Target, 'rate'>): Announcement {
  const { plan, preview, ...sources } = plannedTarget(run, target);
  const intentions = intentionsOf(plan, { ...sources, preview: { ...preview, ...tempo } });
  const width = Math.max(...[...intentions.requests, ...intentions.unsent].map(({ name }) => name.length));
  return { ...intentions, line: lineOn(run, target), column: name => name.padEnd(width) };
}

/** The first line of a run. */
export const lineOn = ({ options, contracts }: CurrentRun, { configured }: ChosenTarget): string =>
  targetLine(configured, contracts, options.target === undefined);
