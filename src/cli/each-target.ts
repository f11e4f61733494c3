import pLimit, { type LimitFunction } from 'p-limit';
import type { ChosenTarget } from './chosen-targets.ts';
import type { CurrentRun } from './current-run.ts';
import type { Interruption } from './interruption.ts';
import type { ProbingSurroundings } from './record-target.ts';
import { sharedTerminal, type TerminalShare } from './shared-terminal.ts';

/** A target that it is the turn of, with what it shares with the others. */
export interface TargetTurn extends ProbingSurroundings, Pick<TerminalShare, 'probed'> {
  /** The run; what is written to its world is not mixed with the lines of other targets. */
  readonly run: CurrentRun;
  readonly target: ChosenTarget;
  readonly interruption: Interruption;
}

/**
 * Tests the targets of a run, as many at the same time as it says. Two at the same origin are not among them: the service
 * would get twice the pace. A target with fault hooks is tested alone.
 * @param test rejects only for what ends the run: no further target is begun then
 * @returns what became of each target; undefined for those that an interruption kept from being tested
 */
export async function eachTarget<T>(
  run: CurrentRun,
  interruption: Interruption,
  test: (turn: TargetTurn) => Promise<T>,
): Promise<readonly (T | undefined)[]> {
  const shares = sharedTerminal(run.world, run.targets.length);
  const inTurn = oneAtATime();
  const results = run.targets.map((): T | undefined => undefined);
  const failures: unknown[] = [];
  const begin = async (target: ChosenTarget): Promise<void> => {
    const index = run.targets.indexOf(target);
    const share = shares[index];
    if (!share) return;
    const { world, progress, probed } = share;
    const turn = { run: { ...run, world }, target, interruption, interrupted: interruption.signal, progress, probed };
    try {
      const isOver = interruption.status() !== undefined || failures.length > 0;
      if (!isOver) results[index] = await test({ ...turn, inTurn });
    } catch (error) {
      failures.push(error);
    } finally {
      share.end();
    }
  };
  for (const group of groupsOf(run.targets)) await sideBySide(group, run.jobs, begin);
  if (failures.length > 0) throw failures[0];
  return results;
}

/** The targets in groups that come one after the other: one with fault hooks is a group of its own. */
function groupsOf(targets: readonly ChosenTarget[]): ChosenTarget[][] {
  const groups: ChosenTarget[][] = [];
  const hasHooks = ({ configured }: ChosenTarget): boolean => configured !== undefined && configured.hooks.length > 0;
  for (const target of targets) {
    const last = groups.at(-1);
    if (last && !hasHooks(target) && !last.some(hasHooks)) last.push(target);
    else groups.push([target]);
  }
  return groups;
}

/** Begins the first target that waits, and whose origin is not asked already, whenever one of so many has ended. */
async function sideBySide(
  targets: readonly ChosenTarget[],
  jobs: number,
  begin: (target: ChosenTarget) => Promise<void>,
): Promise<void> {
  const waiting = [...targets];
  const asked = new Set<string>();
  const next = (): ChosenTarget | undefined => {
    const index = waiting.findIndex(target => !asked.has(knownOrigin(target)));
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };
  // Where all that wait are at origins that others ask, those others go on with them.
  const work = async (): Promise<void> => {
    for (let target = next(); target; target = next()) {
      const origin = knownOrigin(target);
      asked.add(origin);
      await begin(target);
      asked.delete(origin);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
}

/** The origin of a target as far as it is known before Keystone is asked; else something that is no origin. */
function knownOrigin({ name, configured }: ChosenTarget): string {
  return configured?.endpoint === undefined ? `the origin of ${name}` : new URL(configured.endpoint).origin;
}

/** Waits at each origin until nobody else asks it: where Keystone names the endpoints, the origins are known only then. */
function oneAtATime(): ProbingSurroundings['inTurn'] {
  const limits = new Map<string, LimitFunction>();
  return (origin, use) => {
    const limit = limits.get(origin) ?? pLimit(1);
    limits.set(origin, limit);
    return limit(use);
  };
}
