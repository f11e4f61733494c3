import path from 'node:path';
import { packageRoot } from '../src/cli/package-root.ts';
import type { Figure } from './figure.ts';
import { inNewFolder, lifetime } from './node-process.ts';
import { ratioOf } from './ratio.ts';

/** How much longer `check` takes than a Node process that does nothing. */
export async function* quickGate(): AsyncGenerator<Figure> {
  yield* inNewFolder(async function* (folder) {
    const main = path.join(packageRoot(), 'dist/src/cli/main.js');
    const check = { args: [main, 'check', '--target', 'mock'], env: { REPORTS_DIR: 'reports' }, cwd: folder };
    const nothing = { args: ['-e', '0'], env: {}, cwd: folder };
    const ratio = await ratioOf(
      () => lifetime(check),
      () => lifetime(nothing),
      { pairs: 11, seconds: 20 },
    );
    yield { what: 'check', against: 'an empty Node process', ratio };
  });
}
