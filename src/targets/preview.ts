import type { Access } from './access.ts';
import type { ConfiguredTarget } from './configured-target.ts';
import { keystoneWords } from './openstack/authentication.ts';
import { rateOf } from './session.ts';
import type { Target } from './target.ts';

/** A target as it is known before anything is sent. Words stand for the values that Keystone will return. */
export function previewOf(configured: ConfiguredTarget): Target {
  const {
    access,
    other,
    noRole,
    allowsHttp: _allows,
    subjects: _subjects,
    hookVariables: _names,
    proxies: _proxies,
    ...settings
  } = configured;
  const endpoint = configured.endpoint ?? 'ENDPOINT';
  const proxy = configured.proxy === undefined ? undefined : withoutCredentials(configured.proxy);
  return {
    ...settings,
    endpoint,
    project: projectOf(access) ?? 'PROJECT_ID',
    token: access.kind === 'keys' ? undefined : 'TOKEN',
    keys: access.kind === 'keys' ? access.keys : undefined,
    otherToken: other && 'OTHER_TOKEN',
    otherProject: other?.kind === 'keystone' ? (projectOf(other) ?? 'OTHER_PROJECT_ID') : configured.otherProject,
    noRoleToken: noRole && 'NOROLE_TOKEN',
    proxy,
    route: undefined,
    rate: rateOf(configured, configured.endpoint),
  };
}

function withoutCredentials(text: string): string {
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href;
}

function projectOf(access: Access): string | undefined {
  if (access.kind !== 'keystone') return access.project;
  return access.project && 'id' in access.project ? access.project.id : undefined;
}

/** Who sends the requests, in words without a secret. */
export function accessWords(access: Access): string {
  if (access.kind === 'token') return 'with the token in OS_TOKEN';
  if (access.kind === 'keys') return 'signed with VBS_ACCESS_KEY';
  return keystoneWords(access);
}
