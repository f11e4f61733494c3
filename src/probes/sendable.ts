import type { Target } from '../targets/target.ts';
import type { Difference, Way } from './way.ts';

/**
 * Why a way is not tried on this target: it is switched off, or the target lacks something. Undefined when it is tried.
 * @param operation the operation's name
 */
export function reasonNotToSend(way: Way, target: Target, operation: string): string | undefined {
  const { name, code, evidence, request, optIn } = way;
  const isAmong = (names: readonly string[]): boolean => names.includes(name) || names.includes(`${operation}/${name}`);
  if (isAmong(target.without)) return 'switched off by --without or the profile';
  if (optIn && !isAmong(target.optIn)) return 'opt-in; --with switches it on';
  if (evidence === 'hooked' && !target.hooks.some(hook => hook.code === code))
    return 'no fault hook for this status; add one to "faults" in a profile';
  if (evidence === 'simulated' && target.faults !== 'prefer') return 'VBS_FAULTS is not "prefer"';
  return reasonNotToAsk(request, target);
}

/** Why a request cannot be sent to this target, which lacks somebody to ask or a proxy. Undefined when it can. */
export function reasonNotToAsk({ asker, sentAs }: Difference, target: Target): string | undefined {
  if (asker === 'no role' && target.noRoleToken === undefined) {
    return 'neither VBS_NOROLE_TOKEN nor VBS_NOROLE_CLOUD is set';
  }
  if (asker === 'other project' && target.otherToken === undefined) {
    return 'neither VBS_OTHER_TOKEN nor VBS_OTHER_CLOUD is set';
  }
  return sentAs === 'proxied' && target.proxy === undefined ? 'VBS_HTTP_PROXY is not set' : undefined;
}
