import type { ProxyVariables } from '../network/forward-proxy.ts';
import type { Access } from './access.ts';
import { targetSettings } from './environment.ts';
import type { Files } from './files.ts';
import { accessByVariables, accessToOtherCloud, accessToOwnCloud } from './openstack/authentication.ts';
import type { Profile } from './profile.ts';
import { routeTo } from './route.ts';
import { settingNames } from './setting-names.ts';
import { type Subjects, subjectsIn } from './subjects.ts';
import {
  ConfigurationError,
  type FaultHook,
  type Faults,
  MissingSettingError,
  type SigningKeys,
  type Target,
} from './target.ts';
import { trustIn } from './trust.ts';
import { bareUrl, headerValue, identifier, isOn, missing, proxyUrl } from './values.ts';
import type { Environment } from './variables.ts';
import type { Waiver } from './waiver.ts';

/** What is known about a target only after Keystone has answered. */
type Learnt = 'endpoint' | 'project' | 'token' | 'keys' | 'otherToken' | 'noRoleToken';

/** A target as it is configured: everything that can be known before anything is sent. Contains secrets. */
export interface ConfiguredTarget extends Omit<Target, Learnt | 'route'> {
  /** Root URL; undefined: it is in Keystone's catalog. */
  readonly endpoint: string | undefined;
  readonly access: Access;
  /** Who belongs to another project, and who may read nothing; undefined: nobody is configured. */
  readonly other: Access | undefined;
  readonly noRole: Access | undefined;
  /** What its requests ask for. */
  readonly subjects: Subjects;
  /** The environment variables that fault hooks need in addition to the usual ones. */
  readonly hookVariables: readonly string[];
  /** The known deviations that are accepted there. */
  readonly waivers: readonly Waiver[];
  /** Tokens of an https Keystone may be sent to an http endpoint of its catalog. */
  readonly allowsHttp: boolean;
  /** The variables that name forward proxies: which of them applies depends on the endpoint. */
  readonly proxies: ProxyVariables;
}

/** What a configured target is made from, apart from the environment. */
export interface TargetSources {
  readonly files: Files;
  readonly userAgent: string;
  /** Requests per second, as the command line says; undefined: it says nothing. */
  readonly rate: number | undefined;
  /** The options that stand in place of variables, by variable. */
  readonly options: Environment;
  /** Names of ways that the command line switches on and off. They win over a profile. */
  readonly on: readonly string[];
  readonly off: readonly string[];
}

/**
 * The live target that `VBS_ENDPOINT` describes together with a token or key pair; undefined when it is unset.
 * @throws ConfigurationError naming the variable that is missing or malformed
 */
export function endpointTarget(env: Environment, sources: TargetSources): ConfiguredTarget | undefined {
  const endpoint = endpointIn(env);
  if (endpoint === undefined) return undefined;
  const isOfCloud = Boolean(env.OS_CLOUD || env.OS_AUTH_URL);
  const instead = isOfCloud ? ', or choose your cloud with --target cloud' : '';
  const access = withEndpointOf(env, () => accessAtHand(env, 'a live service is tested', instead));
  return configuredTarget(new URL(endpoint).host, access, env, sources);
}

/** The cloud that `OS_CLOUD` or the `OS_*` variables describe. @throws ConfigurationError */
export function cloudTarget(env: Environment, sources: TargetSources): ConfiguredTarget {
  const chosenBy = nameOf('OS_CLOUD', sources);
  const access = withEndpointOf(env, () => accessOfCloud(env, sources.files, '--target is "cloud"', chosenBy));
  return configuredTarget('cloud', access, env, sources);
}

/** The target of a profile; what it leaves out comes from the environment. @throws ConfigurationError */
export function profileTarget(
  name: string,
  profile: Profile,
  env: Environment,
  sources: TargetSources,
): ConfiguredTarget {
  const own = { ...env, ...profile.variables };
  const why = `--target is "${name}", which names no cloud`;
  const access = withEndpointOf(own, () =>
    accessOfCloud(own, sources.files, why, nameOf('OS_CLOUD', sources, profile)),
  );
  const on = [...profile.on.filter(one => !sources.off.includes(one)), ...sources.on];
  const off = [...profile.off, ...sources.off];
  return configuredTarget(name, access, own, { ...sources, on, off }, profile);
}

/** Where a setting comes from, for people: the key of the profile, the option, or the variable. */
const nameOf = (variable: string, { options }: Pick<TargetSources, 'options'>, profile?: Profile): string =>
  profile?.keys[variable] ?? options[variable] ?? variable;

function configuredTarget(
  name: string,
  access: Access,
  env: Environment,
  sources: TargetSources,
  profile?: Profile,
): ConfiguredTarget {
  const { files, userAgent, rate, on, off } = sources;
  const { faults: wanted, unfinishedWait, ...settings } = targetSettings(env);
  const simulated = profile?.simulated ?? false;
  // Mocks commonly understand it.
  const faults = faultsFor(wanted, profile?.hooks ?? [], simulated ? 'prefer' : 'none');
  const endpoint = endpointIn(env) ?? (access.kind === 'keystone' ? access.endpoint : undefined);
  if (endpoint === undefined && access.kind !== 'keystone')
    missing('VBS_ENDPOINT', 'there is no catalog that contains it', 'the root URL of the service');
  const { HTTP_PROXY, http_proxy, HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } = env;
  return {
    ...settings,
    rate: rate ?? settings.rate,
    name,
    simulated,
    identifiedBy: access.kind,
    settings: settingNames(access, env, variable => nameOf(variable, sources, profile), profile?.subjectKeys),
    endpoint,
    access,
    other: furtherAccess(env, sources, 'VBS_OTHER', profile),
    otherProject: identifier(env, 'VBS_OTHER_PROJECT_ID', 'a project id'),
    noRole: furtherAccess(env, sources, 'VBS_NOROLE', profile),
    subjects: { ...subjectsIn(env), ...profile?.subjects },
    hookVariables: profile?.hookVariables ?? [],
    waivers: profile?.waivers ?? [],
    proxy: proxyUrl(env, 'VBS_HTTP_PROXY'),
    front:
      profile?.front === undefined ? undefined : rootOf(bareUrl('front', profile.front, 'the root URL of the front')),
    allowsHttp: isOn(env, 'VBS_ALLOW_HTTP', 'to send tokens unencrypted to an http endpoint of the catalog'),
    proxies: { HTTP_PROXY, http_proxy, HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy },
    trust: access.kind === 'keystone' ? access.trust : trustIn(env, files),
    faults,
    hooks: faults === 'hooks' ? (profile?.hooks ?? []) : [],
    userAgent,
    unfinishedWait: unfinishedWait ?? settings.timeout,
    optIn: on,
    without: off.filter(one => !on.includes(one)),
  };
}

/** How faults are caused: as the environment says, else by hooks if there are any. @throws ConfigurationError */
export function faultsFor(wanted: Faults | undefined, hooks: readonly FaultHook[], otherwise: Faults): Faults {
  if (wanted !== 'hooks') return wanted ?? (hooks.length > 0 ? 'hooks' : otherwise);
  if (hooks.length > 0) return 'hooks';
  throw new ConfigurationError(
    'VBS_FAULTS is "hooks", but no fault hooks are configured; add them to a target profile, or set it to "none" or "prefer".',
  );
}

/** A token or key pair of the environment, for which Keystone is not asked. @param instead another remedy, as the rest of the sentence */
function accessAtHand(env: Environment, why: string, instead = ''): Access {
  const keys = signingKeys(env);
  const ofProject = `the id of the project that the ${keys ? 'key pair is for' : 'token is scoped to'}`;
  const token = 'a project-scoped token';
  const project =
    identifier(env, 'OS_PROJECT_ID', ofProject) ?? missing('OS_PROJECT_ID', why, `${ofProject}${instead}`);
  if (keys) return { kind: 'keys', keys, project };
  return {
    kind: 'token',
    token: headerValue(env, 'OS_TOKEN') ?? missing('OS_TOKEN', why, `${token}${instead}`),
    project,
  };
}

function signingKeys(env: Environment): SigningKeys | undefined {
  const accessKey = headerValue(env, 'VBS_ACCESS_KEY');
  const secretKey = headerValue(env, 'VBS_SECRET_KEY');
  if (accessKey === undefined && secretKey === undefined) return undefined;
  if (accessKey === undefined) return missing('VBS_ACCESS_KEY', 'VBS_SECRET_KEY is', 'the access key of the same pair');
  if (secretKey === undefined) return missing('VBS_SECRET_KEY', 'VBS_ACCESS_KEY is', 'the secret key of the same pair');
  return { accessKey, secretKey };
}

function accessOfCloud(env: Environment, files: Files, why: string, chosenBy: string): Access {
  if (env.VBS_ACCESS_KEY || env.VBS_SECRET_KEY) return accessAtHand(env, 'VBS_ACCESS_KEY signs requests');
  if (env.OS_CLOUD) return accessToOwnCloud({ name: env.OS_CLOUD, chosenBy }, env, files);
  if (env.OS_AUTH_URL) return accessByVariables(env, files);
  if (env.VBS_ENDPOINT && env.OS_TOKEN) return accessAtHand(env, why);
  return missing(
    'OS_CLOUD',
    why,
    'a cloud in your clouds.yaml, or set OS_AUTH_URL and the other variables of an RC file',
  );
}

/** The access of another project's user, or of one without a role. */
function furtherAccess(
  env: Environment,
  sources: TargetSources,
  prefix: 'VBS_OTHER' | 'VBS_NOROLE',
  profile: Profile | undefined,
): Access | undefined {
  const token = headerValue(env, `${prefix}_TOKEN`);
  if (token !== undefined) return { kind: 'token', token, project: undefined };
  const variable = `${prefix}_CLOUD`;
  const name = env[variable];
  const chosenBy = nameOf(variable, sources, profile);
  return name ? accessToOtherCloud({ name, chosenBy }, env, sources.files) : undefined;
}

/** Reads settings of a service. The error for one that is missing names the endpoint if that is set, and reached directly. */
function withEndpointOf(env: Environment, read: () => Access): Access {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MissingSettingError)) throw error;
    const endpoint = endpointIn(env);
    const isDirect = endpoint !== undefined && routeTo(new URL(endpoint), env) === undefined;
    throw isDirect ? new MissingSettingError(error.message, endpoint) : error;
  }
}

function endpointIn(env: Environment): string | undefined {
  if (!env.VBS_ENDPOINT) return undefined;
  return rootOf(bareUrl('VBS_ENDPOINT', env.VBS_ENDPOINT, 'the root URL of the service'));
}

/** The root of the service: a trailing `/v3` or `/v3/<project>` is not part of it, a path prefix is. */
function rootOf(url: URL): string {
  const path = withoutTrailingSlashes(url.pathname).replace(/\/v3(?:\/+[^/]+)?$/, '');
  return `${url.origin}${withoutTrailingSlashes(path)}`;
}

const withoutTrailingSlashes = (path: string): string => path.replace(/\/+$/, '');
