import { readFileSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import { packageRoot } from '../../src/cli/package-root.ts';
import { backups, cloudsFor, type Role, writeClouds } from './lab.ts';

/** Verdicts that are not "passed", and in which runs they are right. */
interface Expectation {
  readonly ids: readonly string[];
  readonly when?: readonly string[];
  readonly verdict: string;
  readonly reason: string;
}

/** A run on the lab, as far as its verdicts depend on that. */
export interface LabRun {
  readonly role: Role;
  readonly backup: keyof typeof backups;
  /** '' for none: Cinder then answers as of 3.0. */
  readonly version: string;
  readonly hooks: boolean;
  /** A glob of `--only`, for runs that do not judge all operations. */
  readonly only?: string;
}

/** What is not "passed" on the lab. */
export const expectations: readonly Expectation[] = parse(
  readFileSync(path.join(packageRoot(), 'tests/lab/expected.yaml'), 'utf8'),
);

/** The words by which an expectation names runs. */
export const propertiesOf = ({ role, backup, version, hooks }: LabRun): readonly string[] => [
  role,
  backup,
  `version ${version || '3.0'}`,
  hooks ? 'hooks' : 'no hooks',
];

/** The verdict that a run should come to. An expectation names a check of one operation, or of all by the id below the page. */
export function expected(id: string, run: LabRun): string {
  const properties = propertiesOf(run);
  const own = expectations.filter(({ when = [] }) => when.every(one => properties.includes(one)));
  const below = id.slice(id.indexOf('/') + 1);
  const names = (glob: string): boolean => {
    const matches = picomatch(glob, { dot: true });
    return matches(id) || matches(below);
  };
  return own.find(({ ids }) => ids.some(names))?.verdict ?? 'passed';
}

/** The variables of such a run. */
export const environmentOf = (run: LabRun, folder: string): Readonly<Record<string, string>> => ({
  OS_CLIENT_CONFIG_FILE: writeClouds(folder, cloudsFor(run.role)),
  VBS_BACKUP_ID: backups[run.backup],
  VBS_ADMIN: run.role === 'member' ? '0' : '1',
  VBS_MICROVERSION: run.version,
  ...(run.hooks ? {} : { VBS_FAULTS: 'none' }),
});
