import { Command, CommanderError, Option } from 'commander';
import { ConfigurationError } from '../targets/target.ts';
import { linesSafe } from '../text/terminal-safe.ts';
import type { CompareOptions } from './compare.ts';
import type { DeriveOptions } from './derive.ts';
import { exitStatusFor } from './error-status.ts';
import type { GateOptions } from './gate.ts';
import { helpAfter, mainHelp } from './help.ts';
import type { InitOptions } from './init.ts';
import type { JudgeOptions } from './judge.ts';
import type { MergeOptions } from './merge.ts';
import type { MockOptions } from './mock.ts';
import type { MutationOptions } from './mutation.ts';
import { noShards } from './no-shards.ts';
import { packageRoot, suiteName } from './package-root.ts';
import type { RunOptions } from './settings.ts';
import type { StatementOptions } from './statement.ts';
import type { VerifyOptions } from './verify.ts';
import type { WaiveOptions } from './waive.ts';
import type { World } from './world.ts';

/** Runs the command that these arguments name. Resolves with the exit status; rejects for a fault of ours. */
export async function runCommand(args: readonly string[], world: World): Promise<number> {
  let status = 0;
  try {
    const program = commandLine(world, ended => {
      status = ended;
    });
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    // Commander has shown its own errors. It ends in this way for --help and --version, too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return exitStatusFor(error, world.stderr);
  }
}

/**
 * The commands with their options. Each loads what it needs when it is called: `read` starts no service, `list` sends
 * nothing.
 * @param finish called with the exit status of the command
 */
function commandLine(world: World, finish: (status: number) => void): Command {
  const { stdout, stderr } = world;
  const program = new Command('vbs-conformance').exitOverride();
  program.configureOutput({
    writeOut: text => stdout.write(text),
    // Its errors repeat what was typed.
    writeErr: text => stderr.write(linesSafe(text)),
  });
  program.version(suiteName(packageRoot()), '--version');
  program.helpInformation = () => mainHelp;
  const command = (name: keyof typeof helpAfter, args: string, description: string): Command =>
    program.command(`${name}${args}`).description(description).addHelpText('after', helpAfter[name]);

  command('init', '', 'Writes what a new user begins with: a profile, .env.example, and a file for CI.')
    .option('--name <name>', 'the name of the target', 'staging')
    .option('--ci <system>', 'also write the file for "github" or "gitlab"')
    .action(async (options: InitOptions) => finish((await import('./init.ts')).init(options, world)));
  judging(
    command('run', '', 'Tests a service through Playwright, with an Allure report and all other reports.'),
  ).action(async (options: RunOptions) =>
    finish(await (await import('./run.ts')).run({ ...options, command: 'run' }, world)),
  );
  judging(command('check', '', 'Tests a service: the same verdicts, without Playwright and Allure.')).action(
    async (options: RunOptions) =>
      finish(await (await import('./check.ts')).check({ ...options, command: 'check' }, world)),
  );
  choosing(aiming(command('doctor', '', 'Says what a run would do, and reads once to see whether it can.'))).action(
    async (options: RunOptions) =>
      finish(await (await import('./doctor.ts')).doctor({ ...options, command: 'doctor' }, world)),
  );
  command('recover', '', 'Ends the faults that earlier runs could not leave.')
    .option('--target <name>', 'a profile in targets/; repeatable; all targets by default', also)
    .action(async (options: { target?: readonly string[] }) =>
      finish(await (await import('./recover.ts')).recover(options, world)),
    );
  command('waive', ' [id...]', "Accepts known deviations: adds waivers to a target's profile.")
    .requiredOption('--target <name>', 'the profile in targets/')
    .requiredOption('--reason <text>', 'why the deviations are accepted')
    .requiredOption('--owner <name>', 'who decided that, and is asked about it')
    .requiredOption('--until <date>', 'the last day on which they are accepted, as 2027-06-30')
    .option('--ticket <text>', 'where the deviations are worked on')
    .option('--all-failing', 'waive all that failed, as a baseline')
    .option('--reports-dir <folder>', 'where the reports of the run are, in place of REPORTS_DIR')
    .action(async (ids: readonly string[], options: WaiveOptions) =>
      finish((await import('./waive.ts')).waive(ids, options, world)),
    );
  command('judge', ' <place>', 'Judges a recording, or those in a folder, again: without the service.')
    .option('--specs <pages>', '"recorded", "today", or a folder with today\'s pages; those that it carries by default')
    .option('--waivers <name>', 'the target whose profile has the waivers; those that it carries by default')
    .option('--as-of <date>', 'the day on which waivers have to be in force, or "today"; that of the run by default')
    .option('--out <folder>', 'where conformance.json, junit.xml and ctrf.json go; nowhere by default')
    .option('--har', 'also write the exchanges as recording.har, an HTTP Archive')
    .option('-v, --verbose', 'show a line for each check, not for each kind of fact')
    .addOption(new Option('-q, --quiet', 'show the verdict and the differences only').conflicts('verbose'))
    .action(async (place: string, options: JudgeOptions) =>
      finish((await import('./judge.ts')).judge(place, options, world)),
    );
  command('merge', ' <folder...>', 'Joins runs of different operations of one target to one. Sends nothing.')
    .requiredOption('--out <folder>', 'where the reports of the whole run are written')
    .option('-v, --verbose', 'show a line for each check, not for each kind of fact')
    .addOption(new Option('-q, --quiet', 'show the verdict only').conflicts('verbose'))
    .action(async (folders: readonly string[], options: MergeOptions) =>
      finish(await (await import('./merge.ts')).merge(folders, options, world)),
    );
  choosing(reading(command('list', ' [glob...]', 'Shows a line for each check: id, level, rule.'))).action(
    async (globs: readonly string[], options: RunOptions) =>
      finish((await import('./list.ts')).listChecks(globs, options, world)),
  );
  reading(
    command('explain', ' <id>', 'Shows what a check demands, where that is written, and what makes it fail.'),
  ).action(async (id: string, options: RunOptions) =>
    finish((await import('./list.ts')).explainCheck(id, options, world)),
  );
  reading(command('compare', ' <baseline> <current>', 'Shows what changed between two runs. Sends nothing.'))
    .option('--fail-on <kinds>', 'what exits with 1: regression, unproven, drift, …; or nothing', also)
    .option('--partial', 'compare only the checks that both runs judged')
    .option('--markdown <file>', 'also write it as a comment for a pull request')
    .option('--json <file>', 'also write it for programs')
    .action(async (baseline: string, current: string, options: CompareOptions) =>
      finish((await import('./compare.ts')).compare(baseline, current, options, world)),
    );
  command('gate', ' <reports>', 'Decides by the reports of a run whether a release passes. Sends nothing.')
    .option('--baseline <run>', 'the run of the last release, to compare with')
    .option('--fail-on <kinds>', 'what does not pass: regression, unproven, drift, …; or nothing', also)
    .option('--markdown <file>', 'also write the summary')
    .option('--github', 'also tell a runner of GitHub Actions: annotations, step summary, outputs')
    .action(async (reports: string, options: GateOptions) =>
      finish((await import('./gate.ts')).gate(reports, options, world)),
    );
  command('statement', ' <reports>', 'Writes a statement on a product, with all that proves it. Sends nothing.')
    .requiredOption('--product <file>', 'says whose product was tested: PRODUCT.yaml')
    .option('--out <folder>', 'where the folder of the submission is made', 'submissions')
    .option('--valid-until <date>', 'the last day, as 2027-06-30; a year after the run by default, and at most')
    .option('--publish', 'leave out the recording, which names projects and hosts')
    .option('--key <file>', 'sign it by ssh-keygen with this key of yours')
    .action(async (reports: string, options: StatementOptions) =>
      finish((await import('./statement.ts')).statement(reports, options, world)),
    );
  command('verify', ' <submission>', 'Judges a submission again and checks its signature. Sends nothing.')
    .option('--signers <file>', 'the keys of those who may sign, as ssh-keygen(1) describes allowed signers')
    .option('--principal <name>', 'who has to have signed it: exactly this name in that file')
    .option('--at <date>', 'the day on which it has to be valid; today by default')
    .action(async (submission: string, options: VerifyOptions) =>
      finish((await import('./verify.ts')).verify(submission, options, world)),
    );
  command('read', ' <page...>', 'Shows what the reader finds on documentation pages, one JSON line for each.').action(
    async (pages: string[]) => finish((await import('./read.ts')).read(pages, world)),
  );
  reading(command('derive', '', 'Writes schemas/ from specs/.'))
    .option('--schemas <folder>', 'where the schemas of the pages in --specs are')
    .option('--check', 'write nothing; exit 1 when a file is stale')
    .action(async (options: DeriveOptions) => finish((await import('./derive.ts')).derive(options, world)));
  reading(command('mutation', '', 'Breaks recordings on purpose and counts what the checks catch.'))
    .addOption(new Option('--write', "update the README's table").conflicts('specs'))
    .addOption(new Option('--check', "exit 1 when the README's table is stale").conflicts('specs'))
    .action(async (options: MutationOptions) => finish(await (await import('./mutation.ts')).mutation(options, world)));
  reading(command('mock', '', 'Serves the embedded service until it is interrupted.'))
    .option('--port <number>', 'the port; any free one by default')
    .action(async (options: MockOptions) => finish(await (await import('./mock.ts')).mock(options, world)));
  return program;
}

/** Adds the option that says which pages are read. */
const reading = (command: Command): Command =>
  command.option('--specs <folder>', "a folder with pages of your own, in place of the suite's");

/** Adds the options that say which target is asked, and how. */
const aiming = (command: Command): Command =>
  reading(command)
    .option('--target <name>', 'a profile in targets/, "cloud", or "mock"; repeatable', also)
    .option('--endpoint <url>', 'root URL of the service, in place of VBS_ENDPOINT')
    .option('--os-cloud <name>', 'a cloud of clouds.yaml, in place of OS_CLOUD')
    .option('--rate <number>', 'requests per second; 5 unless the target is on this machine')
    .option('--without <glob>', 'send no probe whose name matches, as "status/408/*"; repeatable', also)
    .option('--with <glob>', 'send opt-in probes whose name matches, as "status/501/*"; repeatable', also);

/** Adds the options that say which checks are meant. */
const choosing = (command: Command): Command =>
  command.option('--only <glob>', 'only the checks whose id matches, as "links/**"; repeatable', also);

/** Adds all options of a run. */
const judging = (command: Command): Command =>
  choosing(aiming(command))
    .option('--strict', 'also fail for warnings and for unproven MUSTs')
    .option('--dry-run', 'list every request and send none')
    .option('-v, --verbose', 'show a line for each check, not for each kind of fact')
    .addOption(new Option('-q, --quiet', 'show the verdict only').conflicts('verbose'))
    .option('--reports-dir <folder>', 'where the reports are written, in place of REPORTS_DIR')
    .addOption(new Option('--shard <part>').hideHelp().argParser(refuseShard));

/** @throws ConfigurationError */
function refuseShard(): never {
  throw new ConfigurationError(noShards);
}

/** Collects the values of an option that is given several times. */
const also = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
