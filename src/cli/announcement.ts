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
  /** A line with a text behind a name: all texts begin at the same column. */
  readonly row: (name: string, text: string, layout?: Layout) => string;
  /** Rows about requests. Where there are several operations, those of each stand below its heading, without its name. */
  readonly rows: <T extends Named>(requests: readonly T[], textOf: (request: T) => string, layout?: Layout) => string[];
}

/** Where rows stand. */
export interface Layout {
  /** What every row begins with. */
  readonly margin: string;
  /** How many characters a row has room for; Infinity: rows are not wrapped. */
  readonly columns: number;
}

const unwrapped: Layout = { margin: '', columns: Infinity };

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
  const shown = (line: string): string => shownSettings(line, run.env);
  const shownName = run.contracts.length === 1 ? (name: string) => name : nameBelowOperation;
  const width = Math.max(...[...intentions.requests, ...intentions.unsent].map(({ name }) => shownName(name).length));
  const row: Announcement['row'] = (name, text, { margin, columns } = unwrapped) => {
    const lead = `${margin}${name.padEnd(width)}  `;
    return wrapped(lead, lead.length, text, { columns });
  };
  return {
    ...intentions,
    requests: intentions.requests.map(one => ({ ...one, request: shown(one.request), purpose: shown(one.purpose) })),
    unsent: intentions.unsent.map(one => ({ ...one, reason: shown(one.reason) })),
    line: lineOn(run, target),
    row,
    rows: (requests, textOf, layout = unwrapped) => {
      const rowFor = (request: (typeof requests)[number], place: Layout): string =>
        row(shownName(request.name), textOf(request), place);
      if (run.contracts.length === 1) return requests.map(request => rowFor(request, layout));
      const below = { ...layout, margin: `${layout.margin}  ` };
      return run.contracts.flatMap(contract => {
        const own = requests.filter(({ name }) => name.startsWith(`${contract.name}/`));
        const heading = `${layout.margin}${operationWords(contract)}`;
        return own.length > 0 ? [heading, ...own.map(request => rowFor(request, below))] : [];
      });
    },
  };
}

/** `status/405/patch` of `show-backup/status/405/patch`. */
const nameBelowOperation = (name: string): string => name.slice(name.indexOf('/') + 1);

/** The first line of a run. */
export function lineOn({ env, options, contracts, world }: CurrentRun, { configured }: ChosenTarget): string {
  const line = shownSettings(targetLine(configured, contracts, options.target === undefined), env);
  return wrapped('', 0, line, terminalOf(world.stdout, env));
}
