import type { Trust } from '../network/tls.ts';

/** How to cause the statuses that no request can earn by itself; see the ways of `faults`. */
export type Faults = 'none' | 'prefer' | 'hooks';

/** A program and its arguments. No shell reads it. */
export type Command = readonly [program: string, ...args: string[]];

/** The operator's own commands that bring the service into a fault in which it answers with `code`, and out of it again. */
export interface FaultHook {
  readonly code: number;
  readonly enter: Command;
  /** Always runs once `enter` was begun, however that and the run end. */
  readonly leave: Command;
  /** Milliseconds that each of the two may take. */
  readonly timeout: number;
}

/** An access key pair, to sign requests with instead of sending a token (`SDK-HMAC-SHA256`). */
export interface SigningKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** What identifies the own user: a token of the environment, a token of Keystone, or the signature of each request. */
export type Identification = 'token' | 'keystone' | 'keys';

/** Which settings a target was made from, by the names under which its user can correct them. Contains no value of them. */
export interface SettingNames {
  readonly endpoint: string;
  /** What says as whom the service is asked. */
  readonly user: string;
  /** By parameter, as the subjects themselves. Those that are left out have their usual variables. */
  readonly subjects: Readonly<Record<string, string>>;
}

/** The service under test and as whom it is asked. Contains secrets: never written anywhere as it is. */
export interface Target {
  /** `mock` for the embedded service, the profile's name, `cloud`, or the endpoint's host. */
  readonly name: string;
  /** No product answers, but the embedded service, or a mock that the profile calls so: all evidence is simulated. */
  readonly simulated: boolean;
  /** Root URL without a trailing slash, with the path prefix the service lives under, if any. */
  readonly endpoint: string;
  readonly project: string;
  readonly identifiedBy: Identification;
  /** The settings that it comes from; undefined for the embedded service, which has none. */
  readonly settings?: SettingNames;
  /** Undefined where requests are signed with `keys`. */
  readonly token: string | undefined;
  readonly keys: SigningKeys | undefined;
  /** The token is an administrator's and may be shown other projects' backups. */
  readonly admin: boolean;
  readonly otherToken: string | undefined;
  readonly otherProject: string | undefined;
  readonly noRoleToken: string | undefined;
  /** A forward proxy that demands credentials. */
  readonly proxy: string | undefined;
  /** Root URL of the front that is sent the request that never finishes; undefined: the endpoint itself. */
  readonly front: string | undefined;
  /** The forward proxy through which ordinary requests go, if any. */
  readonly route: string | undefined;
  readonly trust: Trust;
  /** Tokens of an https Keystone are sent to an http endpoint of its catalog: a setting allows it. */
  readonly unencrypted?: true;
  readonly faults: Faults;
  /** None unless `faults` is `hooks`. */
  readonly hooks: readonly FaultHook[];
  /** For `OpenStack-API-Version: volume …`; not sent when undefined. */
  readonly microversion: string | undefined;
  /** Names the suite and its version, for the logs of the service (RFC 9110, section 10.1.5). */
  readonly userAgent: string;
  /** Milliseconds for one exchange. */
  readonly timeout: number;
  /** Milliseconds over which an answer that may come from a passing disturbance is asked again before it counts. */
  readonly patience: number;
  /** Milliseconds to wait for an answer to the request that never finishes. */
  readonly unfinishedWait: number;
  /** Requests per second; undefined: unbounded. */
  readonly rate: number | undefined;
  /** Names of opt-in ways that may be tried. */
  readonly optIn: readonly string[];
  /** Names of ways that are switched off. */
  readonly without: readonly string[];
}

/** Whether a simulated target is the embedded service, which brings its own users and subjects. No profile has its name. */
export const isEmbedded = ({ name, simulated }: Pick<Target, 'name' | 'simulated'>): boolean =>
  simulated && name === 'mock';

/** A setting that makes a run impossible. The message names the variable and the remedy. Exit status 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** A setting that is missing. Where the service is known by then, whether anything answers there is to be told first. */
export class MissingSettingError extends ConfigurationError {
  /** Root URL of the service; undefined: unknown, or reached through a proxy. */
  readonly endpoint: string | undefined;

  constructor(message: string, endpoint?: string) {
    super(message);
    this.endpoint = endpoint;
  }
}

/** A value that must never be written down, and the variable that a reader of a report would fill in for it. */
export interface Secret {
  readonly variable: string;
  readonly value: string;
}

/** The secrets of a target. */
export function secretsOf(target: Target): Secret[] {
  const { token, keys, otherToken, noRoleToken, proxy, route } = target;
  const secrets = [
    { variable: 'OS_TOKEN', value: token },
    { variable: 'VBS_SECRET_KEY', value: keys?.secretKey },
    { variable: 'VBS_ACCESS_KEY', value: keys?.accessKey },
    { variable: 'VBS_OTHER_TOKEN', value: otherToken },
    { variable: 'VBS_NOROLE_TOKEN', value: noRoleToken },
    ...(proxy === undefined ? [] : credentialsOf(proxy).map(value => ({ variable: 'VBS_HTTP_PROXY', value }))),
    ...(route === undefined ? [] : credentialsOf(route).map(value => ({ variable: 'HTTPS_PROXY', value }))),
  ];
  return secrets.filter((secret): secret is Secret => secret.value !== undefined && secret.value !== '');
}

/** A shorter name may be in an answer by accident. */
const shortestKey = 8;

/** The password in a URL, as it is written there and decoded. A name without a password may be a secret itself, such as a key. */
export function credentialsOf(url: string): string[] {
  const { username, password } = new URL(url);
  const secret = password || (username.length < shortestKey ? '' : username);
  if (secret === '') return [];
  try {
    return [...new Set([secret, decodeURIComponent(secret)])];
  } catch {
    return [secret];
  }
}
