import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { Clock } from '../../src/wire/sender.ts';
import { command, type Finished, inNewFolder, onlyShow } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';
import { showBackupPage } from '../contract/show-backup.ts';

/** What a run left behind, read before its folder was removed. */
export interface EndpointRun extends Finished {
  /** Verdicts by check id below the page; empty when the run left none. */
  readonly verdicts: ReadonlyMap<string, string>;
  /** Messages by check id below the page. */
  readonly messages: ReadonlyMap<string, string>;
  /** Every file that the run left, by its path below the folder it ran in. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The most memory that a process which probes or judges had, in MB; undefined where the kernel does not tell, or it was not a process. */
  readonly peak: number | undefined;
}

/** Whether the kernel tells how much memory a process had. */
export const tellsMemory = existsSync('/proc/self/status');

/** A new folder for a run. */
export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'vbs-conformance-'));

/** Seconds that one exchange of a run may take, and over which it asks again, where the run's variables name no others. */
const defaults = { VBS_TIMEOUT: '3', VBS_PATIENCE: '0' };

/**
 * Runs `vbs-conformance` within this process, with these variables only, in a folder of its own, which is removed afterwards.
 * @param args `check`, and options; by default of one operation, which is all that most servers here know
 */
export function checkAgainst(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = ['check', ...onlyShow],
  clock?: Clock,
): Promise<EndpointRun> {
  return inNewFolder(async folder => {
    const finished = await command(args, { ...defaults, ...env }, folder, clock);
    return { ...leftIn(folder, finished), peak: undefined };
  });
}

/**
 * Runs `vbs-conformance` as a process with these variables only, in a folder of its own, which is removed afterwards.
 * @param args `check` or `run`, and options
 */
export async function runAgainst(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  folder = newFolder(),
): Promise<EndpointRun> {
  const beside = newFolder();
  const peaks = path.join(beside, 'peaks.txt');
  const preload = path.join(packageRoot(), 'dist/tests/endpoints/peak-memory.js');
  const measured = tellsMemory ? { NODE_OPTIONS: `--import=${preload}`, PEAK_MEMORY_FILE: peaks } : {};
  try {
    const finished = await spawnedCommand(args, { ...defaults, ...measured, ...env }, folder);
    return { ...leftIn(folder, finished), peak: tellsMemory ? highest(readFileSync(peaks, 'utf8')) : undefined };
  } finally {
    for (const one of [folder, beside]) rmSync(one, { recursive: true, force: true });
  }
}

function leftIn(folder: string, finished: Finished): Omit<EndpointRun, 'peak'> {
  const files = filesBelow(folder);
  const checks = checksIn(files.get('reports/conformance.json'));
  const below = showBackupPage.length + 1;
  return {
    ...finished,
    verdicts: new Map(checks.map(({ id, verdict }) => [id.slice(below), verdict])),
    messages: new Map(checks.map(({ id, message }) => [id.slice(below), message])),
    files,
  };
}

/** The ids of the checks that ended so. */
export function idsOf({ verdicts }: EndpointRun, ...wanted: readonly string[]): string[] {
  return [...verdicts].filter(([, verdict]) => wanted.includes(verdict)).map(([id]) => id);
}

/** What is printed below the lines for the kinds of facts, or for the operations: what to look at first, then each check that is not passed. */
export const findingsIn = ({ stdout }: Finished): string =>
  stdout.replace(/^Target: .*\n\n/, '').replace(/^(?:[\w -]+ {2}(?:GET \S+ +)?(?:\d+ of \d+ .*|not tested)\n)+\n/, '');

/** Two at a time: there are two processors, or there is something to wait for. */
export async function inPairs<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const work = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await run(item);
  };
  await Promise.all([work(), work()]);
}

function filesBelow(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return new Map(
    entries.map(entry => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), readFileSync(file)];
    }),
  );
}

interface ToldCheck {
  readonly id: string;
  readonly verdict: string;
  readonly message: string;
}

function checksIn(conformance: Buffer | undefined): readonly ToldCheck[] {
  if (!conformance) return [];
  return (JSON.parse(conformance.toString('utf8')) as { readonly checks: readonly ToldCheck[] }).checks;
}

/** Playwright's own process is left out: it renders the report, and holds what Allure needs for it. */
function highest(peaks: string): number {
  const lines = peaks.split('\n').filter(line => line !== '' && !line.includes('@playwright/test/cli.js'));
  return Math.max(...lines.map(line => Number.parseInt(line, 10) / 1024));
}
