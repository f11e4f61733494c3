import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { formsOfId } from '../checks/check-id.ts';
import { type FailingCheck, type WaiverDraft, waiverDrafts } from '../checks/waiver-drafts.ts';
import { operationName } from '../contract/contract.ts';
import type { ToldCheck, ToldReport } from '../reports/told-report.ts';
import { runSettings } from '../targets/environment.ts';
import { withNewWaivers } from '../targets/profile-text.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isDay } from '../targets/waiver.ts';
import { globMatcher } from '../text/glob.ts';
import { lastReportOn } from './last-report.ts';
import { parsedProfile, waiversProfile } from './profile-file.ts';
import { environment, withOptions } from './settings.ts';
import { tellOn } from './terminal-of-process.ts';
import { writeWhole } from './whole-files.ts';
import type { World } from './world.ts';

/** What the entries say, and whose deviations they waive. */
export interface WaiveOptions {
  readonly target: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
  readonly ticket?: string;
  readonly allFailing?: boolean;
  readonly reportsDir?: string;
}

/**
 * Adds entries to the waivers of a target's profile, for the deviations that its last run found.
 * @param ids ids of checks in any form, and globs over them
 * @returns the exit status
 * @throws ConfigurationError when nothing fails there, or the entries cannot be added
 */
export function waive(ids: readonly string[], options: WaiveOptions, world: World): number {
  const { target, reason, owner, until, ticket, allFailing = false, reportsDir } = options;
  if (allFailing === ids.length > 0)
    throw new ConfigurationError(
      'Name the checks to waive, such as status/405, or use --all-failing for all that fail.',
    );
  refuseBlanks(options);
  refuseDay(until, world.clock.now().toISOString().slice(0, 10));
  const env = withOptions(environment(world), reportsDir === undefined ? {} : { reportsDir });
  const { file, text } = waiversProfile('--target', target, world.folder);
  const { waivers } = parsedProfile(file, text, env);
  const folder = path.resolve(world.folder, runSettings(env).reportsDir);
  const report = lastReportOn(target, folder, one => path.relative(world.folder, one) || '.');
  const drafts = waiverDrafts(allFailing ? allIn(report) : foundBy(ids, report), waivers);
  if (drafts.length === 0)
    throw new ConfigurationError(
      'Each of these deviations has an entry in the profile already; where it is expired, change its date there.',
    );
  const own = { reason, owner, until, ...(ticket === undefined ? {} : { ticket }) };
  const changed = withNewWaivers(
    text,
    drafts.map(draft => ({ ...draft, ...own })),
  );
  assertSound(() => parsedProfile(file, changed, env));
  // What the name of the profile leads to is changed, and not replaced by a file of its own.
  const place = realpathSync(file);
  writeWhole(place, [changed], statSync(place).mode & 0o777);
  tellOn(world.stdout, addedText(drafts, options, report));
  return 0;
}

/** What each text is for, which must not be missing. */
const remedies = {
  reason: 'say why the deviation is accepted',
  owner: 'say who answers for the deviation',
  ticket: 'name a ticket, or leave it out',
} as const;

function refuseBlanks(options: WaiveOptions): void {
  for (const [name, remedy] of Object.entries(remedies)) {
    if (options[name as keyof typeof remedies]?.trim() === '')
      throw new ConfigurationError(`--${name} is empty; ${remedy}.`);
  }
}

/** Lines of a profile that is not written tell nobody where to look: that the entries are wrong has to be said. */
function assertSound(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(`The new entries cannot be added:\n${error.message}`);
  }
}

function refuseDay(until: string, today: string): void {
  if (!isDay(until)) throw new ConfigurationError('--until is no date; write the last day as 2027-06-30.');
  if (until < today) throw new ConfigurationError(`--until is ${until}, which is past; choose a later day.`);
}

/** What can be waived: a check that fails or is warned of, and says in what it deviates. Entries of the waivers cannot. */
function findingsIn({ operations, checks }: ToldReport): (FailingCheck & Pick<ToldCheck, 'verdict'>)[] {
  return operations.flatMap(({ page }) =>
    checks
      .filter(({ id }) => id.startsWith(`${page}/`))
      .map(({ id, verdict, deviations = [] }) => ({
        id,
        verdict,
        operation: { id: page, name: operationName(page) },
        deviations,
      })),
  );
}

const isOpen = ({ verdict, deviations }: Pick<FailingCheck, 'deviations'> & Pick<ToldCheck, 'verdict'>): boolean =>
  (verdict === 'failed' || verdict === 'warned') && deviations.length > 0;

function allIn(report: ToldReport): readonly FailingCheck[] {
  const failed = findingsIn(report).filter(one => one.verdict === 'failed' && isOpen(one));
  if (failed.length > 0) return failed;
  throw new ConfigurationError(`Nothing that can be waived failed in the run of ${report.start}.`);
}

function foundBy(ids: readonly string[], report: ToldReport): readonly FailingCheck[] {
  const all = findingsIn(report);
  const found = ids.flatMap(id => {
    const matches = globMatcher(id);
    const meant = all.filter(one => formsOfId(one.id, one.operation).some(form => form === id || matches(form)));
    const open = meant.filter(isOpen);
    if (open.length > 0) return open;
    const verdicts = [...new Set(meant.map(({ verdict }) => verdict))].join(', ');
    throw new ConfigurationError(
      meant.length > 0
        ? `"${id}" has nothing to waive: in the run of ${report.start} it is ${verdicts}.`
        : `No check in the run of ${report.start} has the id "${id}"; "vbs-conformance list" shows the ids.`,
    );
  });
  return [...new Set(found)];
}

function addedText(drafts: readonly WaiverDraft[], { target, until }: WaiveOptions, { start }: ToldReport): string {
  const count = drafts.length === 1 ? '1 waiver is' : `${drafts.length} waivers are`;
  return [
    `${count} added to targets/${target}.yaml, until ${until}, for what the run of ${start} found:`,
    ...drafts.map(({ id, check }) => `  ${id}\n    ${check}`),
  ].join('\n');
}
