import { existsSync } from 'node:fs';
import path from 'node:path';
import { dayOf } from '../checks/waivers.ts';
import { makeFolders } from '../faults/own-files.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { reportDifferences } from '../reports/report-differences.ts';
import { noticingOf } from '../statement/noticing.ts';
import { productFolder } from '../statement/product.ts';
import { latestEnd } from '../statement/statement.ts';
import { type Submission, signatureNamespace, submissionFiles, submissionOf } from '../statement/submission.ts';
import { namedDifferences } from '../statement/submission-differences.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isDay } from '../targets/waiver.ts';
import { shellWord } from '../text/shell-word.ts';
import { type JudgedRecording, judgeRecording } from './judge-recording.ts';
import { specsSource } from './judging-specs.ts';
import { settingsText } from './machine-files.ts';
import { type RecordingPlace, recordingPlaces } from './recording-places.ts';
import { signatureOn } from './signature.ts';
import { byItself, recordedSources } from './stated-recording.ts';
import { largestProduct, productFrom } from './statement-formats.ts';
import { progressOn, tellOn } from './terminal-of-process.ts';
import { sentenceOf, writeWholeFolder } from './whole-files.ts';
import type { World } from './world.ts';

/** What a statement is about, and where it goes. */
export interface StatementOptions {
  /** The file that says whose product was tested. */
  readonly product: string;
  /** The folder that the submission's folder is made in; `submissions` by default. */
  readonly out?: string;
  /** The last day on which it is valid; a year after the run by default. */
  readonly validUntil?: string;
  /** Leaves the recording out, which names projects and hosts. */
  readonly publish?: boolean;
  /** The key that signs it, as ssh-keygen finds it. */
  readonly key?: string;
}

/**
 * Writes a submission: what the run in a folder says of a product, with all that proves it. The recording is judged again.
 * @returns the exit status: 1 where the report beside the recording differs
 * @throws ConfigurationError for a run that gets no statement, and files that cannot be read or written
 */
export function statement(folder: string, options: StatementOptions, world: World): number {
  const place = onlyPlace(folder, world.folder);
  const judged = judgeRecording(place, world.folder, byItself, specsSource(undefined, world.folder));
  const differences = differencesIn(place, judged);
  if (differences.length > 0) {
    tellOn(
      world.stderr,
      `${place.report} differs from the recording, so there is no statement:\n${differences.join('\n')}`,
    );
    return 1;
  }
  const sources = recordedSources(judged);
  if ('whyNot' in sources) throw new ConfigurationError(`There is no statement for this run: ${sources.whyNot}.`);
  const { startedAt } = judged.recording;
  const text = productText(options.product, world);
  const product = productFrom(options.product, text);
  const validUntil = endOf(options, startedAt);
  const progress = progressOn(world.stderr);
  progress.show('Damages the answers, to see what this run notices …');
  const noticing = noticingOf(sources.recording, sources.operations);
  progress.clear();
  const submission = submissionOf({ ...sources, product, validUntil, noticing }, text);
  const signature = options.key === undefined ? undefined : signed(submission, options.key, world);
  const written = write(submission, signature, path.join(sources.edition.name, productFolder(product)), options, world);
  tellOn(world.stdout, wordsOn(submission, written, options));
  return 0;
}

function onlyPlace(folder: string, from: string): RecordingPlace {
  const [place, ...others] = recordingPlaces(folder, from);
  if (place && others.length === 0) return place;
  throw new ConfigurationError(`${folder} has several recordings; name the folder with the reports of one target.`);
}

function differencesIn({ report }: RecordingPlace, { stored, result }: JudgedRecording): string[] {
  if (!stored) throw new ConfigurationError(`${report} is not there; a statement needs the report of the run, too.`);
  return namedDifferences(report, reportDifferences(stored, JSON.parse(conformanceJson(result))));
}

function productText(file: string, { folder }: World): string {
  const text = settingsText(path.resolve(folder, file), file, largestProduct);
  if (text !== undefined) return text;
  throw new ConfigurationError(`${file} is not there; write what product was tested, as docs/certification.md shows.`);
}

function endOf({ validUntil }: StatementOptions, startedAt: string): string {
  const [from, latest] = [dayOf(startedAt), latestEnd(startedAt)];
  if (validUntil === undefined) return latest;
  if (!isDay(validUntil)) throw new ConfigurationError('--valid-until is no date; write the last day as 2027-06-30.');
  if (validUntil >= from && validUntil <= latest) return validUntil;
  throw new ConfigurationError(`--valid-until is ${validUntil}; choose a day from ${from} to ${latest}.`);
}

const signed = ({ texts }: Submission, key: string, { folder }: World): string =>
  signatureOn(texts.get(submissionFiles.statement) ?? '', key, folder);

/** @returns the submission's folder, as the user would write it */
function write(
  { texts }: Submission,
  signature: string | undefined,
  below: string,
  { out = 'submissions', publish }: StatementOptions,
  { folder }: World,
): string {
  if (out === '') throw new ConfigurationError('--out is empty; set it to a folder.');
  const shown = path.join(out, below);
  const place = path.resolve(folder, shown);
  if (existsSync(place)) throw new ConfigurationError(`${shown} is there already; remove it, or choose another --out.`);
  try {
    makeFolders(path.dirname(place));
  } catch (error) {
    throw sentenceOf(error, code => `${path.dirname(shown)} cannot be made (${code}); choose another --out.`);
  }
  const files = [...texts].filter(([name]) => !(publish && name === submissionFiles.recording));
  writeWholeFolder(place, [
    ...files,
    ...(signature === undefined ? [] : [[submissionFiles.signature, signature] as const]),
  ]);
  return shown;
}

function wordsOn({ statement: stated }: Submission, written: string, { publish, key }: StatementOptions): string {
  const { edition, profiles, validUntil, noticing } = stated;
  const { noticed, unnoticed, inapplicable, uncounted } = noticing.damages;
  const file = path.join(written, submissionFiles.statement);
  return [
    `${written}: edition ${edition.name}, valid until ${validUntil}.`,
    ...profiles.map(
      ({ profile, verdict, proven, applicable }) =>
        `  ${profile}: ${verdict}, ${proven} of ${applicable} applicable MUSTs proven`,
    ),
    `  Of ${noticed + unnoticed + inapplicable} damages to its answers this run notices ${noticed}; ${uncounted} more do not count, for their checks did not pass. README.md names what it cannot notice.`,
    ...(publish
      ? [
          `  ${submissionFiles.recording} is left out. The other files still name the endpoint and what was asked about.`,
        ]
      : []),
    ...(key === undefined
      ? [`Sign it: ssh-keygen -Y sign -f YOUR_KEY -n ${signatureNamespace} ${shellWord(file)}`]
      : []),
  ].join('\n');
}
