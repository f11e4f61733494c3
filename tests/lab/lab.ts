import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../src/cli/package-root.ts';
import { type Finished, ownState } from '../cli/command.ts';
import { spawnedCommand } from '../cli/spawned-command.ts';

/** The folder of the scripts that run the lab. */
export const labFolder = process.env.OPENSTACK_LAB ?? path.join(packageRoot(), '../shared/lab');

/** The script that breaks the lab: `enter` or `leave`, and a code. */
export const faultScript = path.join(labFolder, 'faults.sh');

/** The folder in which the lab keeps what it consists of. */
export const labState = process.env.LAB ?? '/var/tmp/openstack-lab';

/** Where the lab's services are; its README says so. */
export const addresses = {
  keystone: 'http://127.0.0.1:5000/v3',
  cinder: 'http://127.0.0.1:8776',
  nginx: 'http://127.0.0.1:8780',
  squid: 'http://127.0.0.1:3128',
} as const;

/** The lab's users; a password is the name with `-secret` behind it. */
export type User = 'demo' | 'admin' | 'reader' | 'auditor';

/** Backups that the lab has, always with the same ids. */
export const backups = {
  full: '2ef47aee-8844-490c-804d-2a8efe561c65',
  incremental: '7a2d4b60-13a4-4d0e-8a6b-5be0f6f3c902',
  failed: 'b0c3a1d2-4e5f-4a6b-8c7d-9e0f1a2b3c04',
  creating: 'c1d2e3f4-0516-4728-9a3b-4c5d6e7f8005',
  encrypted: 'd5e6f708-192a-4b3c-8d4e-5f60718293a6',
  unicode: 'e6f70819-2a3b-4c4d-9e5f-60718293a4b7',
} as const;

/** Why the tests of the lab are skipped; false when it is up. */
export const skip = await hindrance();

async function hindrance(): Promise<string | false> {
  if (!existsSync(faultScript)) {
    return `the lab's scripts are not in ${path.relative(process.cwd(), labFolder)}; OPENSTACK_LAB names their folder`;
  }
  const answers = await Promise.all([addresses.keystone, addresses.nginx].map(isAnswered));
  return answers.every(Boolean) ? false : 'the lab is not up; start it with up.sh and fronts.sh in its folder';
}

/** Whether anybody answers there. */
export async function isAnswered(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

/** A user as an entry of `clouds.yaml` has it. */
export const cloudOf = (user: User, project: string): object => ({
  region_name: 'RegionOne',
  auth: {
    auth_url: addresses.keystone,
    username: user,
    password: `${user}-secret`,
    project_name: project,
    user_domain_name: 'Default',
    project_domain_name: 'Default',
  },
});

/** Writes a `clouds.yaml` (JSON is YAML) with these clouds into a folder and returns its path. */
export function writeClouds(folder: string, clouds: Readonly<Record<string, object>>): string {
  const file = path.join(folder, 'clouds.yaml');
  writeFileSync(file, JSON.stringify({ clouds }));
  return file;
}

/** The own users of runs: a member of `demo`, and an administrator of a project of its own, or of `demo`. */
export type Role = 'member' | 'admin' | 'admin of demo';

const own: Readonly<Record<Role, object>> = {
  member: cloudOf('demo', 'demo'),
  admin: cloudOf('admin', 'admin'),
  'admin of demo': cloudOf('admin', 'demo'),
};

/** The clouds that the profile of the lab names, for such a user. */
export const cloudsFor = (role: Role): Readonly<Record<string, object>> => ({
  lab: own[role],
  'lab-other': cloudOf('reader', 'other'),
  'lab-auditor': cloudOf('auditor', 'demo'),
});

/** The profile of the lab. */
export const labProfile = parse(readFileSync(path.join(packageRoot(), 'targets/openstack-lab.yaml'), 'utf8')) as {
  readonly faults: Readonly<Record<number, object>>;
};

/**
 * Runs `vbs-conformance`; what it writes goes below `folder`.
 * @param place the folder of the profiles, which usually is the project's own
 */
export function inLab(
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
  place = packageRoot(),
): Promise<Finished> {
  return spawnedCommand(args, { ...surroundingsIn(folder), VBS_UNFINISHED_WAIT: '6', ...env }, place);
}

/** Variables by which a run finds the lab, and writes below `folder`. */
export const surroundingsIn = (folder: string): Readonly<Record<string, string>> => ({
  OPENSTACK_LAB: labFolder,
  LAB: labState,
  REPORTS_DIR: path.join(folder, 'reports'),
  ...ownState(folder),
});

/** What a run says of a check, which is named by its operation and its id below the page: `show-backup/status/405`. */
export interface ToldCheck {
  readonly id: string;
  readonly verdict: string;
  readonly evidence?: string;
  readonly message: string;
}

/** The verdicts of a run whose reports are below `folder`. */
export function checksIn(folder: string): readonly ToldCheck[] {
  const text = readFileSync(path.join(folder, 'reports/conformance.json'), 'utf8');
  const { checks } = JSON.parse(text) as { readonly checks: readonly ToldCheck[] };
  return checks.map(check => ({ ...check, id: check.id.replace(/^vbs\/v3\//, '') }));
}

/** A token of the lab's Keystone. */
export async function tokenOf(user: User, project: string): Promise<string> {
  const domain = { name: 'Default' };
  const password = { user: { name: user, domain, password: `${user}-secret` } };
  const auth = { identity: { methods: ['password'], password }, scope: { project: { name: project, domain } } };
  const answer = await fetch(`${addresses.keystone}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ auth }),
  });
  return answer.headers.get('x-subject-token') ?? '';
}

/** The status of the read of the full backup through nginx: 200 when the lab is well. */
export async function health(): Promise<number> {
  const token = await tokenOf('demo', 'demo');
  const check = await fetch(`${addresses.keystone}/auth/projects`, { headers: { 'X-Auth-Token': token } });
  const { projects } = (await check.json()) as { readonly projects: readonly { readonly id: string; name: string }[] };
  const project = projects.find(({ name }) => name === 'demo')?.id ?? '';
  const url = `${addresses.nginx}/v3/${project}/backups/${backups.full}`;
  return (await fetch(url, { headers: { 'X-Auth-Token': token } })).status;
}
