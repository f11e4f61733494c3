/** How the statuses that no request can earn by itself are brought about; see the table of ways. */
export type Faults = 'none' | 'prefer' | 'hooks';

/** The service under test and as whom it is asked. Holds secrets: never written anywhere as it is. */
export interface Target {
  /** `mock` for the embedded service, else the endpoint's host. */
  readonly name: string;
  /** The embedded service: its evidence is shown as simulated. */
  readonly simulated: boolean;
  /** Root URL without a trailing slash, with the path prefix the service lives under, if any. */
  readonly endpoint: string;
  readonly project: string;
  readonly token: string;
  readonly backup: string;
  /** The token is an administrator's and may be shown other projects' backups. */
  readonly admin: boolean;
  readonly otherToken: string | undefined;
  readonly otherProject: string | undefined;
  readonly noRoleToken: string | undefined;
  /** A forward proxy that demands credentials. */
  readonly proxy: string | undefined;
  /** The forward proxy through which ordinary requests go, if any. */
  readonly route: string | undefined;
  readonly faults: Faults;
  /** For `OpenStack-API-Version: volume …`; not sent when undefined. */
  readonly microversion: string | undefined;
  /** Milliseconds for one exchange. */
  readonly timeout: number;
  /** Milliseconds to wait for an answer to the request that never finishes. */
  readonly unfinishedWait: number;
  /** Requests per second; undefined: unbounded. */
  readonly rate: number | undefined;
  /** Names of opt-in ways that may be tried. */
  readonly optIn: readonly string[];
}

/** A setting that makes a run impossible: names the variable and the remedy. Exit status 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** A value that must never be written down, and the variable that a reader of a report would fill in for it. */
export interface Secret {
  readonly variable: string;
  readonly value: string;
}

/** The secrets of a target. */
export function secretsOf(target: Target): Secret[] {
  const { token, otherToken, noRoleToken, proxy, route } = target;
  const secrets = [
    { variable: 'OS_TOKEN', value: token },
    { variable: 'VBS_OTHER_TOKEN', value: otherToken },
    { variable: 'VBS_NOROLE_TOKEN', value: noRoleToken },
    ...(proxy === undefined ? [] : passwordsOf(proxy).map(value => ({ variable: 'VBS_HTTP_PROXY', value }))),
    ...(route === undefined ? [] : passwordsOf(route).map(value => ({ variable: 'HTTPS_PROXY', value }))),
  ];
  return secrets.filter((secret): secret is Secret => secret.value !== undefined && secret.value !== '');
}

/** A password as the URL spells it, and as it is meant. */
function passwordsOf(url: string): string[] {
  const { password } = new URL(url);
  try {
    return [...new Set([password, decodeURIComponent(password)])];
  } catch {
    return [password];
  }
}
