import type { Contract } from '../contract/contract.ts';
import type { FaultHook, Target } from '../targets/target.ts';
import { showSending } from './requests.ts';
import type { OrdinarySending, Unsent } from './sending.ts';
import { ways } from './ways.ts';

/** A fault of the operator's, and the read that is sent while it lasts. */
export interface HookProbe {
  readonly hook: FaultHook;
  readonly sending: OrdinarySending;
}

/** What the fault hooks of a target call for, or why there is nothing; to be carried out one at a time, after all else. */
export function hookProbes(contract: Contract, target: Target): (HookProbe | Unsent)[] {
  const documented = new Set(contract.statuses.map(({ code }) => code));
  return ways
    .filter(({ code, evidence }) => evidence === 'hooked' && documented.has(code))
    .map(({ name, code }) => {
      if (target.without.includes(name)) return { name, reason: 'switched off' };
      const hook = target.hooks.find(one => one.code === code);
      if (!hook) return { name, reason: 'the target has no such hook' };
      return { hook, sending: { ...showSending(name, contract, target), code, once: true } };
    });
}

/** Tells a fault that is entered from one that is not. */
export const isHookProbe = (planned: HookProbe | Unsent): planned is HookProbe => 'hook' in planned;
