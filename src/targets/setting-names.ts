import type { Access } from './access.ts';
import { endpointSetting, userSetting } from './openstack/authentication.ts';
import type { Subjects } from './subjects.ts';
import type { SettingNames } from './target.ts';
import type { Environment } from './variables.ts';

/**
 * Names the settings of a target.
 * @param nameOf the option, key or variable that sets a variable, for people
 * @param subjects the names of those settings of its subjects that are no variables
 */
export function settingNames(
  access: Access,
  env: Environment,
  nameOf: (variable: string) => string,
  subjects: Subjects = {},
): SettingNames {
  return { endpoint: endpointName(access, env, nameOf), user: userName(access, env, nameOf), subjects };
}

function endpointName(access: Access, env: Environment, nameOf: (variable: string) => string): string {
  const own = nameOf('VBS_ENDPOINT');
  if (env.VBS_ENDPOINT || access.kind !== 'keystone') return own;
  return endpointSetting(access) ?? `the endpoint of the catalog (${own} replaces it)`;
}

function userName(access: Access, env: Environment, nameOf: (variable: string) => string): string {
  if (access.kind === 'token') return 'OS_TOKEN';
  if (access.kind === 'keys') return 'VBS_ACCESS_KEY, VBS_SECRET_KEY';
  return env.OS_CLOUD ? nameOf('OS_CLOUD') : userSetting(access);
}
