import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';

/** This package as a user has it. */
export interface InstalledPackage {
  /** Its folder, in the `node_modules` of the user's folder. */
  readonly root: string;
  /** The file that `npx vbs-conformance` runs. */
  readonly program: string;
}

/**
 * Installs what `npm pack` makes in a folder, as `npm install` would, but without a registry: the tarball is unpacked, and
 * beside it are links to the dependencies of this repository. What only our own development needs is not among them.
 */
export function installPackage(folder: string): InstalledPackage {
  const modules = path.join(folder, 'node_modules');
  const root = path.join(modules, 'vbs-conformance');
  mkdirSync(root, { recursive: true });
  // What is built is there already. Other tests use it, so it is not built again.
  const packing = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const tarball = execFileSync('npm', packing, { cwd: packageRoot(), encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', path.join(folder, tarball), '-C', root, '--strip-components=1']);
  for (const name of productionDependencies()) {
    const link = path.join(modules, name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(packageRoot(), 'node_modules', name), link);
  }
  const { bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { root, program: path.join(root, bin['vbs-conformance']) };
}

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** The names of all packages that a user gets with this one. Those below one of them come with it. */
function productionDependencies(): string[] {
  const lock = JSON.parse(readFileSync(path.join(packageRoot(), 'package-lock.json'), 'utf8'));
  return Object.entries<LockedPackage>(lock.packages)
    .filter(([, { dev, devOptional }]) => !dev && !devOptional)
    .flatMap(([place]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place)?.[1] ?? [])
    .filter(name => existsSync(path.join(packageRoot(), 'node_modules', name)));
}
