import { microversion } from './environment.ts';
import { type Command, ConfigurationError } from './target.ts';
import { bareUrl, identifier, proxyUrl, requestRate } from './values.ts';
import type { Environment } from './variables.ts';
import { type RawWaiver, waiverProblems } from './waiver.ts';

/** The content of a profile, in its format. */
export interface RawProfile {
  readonly cloud?: string;
  readonly endpoint?: string;
  readonly 'other-cloud'?: string;
  readonly 'norole-cloud'?: string;
  readonly backup?: string;
  readonly subjects?: Readonly<Record<string, string>>;
  readonly admin?: boolean;
  readonly simulated?: boolean;
  readonly microversion?: string;
  readonly rate?: number;
  readonly proxy?: string;
  readonly front?: string;
  readonly probes?: Readonly<Record<string, 'on' | 'off'>>;
  readonly faults?: Readonly<Record<string, { readonly enter: Command; readonly leave: Command }>>;
  readonly 'fault-timeout'?: number;
  readonly 'fault-variables'?: readonly string[];
  readonly waivers?: readonly RawWaiver[];
}

/**
 * What is wrong with values that the format allows, each problem as a sentence.
 * @param nameOf the name of a key for people, by its path
 */
export function valueProblems(raw: RawProfile, nameOf: (path: readonly string[]) => string): string[] {
  const values = Object.entries(readers).flatMap(([key, read]) => {
    const value = raw[key as keyof RawProfile];
    const name = nameOf([key]);
    return value === undefined ? [] : problem(() => read({ [name]: String(value) }, name));
  });
  const programs = Object.entries(raw.faults ?? {}).flatMap(([code, hook]) =>
    (['enter', 'leave'] as const).flatMap(side =>
      hook[side][0] === ''
        ? `${nameOf(['faults', code, side])} names no program; write the program as the first item.`
        : [],
    ),
  );
  const subjects = Object.entries(raw.subjects ?? {}).flatMap(([subject, value]) => {
    const name = nameOf(['subjects', subject]);
    return problem(() => identifier({ [name]: value }, name, 'an id'));
  });
  return [...values, ...subjects, ...programs, ...waiverProblems(raw.waivers ?? [], nameOf)];
}

/** The settings that are checked by what reads them from the environment, under the names that the profile gives them. */
const readers: Readonly<Partial<Record<keyof RawProfile, (env: Environment, name: string) => unknown>>> = {
  endpoint: (env, name) => bareUrl(name, env[name] ?? '', 'the root URL of the service'),
  front: (env, name) => bareUrl(name, env[name] ?? '', 'the root URL of the front'),
  proxy: proxyUrl,
  backup: (env, name) => identifier(env, name, 'the id of a backup'),
  microversion,
  rate: requestRate,
};

function problem(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return [error.message];
    throw error;
  }
}
