import type { Contract } from '../contract/contract.ts';
import { type Intentions, intentionsOf } from '../reports/intentions.ts';
import { operationWords } from '../reports/operation-words.ts';
import { targetLine } from '../reports/target-line.ts';
import { wrapped } from '../reports/terminal.ts';
import type { Target } from '../targets/target.ts';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import { plannedTarget } from './planned-target.ts';
import { shownSettings } from './shown-settings.ts';
import { terminalOf } from './terminal-of-process.ts';

/** What a run says of a target before anything is sent. */
export interface Announcement extends Intentions {
  /** Which target it is, and which user sends the requests. */
  readonly line: string;
  /** A probe's name, as wide as the widest of them. */
  readonly column: (name: string) => string;
  /** Lines about requests. Where there are several operations, those of each stand below its heading. */
  readonly grouped: <T extends Named>(requests: readonly T[], line: (request: T) => string) => string[];
}

interface Named {
  /** It begins with the operation's: `show-backup/status/405/patch`. */
  readonly name: string;
}

/**
 * What will be sent to a target, and what will not.
 * @param tempo how fast, once the target was opened: the endpoint's place decides that; undefined: as far as is known before
 */
export function announcementOf(run: CurrentRun, target: ChosenTarget, tempo?: Pick<Target, 'rate'>): Announcement {
  const { plan, preview, ...sources } = plannedTarget(run, target);
  const intentions = intentionsOf(plan, { ...sources, preview: { ...preview, ...tempo } });
  const width = Math.max(...[...intentions.requests, ...intentions.unsent].map(({ name }) => name.length));
  const shown = (line: string): string => shownSettings(line, run.env);
  return {
    ...intentions,
    requests: intentions.requests.map(one => ({ ...one, request: shown(one.request), purpose: shown(one.purpose) })),
    unsent: intentions.unsent.map(one => ({ ...one, reason: shown(one.reason) })),
    line: lineOn(run, target),
    column: name => name.padEnd(width),
    grouped: (requests, lineFor) => linesBelow(run.contracts, requests, lineFor),
  };
}

function linesBelow<T extends Named>(
  contracts: readonly Contract[],
  requests: readonly T[],
  line: (request: T) => string,
): string[] {
  if (contracts.length === 1) return requests.map(line);
  return contracts.flatMap(contract => {
    const own = requests.filter(({ name }) => name.startsWith(`${contract.name}/`));
    return own.length > 0 ? [operationWords(contract), ...own.map(request => `  ${line(request)}`)] : [];
  });
}

/** The first line of a run. */
export function lineOn({ env, options, contracts, world }: CurrentRun, { configured }: ChosenTarget): string {
  const line = shownSettings(targetLine(configured, contracts, options.target === undefined), env);
  return wrapped('', 0, line, terminalOf(world.stdout, env));
}
