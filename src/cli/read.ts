import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readPage } from '../documentation/reader.ts';
import { findingText } from '../documentation/rst/finding.ts';
import { transcriptOf } from '../documentation/transcript.ts';
import { ConfigurationError } from '../targets/target.ts';
import { jsonSafe } from '../text/terminal-safe.ts';
import { tellOn } from './terminal-of-process.ts';
import type { World } from './world.ts';

/**
 * Prints one JSON line for each page, and its findings to stderr as `file:line:column: sentence [rule]`.
 * @returns 0, or 2 when a page has findings
 * @throws ConfigurationError when a page cannot be read from disk
 */
export function read(files: readonly string[], { folder, stdout, stderr }: World): number {
  let status = 0;
  for (const file of files) {
    const page = readPage(file, textOf(file, folder));
    stdout.write(`${jsonSafe(JSON.stringify(transcriptOf(page)))}\n`);
    for (const finding of page.findings) tellOn(stderr, findingText(file, finding));
    if (page.findings.length > 0) status = 2;
  }
  return status;
}

function textOf(file: string, folder: string): string {
  try {
    return readFileSync(path.resolve(folder, file), 'utf8');
  } catch {
    throw new ConfigurationError(`${file} cannot be read; name reStructuredText files that exist.`);
  }
}
