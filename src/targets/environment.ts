import { isLoopback, routeTo } from './route.ts';
import { ConfigurationError, type Faults, type Target } from './target.ts';
import type { Environment } from './variables.ts';

/** What a run takes from the environment beside the target. */
export interface RunSettings {
  readonly strictness: 'ruled' | 'literal';
  readonly reportsDir: string;
}

/** Settings that hold for any target, the embedded service included. */
export type TargetSettings = Pick<Target, 'timeout' | 'rate' | 'microversion' | 'admin'> & {
  readonly unfinishedWait: number | undefined;
  readonly faults: Faults | undefined;
};

/** @throws ConfigurationError when `STRICTNESS` is not one of its two words. */
export function runSettings(env: Environment): RunSettings {
  const strictness = env.STRICTNESS || 'ruled';
  if (strictness !== 'ruled' && strictness !== 'literal') {
    throw new ConfigurationError(`STRICTNESS is "${strictness}"; set it to "ruled" or "literal", or leave it out.`);
  }
  return { strictness, reportsDir: env.REPORTS_DIR || 'reports' };
}

/** @throws ConfigurationError naming the variable whose value cannot be used. */
export function targetSettings(env: Environment): TargetSettings {
  const faults = env.VBS_FAULTS || undefined;
  if (faults === 'hooks') {
    throw new ConfigurationError(
      'VBS_FAULTS is "hooks", which needs a target profile that names them; use "none" or "prefer".',
    );
  }
  if (faults !== undefined && faults !== 'none' && faults !== 'prefer') {
    throw new ConfigurationError(`VBS_FAULTS is "${faults}"; set it to "none" or "prefer", or leave it out.`);
  }
  const unfinishedWait = positive(env, 'VBS_UNFINISHED_WAIT', 'seconds');
  const admin = env.VBS_ADMIN || '0';
  if (admin !== '0' && admin !== '1') {
    throw new ConfigurationError(
      `VBS_ADMIN is "${admin}"; set it to 1 for an administrator's token, else leave it out.`,
    );
  }
  return {
    timeout: (positive(env, 'VBS_TIMEOUT', 'seconds') ?? 15) * 1000,
    unfinishedWait: unfinishedWait === undefined ? undefined : unfinishedWait * 1000,
    rate: positive(env, 'VBS_RATE', 'requests per second'),
    microversion: microversion(env),
    admin: admin === '1',
    faults,
  };
}

/**
 * The live target that the environment describes; undefined when `VBS_ENDPOINT` is unset, which chooses the embedded
 * service whatever credentials lie about.
 * @throws ConfigurationError naming the variable that is missing or malformed.
 */
export function liveTarget(env: Environment): Target | undefined {
  if (!env.VBS_ENDPOINT) return undefined;
  const url = endpointUrl(env.VBS_ENDPOINT);
  const project = identifier(env, 'OS_PROJECT_ID', 'the id of the project that the token is scoped to');
  const settings = targetSettings(env);
  return {
    ...settings,
    name: url.host,
    simulated: false,
    endpoint: rootOf(url),
    project,
    token: headerValue(env, 'OS_TOKEN') ?? missing('OS_TOKEN', 'a project-scoped token'),
    backup: identifier(env, 'VBS_BACKUP_ID', 'the id of a backup that exists in that project'),
    otherToken: headerValue(env, 'VBS_OTHER_TOKEN'),
    otherProject: env.VBS_OTHER_PROJECT_ID ? identifier(env, 'VBS_OTHER_PROJECT_ID', 'a project id') : undefined,
    noRoleToken: headerValue(env, 'VBS_NOROLE_TOKEN'),
    proxy: env.VBS_HTTP_PROXY ? proxyUrl(env.VBS_HTTP_PROXY) : undefined,
    route: routeTo(url, env),
    faults: settings.faults ?? 'none',
    unfinishedWait: settings.unfinishedWait ?? settings.timeout,
    rate: settings.rate ?? (isLoopback(url.hostname) ? undefined : 5),
    optIn: [],
  };
}

/** Whether credentials of a cloud are set although no endpoint chooses it. */
export function hasIdleCredentials(env: Environment): boolean {
  return !env.VBS_ENDPOINT && Boolean(env.OS_TOKEN || env.OS_AUTH_URL || env.OS_CLOUD);
}

function missing(variable: string, what: string): never {
  throw new ConfigurationError(`${variable} is not set; VBS_ENDPOINT names a live service, so set it to ${what}.`);
}

function identifier(env: Environment, variable: string, what: string): string {
  const value = env[variable] || missing(variable, what);
  // A leading dot could make it a step through the path.
  if (/^\w[\w.:-]*$/.test(value)) return value;
  throw new ConfigurationError(`${variable} has characters that no id has; set it to ${what}.`);
}

/** What is shorter would stand in answers by chance, and be taken for a leak there. */
const shortestToken = 8;

/** A token goes into a header field; what cannot stand there is told without showing it (RFC 9110, section 5.5). */
function headerValue(env: Environment, variable: string): string | undefined {
  const value = env[variable] || undefined;
  if (value === undefined) return undefined;
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new ConfigurationError(
      `${variable} has white space or characters that no token has; set it again without them.`,
    );
  }
  if (value.length >= shortestToken) return value;
  throw new ConfigurationError(`${variable} is too short to be a token; set it to the whole token.`);
}

function webUrl(variable: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
  if (!isWeb) {
    throw new ConfigurationError(`${variable} is no http or https URL; set it like https://vbs.example.com.`);
  }
  return url;
}

function endpointUrl(text: string): URL {
  const url = webUrl('VBS_ENDPOINT', text);
  const isBare = `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (isBare && isDecodable(url.pathname)) return url;
  throw new ConfigurationError(
    "VBS_ENDPOINT has credentials, a query, a fragment or a broken escape; set it to the service's root URL alone.",
  );
}

function isDecodable(path: string): boolean {
  try {
    return decodeURI(path) !== '';
  } catch {
    return false;
  }
}

function proxyUrl(text: string): string {
  const url = webUrl('VBS_HTTP_PROXY', text);
  if (url.protocol === 'http:') return url.href;
  throw new ConfigurationError('VBS_HTTP_PROXY is no http URL; set it like http://proxy.example.com:3128.');
}

/** The root of the service: a trailing `/v3` or `/v3/<project>` is not part of it, a path prefix is. */
function rootOf(url: URL): string {
  const path = withoutTrailingSlashes(url.pathname).replace(/\/v3(?:\/+[^/]+)?$/, '');
  return `${url.origin}${withoutTrailingSlashes(path)}`;
}

const withoutTrailingSlashes = (path: string): string => path.replace(/\/+$/, '');

/** A day has so many seconds: none of our numbers needs to be larger. */
const highest = 86_400;

function positive(env: Environment, variable: string, unit: string): number | undefined {
  const text = env[variable];
  if (!text) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0 && value <= highest) return value;
  throw new ConfigurationError(`${variable} is "${text}"; set it to a number of ${unit} above 0, at most ${highest}.`);
}

/** It goes into a header field, where not every character can stand. */
function microversion(env: Environment): string | undefined {
  const value = env.VBS_MICROVERSION || undefined;
  if (value === undefined || /^[\w.]+$/.test(value)) return value;
  throw new ConfigurationError('VBS_MICROVERSION is no version; set it like 3.70, or leave it out.');
}
