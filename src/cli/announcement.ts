import { type Intentions, intentionsOf } from '../reports/intentions.ts';
import { targetLine } from '../reports/target-line.ts';
import { type ChosenTarget, findsBackup } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { previewOfChosen } from './open-session.ts';
import { userAgent } from './package-root.ts';

/** What a run says of a target before anything is sent. */
export interface Announcement extends Intentions {
  /** Which target it is, and as whom it is asked. */
  readonly line: string;
  /** A probe's name, as wide as the widest of them. */
  readonly column: (name: string) => string;
}

/** What is going to be sent to a target, and what is not. */
export function announcementOf({ contract, env, options, root }: CurrentRun, target: ChosenTarget): Announcement {
  const preview = previewOfChosen(target, { env, userAgent: userAgent(root) });
  const intentions = intentionsOf(contract, preview, findsBackup(target));
  const width = Math.max(...[...intentions.requests, ...intentions.unsent].map(({ name }) => name.length));
  const line = targetLine(target.plan, env, options.target === undefined);
  return { ...intentions, line, column: name => name.padEnd(width) };
}
