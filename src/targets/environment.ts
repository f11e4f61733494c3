import { ConfigurationError, type Faults, type Target } from './target.ts';
import { isOn, positive, requestRate } from './values.ts';
import type { Environment } from './variables.ts';

/** What a run takes from the environment, apart from the target. */
export interface RunSettings {
  readonly strictness: 'ruled' | 'literal';
  readonly reportsDir: string;
}

/** Settings that apply to any target, the embedded service included. */
export type TargetSettings = Pick<Target, 'timeout' | 'rate' | 'microversion' | 'admin'> & {
  readonly unfinishedWait: number | undefined;
  readonly faults: Faults | undefined;
};

/** @throws ConfigurationError when `STRICTNESS` is not one of its two words. */
export function runSettings(env: Environment): RunSettings {
  const strictness = env.STRICTNESS || 'ruled';
  if (strictness !== 'ruled' && strictness !== 'literal') {
    throw new ConfigurationError(`STRICTNESS is "${strictness}"; set it to "ruled" or "literal", or remove it.`);
  }
  return { strictness, reportsDir: env.REPORTS_DIR || 'reports' };
}

/** @throws ConfigurationError naming the variable whose value cannot be used. */
export function targetSettings(env: Environment): TargetSettings {
  return {
    faults: faults(env),
    timeout: milliseconds(env, 'VBS_TIMEOUT') ?? 15_000,
    unfinishedWait: milliseconds(env, 'VBS_UNFINISHED_WAIT'),
    rate: requestRate(env, 'VBS_RATE'),
    microversion: microversion(env, 'VBS_MICROVERSION'),
    admin: isOn(env, 'VBS_ADMIN', 'for the token of an administrator'),
  };
}

/** Whole milliseconds, as timers need them: 16.1 s would be 16100.000000000002 ms. */
function milliseconds(env: Environment, variable: string): number | undefined {
  const seconds = positive(env, variable, 'seconds');
  return seconds === undefined ? undefined : Math.max(1, Math.round(seconds * 1000));
}

function faults({ VBS_FAULTS: value }: Environment): Faults | undefined {
  if (!value) return undefined;
  if (value === 'none' || value === 'prefer' || value === 'hooks') return value;
  throw new ConfigurationError(`VBS_FAULTS is "${value}"; set it to "none", "prefer" or "hooks", or remove it.`);
}

/** A version that can be sent in a header field; undefined when unset. @throws ConfigurationError */
export function microversion(env: Environment, variable: string): string | undefined {
  const value = env[variable] || undefined;
  if (value === undefined || /^[\w.]+$/.test(value)) return value;
  throw new ConfigurationError(`${variable} is not a version; set it to one such as 3.70, or remove it.`);
}
