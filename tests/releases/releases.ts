import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../src/cli/package-root.ts';
import { ownState } from '../cli/command.ts';

/** An OpenStack release that runs on this machine, beside others. */
export interface Release {
  /** The name of its profile, without `openstack-`. */
  readonly name: 'victoria' | 'zed' | '2025-1';
  /** The name of its Debian release, which the scripts of the lab take. */
  readonly debian: string;
  readonly keystone: string;
}

/** The releases of the lab, from the oldest to the latest; its README says where they are. */
export const releases: readonly Release[] = [
  { name: 'victoria', debian: 'bullseye', keystone: 'http://127.0.0.1:5111/v3' },
  { name: 'zed', debian: 'bookworm', keystone: 'http://127.0.0.1:5112/v3' },
  { name: '2025-1', debian: 'trixie', keystone: 'http://127.0.0.1:5113/v3' },
];

/** The recording of a release that is kept in this repository. */
export const keptRecording = ({ name }: Pick<Release, 'name'>): string =>
  path.join(packageRoot(), `products/openstack-${name}/recording.json`);

/** The variables of a run of the releases' profiles, which writes below `folder`. A password is the user's name with `-secret`. */
export function surroundingsIn(folder: string): Readonly<Record<string, string>> {
  const cloud = (user: string, project: string, auth_url: string): object => ({
    region_name: 'RegionOne',
    auth: {
      auth_url,
      username: user,
      password: `${user}-secret`,
      project_name: project,
      user_domain_name: 'Default',
      project_domain_name: 'Default',
    },
  });
  const clouds = releases.flatMap(({ name, keystone }) => [
    [name, cloud('demo', 'demo', keystone)],
    [`${name}-other`, cloud('reader', 'other', keystone)],
    [`${name}-auditor`, cloud('auditor', 'demo', keystone)],
  ]);
  const file = path.join(folder, 'clouds.yaml');
  writeFileSync(file, JSON.stringify({ clouds: Object.fromEntries(clouds) }));
  return { OS_CLIENT_CONFIG_FILE: file, VBS_UNFINISHED_WAIT: '6', ...ownState(folder) };
}
