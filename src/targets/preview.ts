import type { Access } from './access.ts';
import { keystoneWords } from './openstack/authentication.ts';
import type { TargetPlan } from './plan.ts';
import { rateOf } from './session.ts';
import type { Target } from './target.ts';

/** A target as far as it is known before anything is sent, with words in place of what Keystone and the service will say. */
export function previewOf(plan: TargetPlan): Target {
  const { access, other, noRole, subjects: _subjects, proxies: _proxies, ...settings } = plan;
  const endpoint = plan.endpoint ?? 'ENDPOINT';
  const proxy = plan.proxy === undefined ? undefined : withoutCredentials(plan.proxy);
  return {
    ...settings,
    endpoint,
    project: projectOf(access) ?? 'PROJECT_ID',
    token: access.kind === 'keys' ? undefined : 'TOKEN',
    keys: access.kind === 'keys' ? access.keys : undefined,
    otherToken: other && 'OTHER_TOKEN',
    otherProject: other?.kind === 'keystone' ? (projectOf(other) ?? 'OTHER_PROJECT_ID') : plan.otherProject,
    noRoleToken: noRole && 'NOROLE_TOKEN',
    proxy,
    route: undefined,
    rate: rateOf(plan, plan.endpoint),
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

/** As whom a target is asked, in words without a secret. */
export function accessWords(access: Access): string {
  if (access.kind === 'token') return 'with the token in OS_TOKEN';
  if (access.kind === 'keys') return 'signed with VBS_ACCESS_KEY';
  return keystoneWords(access);
}
