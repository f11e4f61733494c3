/** The help of the whole program: at most 24 lines of 80 columns. */
export const mainHelp = `Usage: vbs-conformance <command> [options]; more: <command> --help, --version
Proves, fact by fact, whether a service does what its API documentation says.

Commands:
  init            write a target's profile, .env.example, and a file for CI
  doctor          say what a run would do, and read once whether it can
  check           test a service: verdicts in the terminal and in files
  run             the same verdicts through Playwright, with an Allure report
  recover         end the faults that earlier runs could not leave
  gate <reports>  decide by a run's reports whether a release passes
  waive <id...>   accept known deviations in a target's profile, until a day
  judge <place>   judge recordings again, without the service
  compare <a> <b> show what changed between two runs, and send nothing
  merge <dir...>  join runs of different operations of one target
  statement <dir> write what a run says of a product, with all that proves it
  verify <dir>    judge such a submission again, and check its signature
  list, explain   show every check; show what one demands, and why
  read, derive    show what is found on documentation pages; write schemas/
  mutation        break recordings and count what the checks catch
  mock            serve the embedded service

Example: vbs-conformance check --target mock
Variables: VBS_ENDPOINT, OS_TOKEN, OS_CLOUD and more: see .env.example.
Exit status: 0 no MUST failed, 1 a MUST failed, 2 not tested, 130/143 stopped.
`;

const statuses = `
Exit status:
  0    no MUST failed, or only waived ones
  1    a MUST failed, nothing was proven, or the run was cut short; with
       --strict also a SHOULD that failed or a MUST that is unproven
  2    not tested: the settings are wrong, the service refuses the own token,
       project or backup, or it gave no answer
  130  interrupted by Ctrl-C (143: by SIGTERM)`;

const ids = `
Ids: a check has a whole id, vbs/v3/show-backup/links/self/once, and two shorter
ones: show-backup/links/self/once, and links/self/once, as in other operations.
`;

const specs = `
Pages: --specs judges by pages of your own, <service>/<version>/<name>.rst in a
folder, each with its notes beside it, in place of the suite's.
`;

const targets = `
Targets: --target, --endpoint, --os-cloud or VBS_ENDPOINT chooses one. Without
these it is the embedded service, unless a variable such as OS_CLOUD or OS_TOKEN
shows that another one is meant. --endpoint and --os-cloud go with --target
cloud or without --target.

Variables: a cloud needs OS_CLOUD, or OS_AUTH_URL and what an RC file sets with
it. A service without Keystone needs VBS_ENDPOINT, OS_PROJECT_ID, and OS_TOKEN
or VBS_ACCESS_KEY and VBS_SECRET_KEY. VBS_BACKUP_ID names the backup to ask for.
They may be in .env, and .env.example explains all of them.
`;

const judging = (command: string): string => `
Examples:
  vbs-conformance ${command} --target mock
  vbs-conformance ${command} --os-cloud mycloud --dry-run
  vbs-conformance ${command} --target staging --only 'links/**' --only status/404
  vbs-conformance ${command} --target staging --only 'show-backup/**'
${targets}${ids}--only takes globs over all forms. A run reads first and last, and else sends
only what the chosen checks need.
${specs}${statuses}`;

/** What follows the options in the help of a command: examples, ids, variables and exit statuses. */
export const helpAfter = {
  init: `
Examples:
  vbs-conformance init
  vbs-conformance init --name production --ci github

It writes targets/<name>.yaml and .env.example, and with --ci also the file
.github/workflows/conformance.yml or .gitlab-ci.yml. A file that is there is
named, and left as it is.

Exit status: 0, or 2 when an option is unknown or a file cannot be written.`,
  check: judging('check'),
  run: judging('run'),
  doctor: `
Examples:
  vbs-conformance doctor --target cloud
  vbs-conformance doctor --endpoint https://vbs.example.com
  vbs-conformance doctor --target staging --only 'show-backup/**'
${targets}${ids}--only takes globs over all forms, as for a run.
${specs}
Requests: one read for each operation, with your credentials. The list of
backups is read where no backup is named, or where that read is refused.

Exit status: 0 when all that a run needs is there, 2 when something is missing.`,
  recover: `
Examples:
  vbs-conformance recover
  vbs-conformance recover --target staging

A run that breaks a service with fault hooks keeps that in a journal below
$XDG_STATE_HOME/vbs-conformance/ until the service answers well. recover runs
the "leave" command of the profile, and refuses one that has changed since.

Exit status: 0 when no fault is open any more, 1 when one is, 2 when the journal
cannot be read.`,
  waive: `
Examples:
  vbs-conformance waive status/405 --target staging --owner "storage team" \\
    --reason "unknown methods get 404" --until 2027-06-30
  vbs-conformance waive --all-failing --target staging --owner "storage team" \\
    --reason "the state before the audit" --until 2027-06-30

It takes the deviations from the last run of that target, in conformance.json,
and adds an entry for each to the profile. A check is waived only if each of its
deviations has an entry. Entries that are expired or not needed fail a run.
${ids}waive takes globs over all forms, as --only does.

Exit status: 0, or 2 when nothing fails there or nothing can be written.`,
  judge: `
Examples:
  vbs-conformance judge reports
  vbs-conformance judge reports/recording.json --out judged
  vbs-conformance judge reports --specs today
  vbs-conformance judge reports --waivers staging --as-of today

A recording is judged by the pages that it carries, with its waivers, as of the
day of the run. With a conformance.json beside it every field of both is
compared. --specs, --waivers and --as-of judge with those of today instead, and
say of each verdict that differs what changed.

Exit status: 0 when the report beside it says the same, 1 when it differs, 2
when a file is not as a run writes it. Without a report that of the run.`,
  compare: `
Examples:
  vbs-conformance compare baseline reports
  vbs-conformance compare last.json reports --fail-on regression,unproven
  vbs-conformance compare old/recording.json new/recording.json --markdown pr.md

Runs: each is a folder with the reports of one target, a conformance.json, or a
recording.json. Recordings are judged now; other verdicts are as they were
written. Where both have recordings, answers are compared, too.

Kinds of differences, for --fail-on:
  regression  a check has a deviation that it did not have before
  unproven    a check passed before, and proves nothing now
  not-seen    a check failed before, and proves nothing now
  removed     only the baseline has the check
  new         only the current run has the check
  drift       answers differ, but no rule is broken
  fix         deviations are gone, and none came
  proven      a check proved nothing before, and passes now

Exit status: 0 when nothing of these kinds changed ("regression" alone unless
--fail-on says otherwise), 1 when something did, 2 when the runs cannot be read
or compared.`,
  gate: `
Examples:
  vbs-conformance gate reports
  vbs-conformance gate reports --baseline last --fail-on regression,unproven
  vbs-conformance gate reports --baseline last --github

Without a baseline a release passes as its run does. With one it passes if
nothing of the kinds in --fail-on changed ("regression" unless it says
otherwise); "compare --help" explains the kinds. What failed before may fail
still. A run that tested nothing, was cut short or left a fault never passes.

--github writes annotations to the log, and to the files that a runner of GitHub
Actions names in GITHUB_STEP_SUMMARY and GITHUB_OUTPUT.

Exit status: 0 when the release passes, 1 when it does not, 2 when nothing was
tested or the runs cannot be read or compared, 130 or 143 when interrupted.`,
  merge: `
Example:
  vbs-conformance merge part-1 part-2 --out whole

Each part is the folder of a run of some operations, as of these two:
  vbs-conformance check --only 'show-backup/**' --reports-dir part-1
  vbs-conformance check --only 'list-*/**' --reports-dir part-2

It judges all answers together and writes the reports of one run; the HTML
report, too, if each part has one. Each operation has to be in one part. Where
the parts leave checks out, the verdict is "incomplete".

Exit status: as of a run. It is 2 when the folders do not belong together: of
another target, suite, page or option, with checks in common, interrupted, or
with a report that differs from its recording.`,
  statement: `
Examples:
  vbs-conformance statement reports --product PRODUCT.yaml
  vbs-conformance statement reports --product PRODUCT.yaml --key ~/.ssh/id_rsa

It judges the recording again and writes <edition>/<product>/ with PRODUCT.yaml,
README.md, conformance.json, junit.xml, recording.json and statement.json, or
nothing. A run of the embedded service, of a part, or one that did not end gets
no statement. docs/certification.md shows the whole way.

Exit status: 0 when it is written, 1 when the report beside the recording
differs, 2 when the run gets no statement or a file cannot be read or written.`,
  verify: `
Examples:
  vbs-conformance verify submissions/2026.11/acme-backup-1.4 \\
    --signers SIGNERS --principal acme
  vbs-conformance verify submissions/2026.11/acme-backup-1.4 --at 2027-06-30

It judges the recording again, makes every other file anew from it, and names
each difference. SIGNERS is a file of allowed signers, as ssh-keygen(1) has it;
only a line with exactly this principal counts, and no pattern. Nothing in a
submission is trusted. Without signers a submission stays unverified.

Exit status: 0 verified, 1 it differs, is not valid on that day, or is not
signed by the principal, 2 it cannot be read, or another version is needed.`,
  list: `
Examples:
  vbs-conformance list
  vbs-conformance list 'links/**' 'show-backup/status/*'
${ids}list shows the whole one. It takes globs over all forms, as --only does. Where
there are several operations, a line that begins with # comes before each.`,
  explain: `
Examples:
  vbs-conformance explain links/self/once
  vbs-conformance explain vbs/v3/show-backup/links/self/once
${ids}explain takes all forms.

Exit status: 0, or 2 when no check has the id.`,
  read: `
Example:
  vbs-conformance read specs/vbs/v3/show-backup.rst

Exit status: 0, or 2 when there are findings on a page.`,
  derive: `
Examples:
  vbs-conformance derive --check
  vbs-conformance derive --specs my-pages --schemas my-schemas
${specs}Without --schemas such pages are only reviewed.

Exit status: 0, 1 with --check when a file is stale, 2 when page and notes do
not fit each other.`,
  mutation: `
Example:
  vbs-conformance mutation --check

Exit status: 0 when every mutant is caught and there is no false alarm, else 1.`,
  mock: `
Example, in two terminals:
  vbs-conformance mock --port 8776 > mock.env
  . ./mock.env && vbs-conformance check

It prints the variables that point a run at it. Ctrl-C ends it.`,
} as const;
