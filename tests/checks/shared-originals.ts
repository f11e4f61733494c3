import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Originals } from '../../src/cli/originals.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import type { Specification } from '../../src/cli/specification.ts';
import { parseRecording, writeRecording } from '../../src/recording/recording-file.ts';

/** Of the file: the build that recorded it, and the recordings as their own files have them. */
interface Shared {
  readonly build: string;
  readonly full: string;
  readonly incremental: string;
}

const dist = path.join(packageRoot(), 'dist');
const file = path.join(dist, 'originals.json');

/**
 * What the embedded service answers about the backups of this page. The first test file of a build records it, which takes
 * most of a second; the others, each a process of its own, read what it kept.
 */
export async function sharedOriginals({ contract, example }: Specification): Promise<Originals> {
  const build = digestOf(path.join(dist, 'src'), path.join(packageRoot(), 'specs'));
  const kept = keptOf(build);
  if (kept) return { full: parseRecording(kept.full), incremental: parseRecording(kept.incremental) };
  // Loaded by the first file only: it takes the service, the probes and the sender.
  const { recordOriginals } = await import('../../src/cli/originals.ts');
  const { full, incremental } = await recordOriginals([{ contract, example }], 'test');
  const shared: Shared = { build, full: writeRecording(full), incremental: writeRecording(incremental) };
  // Renamed into place: another process may be reading.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(shared));
  renameSync(`${file}.${process.pid}`, file);
  return { full, incremental };
}

function keptOf(build: string): Shared | undefined {
  try {
    const shared = JSON.parse(readFileSync(file, 'utf8')) as Shared;
    return shared.build === build ? shared : undefined;
  } catch {
    return undefined;
  }
}

/** Of the program and of the pages that it answers by. */
function digestOf(...folders: readonly string[]): string {
  const digest = createHash('sha256');
  for (const folder of folders) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    const files = entries.map(entry => path.join(entry.parentPath, entry.name)).sort();
    for (const one of files) digest.update(`${one}\0`).update(readFileSync(one));
  }
  return digest.digest('hex');
}
