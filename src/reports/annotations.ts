import type { Citation } from '../contract/citation.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import { exitWords, turnWords } from './comparison-words.ts';
import { deviationWords } from './deviation-words.ts';
import { type GatedRun, gatedName, gateWords } from './gate-words.ts';
import type { ToldCheck } from './told-report.ts';

/** What GitHub shows beside a run, and in a file at a line. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** The path of a file in the caller's checkout; undefined where the place is in no file of theirs. */
  readonly file?: string;
  readonly line?: number;
}

/** Annotations of one level that GitHub shows of a step. */
const mostOfLevel = 10;

/** Characters of a message. */
const longestMessage = 1000;

/**
 * What a reader of a pull request has to know: why it does not pass, what failed, what is warned of, and what is waived.
 * @param fileOf the path in the caller's checkout of a source that is cited; undefined where it is no file there
 */
export function annotationsOf(gated: GatedRun, fileOf: (source: string) => string | undefined): Annotation[] {
  const all = [...decisive(gated), ...gated.report.checks.flatMap(one => ofCheck(one, gated, fileOf))];
  return (['error', 'warning', 'notice'] as const).flatMap(level => {
    const own = all.filter(one => one.level === level);
    if (own.length <= mostOfLevel) return own;
    const rest = own.length - mostOfLevel + 1;
    return [
      ...own.slice(0, mostOfLevel - 1),
      { level, title: `${rest} more`, message: `The summary of this run shows them, and conformance.json has all.` },
    ];
  });
}

/** What decides and is no check: the end of the run, or differences of a kind that fails. */
function decisive(gated: GatedRun): Annotation[] {
  const { report, decision, comparison } = gated;
  if (decision.exitStatus === 0) return [];
  const why = decision.by === 'run' || !comparison ? report.why : exitWords(comparison);
  return [{ level: 'error', title: `${gatedName(report)} ${gateWords(gated)}`, message: why }];
}

function ofCheck(one: ToldCheck, gated: GatedRun, fileOf: (source: string) => string | undefined): Annotation[] {
  const { id, verdict, level: force, title, message, waivers = [] } = one;
  const change = gated.comparison?.changes.find(({ id: changed }) => changed === id);
  const isFailing = change !== undefined && gated.comparison?.failOn.includes(change.kind) === true;
  const place = placeOf(one.cites, fileOf);
  const words = `${force}: ${title}. ${message}`;
  if (isFailing) {
    const added = change.added.map(deviationWords).join('; ');
    const why = added === '' ? words : `${force}: ${title}. New: ${added}.`;
    return [{ level: 'error', title: `${id}: ${turnWords(change)}`, message: why, ...place }];
  }
  // With a baseline only what changed keeps a release from passing.
  if (verdict === 'failed') {
    const level = gated.decision.by === 'baseline' ? 'warning' : 'error';
    const known = level === 'warning' ? ', as in the baseline' : '';
    return [{ level, title: `${id}: failed${known}`, message: words, ...place }];
  }
  if (verdict === 'warned') return [{ level: 'warning', title: `${id}: warned`, message: words, ...place }];
  if (verdict !== 'waived') return [];
  const until = waivers.map(({ id: entry, owner, until: day }) => `${entry}, ${owner}, until ${day}`).join('; ');
  return [{ level: 'notice', title: `${id}: waived`, message: `${words} Waived by ${until}.`, ...place }];
}

/** The first place that is in the caller's checkout. */
function placeOf(
  cites: readonly Citation[],
  fileOf: (source: string) => string | undefined,
): Pick<Annotation, 'file' | 'line'> {
  for (const { source, line } of cites) {
    const file = fileOf(source);
    if (file !== undefined) return { file, ...(line === undefined ? {} : { line }) };
  }
  return {};
}

/**
 * An annotation as the runner of GitHub Actions reads it in the log, a workflow command. Text of others cannot end the line or
 * begin another command.
 */
export function workflowCommand({ level, title, message, file, line }: Annotation): string {
  const properties = {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: `${line}` }),
    title,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  return `::${level} ${list.join(',')}::${escapedData(message)}`;
}

/** As the toolkit of GitHub Actions escapes it. */
const escapedData = (text: string): string =>
  terminalSafe(text.slice(0, longestMessage)).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string => escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
