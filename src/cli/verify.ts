import { dayOf } from '../checks/waivers.ts';
import { inconsistenciesIn } from '../statement/inconsistencies.ts';
import { noticingOf } from '../statement/noticing.ts';
import { publishedDifferences } from '../statement/published-differences.ts';
import { latestEnd, type Statement } from '../statement/statement.ts';
import { submissionFiles, submissionOf } from '../statement/submission.ts';
import { digestDifferences, noticingDifferences, textDifferences } from '../statement/submission-differences.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isDay } from '../targets/waiver.ts';
import { terminalSafe } from '../text/terminal-safe.ts';
import { knownEditions } from './editions.ts';
import { judgedFrom, recordingIn } from './judge-recording.ts';
import { specsSource } from './judging-specs.ts';
import { packageRoot, suiteName } from './package-root.ts';
import { rulingsSince } from './rulings-since.ts';
import { type Signer, signatureFault, signerFrom } from './signers.ts';
import { byItself, recordedSources } from './stated-recording.ts';
import { productFrom, reportIn, statementIn } from './statement-formats.ts';
import { type SubmittedFiles, submittedFiles } from './submitted-files.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/** By whom a submission has to be signed, and when it has to be valid. */
export interface VerifyOptions {
  /** A file of allowed signers. */
  readonly signers?: string;
  /** Exactly this name in that file. */
  readonly principal?: string;
  /** A day as 2027-06-30; today by default. */
  readonly at?: string;
}

/** What was found, sentence by sentence. */
interface Findings {
  /** In what the submission is not what it says. */
  readonly differences: readonly string[];
  /** What else there is to know. */
  readonly remarks: readonly string[];
  /** In what its statement on damages differs. It takes longer to find out than all else. */
  readonly noticing: () => readonly string[];
}

/**
 * Verifies a submission, which anybody may have made: all of it is made anew from its recording.
 * @returns the exit status: 0 where nothing differs, it is valid on that day, and the principal signed it
 * @throws ConfigurationError where it cannot be read, or needs another version of this suite
 */
export function verify(folder: string, options: VerifyOptions, world: World): number {
  const day = dayFrom(options, world);
  const signer = signerIn(options, world);
  const submitted = submittedFiles(folder, world.folder);
  const stated = statementIn(`${folder}/${submissionFiles.statement}`, submitted.texts.get(submissionFiles.statement));
  assertRightVersion(stated, folder);
  const { differences, remarks, noticing } = findingsOn(submitted, stated, folder, world);
  const refusals = [...validityFaults(stated, day), ...(signer ? signatureFaults(submitted, signer, day) : [])];
  const isRefused = differences.length > 0 || refusals.length > 0;
  const all = isRefused ? differences : noticing();
  const faults = [
    ...refusals,
    ...(signer ? [] : ['nobody says who has to have signed it (--signers and --principal)']),
  ];
  const isVerified = all.length === 0 && faults.length === 0;
  tellOn(
    world.stdout,
    [
      introduction(stated),
      ...(all.length > 0 ? ['It differs from what its recording says:', ...all.map(indented)] : []),
      ...(faults.length > 0 ? ['It is unverified:', ...faults.map(indented)] : []),
      ...remarks,
      ...(isRefused ? ['Since it is refused, no damages were done to its answers again.'] : []),
      limits,
      isVerified ? `verified: signed by ${options.principal}, valid on ${day}` : conclusion(all),
    ]
      // What a vendor wrote must not become a line of its own, such as the last one.
      .map(terminalSafe)
      .join('\n'),
  );
  return isVerified ? 0 : 1;
}

const indented = (text: string): string => `  ${text}`;

const conclusion = (differences: readonly string[]): string => (differences.length > 0 ? 'differs' : 'unverified');

const limits =
  'Whether the answers were invented cannot be told from them. A run with credentials of your own tells it: docs/certification.md.';

function dayFrom({ at }: VerifyOptions, { clock }: World): string {
  if (at === undefined) return dayOf(clock.now().toISOString());
  if (isDay(at)) return at;
  throw new ConfigurationError('--at is no date; write a day as 2027-06-30.');
}

function signerIn({ signers, principal }: VerifyOptions, { folder }: World): Signer | undefined {
  if (signers === undefined && principal === undefined) return undefined;
  if (signers !== undefined && principal !== undefined) return signerFrom(signers, principal, folder);
  throw new ConfigurationError('--signers and --principal belong together; name the keys and who has to have signed.');
}

/** @throws ConfigurationError that says how to get the version that made it */
function assertRightVersion({ suite, edition }: Statement, folder: string): void {
  const own = suiteName(packageRoot());
  const [, version] = /^vbs-conformance (\d+\.\d+\.\d+[\w.-]*)$/.exec(suite) ?? [];
  if (version === undefined)
    throw new ConfigurationError(`${folder} names no version of this suite, but "${terminalSafe(suite)}".`);
  const isKnown = knownEditions().some(({ name, sha256 }) => name === edition.name || sha256 === edition.sha256);
  if (suite === own && isKnown) return;
  const why =
    suite === own ? `is of edition ${terminalSafe(edition.name)}, which ${own} does not know` : `was made by ${suite}`;
  throw new ConfigurationError(
    `${folder} ${why}; this is ${own}. Get the right version: npm install --no-save ./vbs-conformance-${version}.tgz`,
  );
}

function findingsOn(submitted: SubmittedFiles, stated: Statement, folder: string, world: World): Findings {
  const { texts, strangers } = submitted;
  const differences = [
    ...strangers.map(name => `${name} does not belong in a submission`),
    ...digestDifferences(stated, texts),
  ];
  const [recorded, product] = [texts.get(submissionFiles.recording), texts.get(submissionFiles.product)];
  if (recorded === undefined || product === undefined)
    return {
      differences: [...differences, ...published(stated, texts, folder)],
      remarks: ['Nothing was judged again: that needs the recording and PRODUCT.yaml.'],
      noticing: () => [],
    };
  const source = specsSource(undefined, world.folder);
  const recording = recordingIn(`${folder}/${submissionFiles.recording}`, recorded);
  const sources = recordedSources(judgedFrom(submissionFiles.recording, recording, byItself, source));
  if ('whyNot' in sources)
    return {
      differences: [...differences, `This run gets no statement: ${sources.whyNot}`],
      remarks: [],
      noticing: () => [],
    };
  const { validUntil, noticing } = stated;
  const now = submissionOf(
    { ...sources, product: productFrom(`${folder}/${submissionFiles.product}`, product), validUntil, noticing },
    product,
  );
  const contracts = sources.operations.map(({ contract }) => contract);
  return {
    differences: [
      ...differences,
      ...inconsistenciesIn(recording, contracts).map(one => `${submissionFiles.recording}: ${one}`),
      ...textDifferences(texts, now.texts),
    ],
    remarks: [...profileLines(now.statement), ...rulingsSince(sources, submissionFiles.recording, source)],
    noticing: () => noticingDifferences(noticing, noticingOf(recording, sources.operations)),
  };
}

/** In what the files differ of a submission whose recording was left out. @throws ConfigurationError for a report that is none */
function published(stated: Statement, texts: SubmittedFiles['texts'], folder: string): string[] {
  const [report, product, page] = [submissionFiles.conformance, submissionFiles.product, submissionFiles.page].map(
    name => texts.get(name),
  );
  if (report === undefined || product === undefined || page === undefined) return [];
  return publishedDifferences(stated, {
    report: reportIn(`${folder}/${submissionFiles.conformance}`, report),
    product: productFrom(`${folder}/${submissionFiles.product}`, product),
    page,
  });
}

const profileLines = ({ profiles }: Statement): string[] =>
  profiles.map(
    ({ profile, verdict, proven, applicable }) =>
      `${profile}: ${verdict}, ${proven} of ${applicable} applicable MUSTs proven`,
  );

function validityFaults({ run, validUntil }: Statement, day: string): string[] {
  const from = dayOf(run.start);
  if (!isDay(from) || !isDay(validUntil) || validUntil < from || validUntil > latestEnd(from))
    return ['it is not valid from the day of its run to at most a year later'];
  if (day < from) return [`on ${day} it was not made yet`];
  return day > validUntil ? [`it expired on ${validUntil}`] : [];
}

function signatureFaults({ texts }: SubmittedFiles, signer: Signer, day: string): string[] {
  const signature = texts.get(submissionFiles.signature);
  if (signature === undefined) return [`${submissionFiles.signature} is missing: it is not signed`];
  const fault = signatureFault(texts.get(submissionFiles.statement) ?? '', signature, signer, day);
  return fault === undefined ? [] : [fault];
}

function introduction({ product, run, suite, edition, validUntil }: Statement): string {
  const { vendor, name, version } = product;
  return `Submission: ${vendor} ${name} ${version}, tested on ${run.start.slice(0, 10)} by ${suite}, edition ${edition.name}, valid until ${validUntil}.`;
}
