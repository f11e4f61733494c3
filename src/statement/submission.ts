import { createHash } from 'node:crypto';
import { recordingParts } from '../recording/recording-file.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { junitXml } from '../reports/junit.ts';
import type { Statement } from './statement.ts';
import { type StatementSources, statementOf } from './statement-of.ts';
import { statementPage } from './statement-page.ts';

/** The files of a submission; the last one is the signature of the one before, once there is any. */
export const submissionFiles = {
  product: 'PRODUCT.yaml',
  page: 'README.md',
  conformance: 'conformance.json',
  junit: 'junit.xml',
  recording: 'recording.json',
  statement: 'statement.json',
  signature: 'statement.json.sig',
} as const;

/** The namespace of the signature, so that one that was made for something else does not count. */
export const signatureNamespace = 'vbs-conformance-statement';

/** A submission: its statement, and the texts of its files by their names. */
export interface Submission {
  readonly statement: Statement;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * All files of a submission but the signature. Pure: the same sources always give the same texts.
 * @param productText what `PRODUCT.yaml` says, as the vendor wrote it
 */
export function submissionOf(sources: StatementSources, productText: string): Submission {
  const stated = statementOf(sources);
  const texts = new Map([
    [submissionFiles.product, productText],
    [submissionFiles.page, statementPage(stated)],
    [submissionFiles.conformance, conformanceJson(sources.result)],
    [submissionFiles.junit, junitXml(sources.result)],
    [submissionFiles.recording, [...recordingParts(sources.recording)].join('')],
  ]);
  const statement = { ...stated, files: Object.fromEntries(Array.from(texts, ([name, text]) => [name, sha256(text)])) };
  return { statement, texts: new Map([...texts, [submissionFiles.statement, statementJson(statement)]]) };
}

/** The text of `statement.json`. */
const statementJson = (statement: Statement): string => `${JSON.stringify(statement, null, 2)}\n`;

/** SHA-256 of a text, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
