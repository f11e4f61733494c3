import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../src/cli/package-root.ts';
import { readPage } from '../src/documentation/reader.ts';
import { showBackupPage } from '../tests/contract/show-backup.ts';
import { sharedPages } from '../tests/documentation/shared-pages.ts';
import { aboutOne, type Figure } from './figure.ts';
import { averageDuration, ratioOf, type Sample } from './ratio.ts';

/** As many pages as there are operations in the documentation that this reader was made for. */
const all = 204;

/** Whether the reader is as fast with many pages as with few, and how its speed compares to docutils'. */
export async function* reading(): AsyncGenerator<Figure | string> {
  const shared = sharedPages().map(({ text }) => text);
  yield shared.length > 0
    ? `Pages: ${shared.length} of ../shared/docs.`
    : `Pages: copies of specs/${showBackupPage}.rst, for ../shared/docs is not there.`;
  const pages =
    shared.length > 0 ? shared : [readFileSync(path.join(packageRoot(), `specs/${showBackupPage}.rst`), 'utf8')];
  const sizes = [10, 100, all].map(count => evenly(pages, count));
  const [few = [], ...more] = sizes;
  for (const many of more) {
    const ratio = await ratioOf(ourRate(many), ourRate(few), { pairs: 15, seconds: 8 });
    const [what, against] = [`pages a second at ${many.length}`, `pages a second at ${few.length}`];
    yield { what, against, ratio, aim: aboutOne };
  }
  if (spawnSync('python3', ['-c', 'import docutils']).status !== 0) {
    yield 'docutils is not installed for python3, so nothing was measured against it.';
    return;
  }
  for (const some of sizes) {
    const ratio = await ratioOf(ourRate(some), docutilsRate(some), { pairs: 5, seconds: 8 });
    yield { what: `pages a second at ${some.length}`, against: "docutils' pages a second", ratio };
  }
}

/** So many of the pages, short ones and long ones as evenly as they come; copies where there are too few. */
function evenly(pages: readonly string[], count: number): string[] {
  const sorted = [...pages].sort((one, other) => one.length - other.length);
  return Array.from({ length: count }, (_, index) => sorted[Math.floor(((index + 0.5) * sorted.length) / count)] ?? '');
}

/** A few pages are read as often as it takes to have read as many. */
function ourRate(pages: readonly string[]): Sample {
  const times = Math.ceil(all / pages.length);
  const readAll = (): void => {
    for (const page of pages) readPage('page.rst', page);
  };
  return () => pages.length / averageDuration(times, readAll);
}

/** By its own clock, so that Python's start does not count. */
function docutilsRate(pages: readonly string[]): Sample {
  const script = path.join(packageRoot(), 'bench/docutils_pages.py');
  return () => {
    const { status, stdout, stderr } = spawnSync('python3', [script], {
      input: JSON.stringify(pages),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`docutils could not be measured:\n${stderr}`);
    return pages.length / Number(stdout);
  };
}
