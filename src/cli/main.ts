#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { SpecificationError } from '../contract/notes.ts';
import { ObservationError } from '../documentation/witness.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { RunOptions } from './settings.ts';
import { tellOnStderr } from './terminal-of-process.ts';

/** Commands load what they need when they are called: `read` starts no service, `list` sends nothing. */
function commandLine(finish: (status: number) => void): Command {
  const program = new Command('vbs-conformance')
    .description('Proves, fact by fact, whether a service does what its API documentation page says.')
    .exitOverride();
  const aiming = (command: Command): Command =>
    command
      .option(
        '--target <name>',
        'a profile in targets/, cloud, or mock; repeatable; without it VBS_ENDPOINT decides',
        also,
      )
      .option('--rate <number>', 'requests per second; 5 unless the target is on this machine')
      .option('--without <glob>', 'send no probe whose name matches, e.g. "status/408/*"; repeatable', also)
      .option('--with <glob>', 'send opt-in probes whose name matches, e.g. "status/501/*"; repeatable', also);
  const judging = (command: Command): Command =>
    aiming(command)
      .option('--only <glob>', 'judge only the checks whose id matches, e.g. "links/**"')
      .option('--strict', 'a SHOULD that fails, or a MUST that is unproven, fails the run')
      .option('--dry-run', 'list every request and send none');
  judging(program.command('run'))
    .description('the full run: Playwright, Allure report, all other reports')
    .action(async (options: RunOptions) => finish(await (await import('./run.ts')).run(options)));
  judging(program.command('check'))
    .description('the quick gate: the same verdicts without Playwright and Allure')
    .action(async (options: RunOptions) => finish(await (await import('./check.ts')).check(options)));
  aiming(program.command('doctor'))
    .description('what a run would do to the target, in plain words, and whether all it needs is there')
    .action(async (options: RunOptions) => finish(await (await import('./doctor.ts')).doctor(options)));
  program
    .command('list')
    .description('one line for each check: id, level, rule')
    .option('--only <glob>', 'only the checks whose id matches')
    .action(async (options: RunOptions) => finish((await import('./list.ts')).listChecks(options)));
  program
    .command('explain <id>')
    .description('what a check demands, where that stands, and what would fail it')
    .action(async (id: string) => finish((await import('./list.ts')).explainCheck(id)));
  program
    .command('read <page...>')
    .description('one JSON line for each documentation page: what the reader finds on it')
    .action(async (pages: string[]) => finish((await import('./read.ts')).read(pages)));
  program
    .command('derive')
    .description('write schemas/ from specs/')
    .option('--check', 'write nothing; exit 1 when something is stale')
    .action(async (options: { check?: boolean }) => finish((await import('./derive.ts')).derive(options)));
  program
    .command('mutation')
    .description('break recordings on purpose and tell what the suite catches')
    .option('--write', "update the README's table")
    .option('--check', "exit 1 when the README's table is stale")
    .action(async (options: { write?: boolean; check?: boolean }) => {
      finish(await (await import('./mutation.ts')).mutation(options));
    });
  program
    .command('mock')
    .description('serve the embedded service until interrupted')
    .option('--port <number>', 'the port; any free one by default')
    .action(async (options: { port?: string }) => finish(await (await import('./mock.ts')).mock(options)));
  return program;
}

/** Collects the values of an option that may stand several times. */
const also = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Errors that are the reader's to mend are told in one sentence each; anything else is a fault of ours, with its stack. */
function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const isForReaders =
    error instanceof ConfigurationError || error instanceof SpecificationError || error instanceof ObservationError;
  if (!isForReaders) throw error;
  tellOnStderr(error.message);
  return 2;
}

try {
  await commandLine(status => {
    process.exitCode = status;
  }).parseAsync();
} catch (error) {
  process.exitCode = statusOf(error);
}
