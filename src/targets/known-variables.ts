import { isSubjectVariable } from './subjects.ts';
import type { Environment } from './variables.ts';

/** The variables that the suite reads, in addition to one for each subject. `.env.example` documents each. */
export const knownVariables = [
  'VBS_ENDPOINT',
  'OS_TOKEN',
  'OS_PROJECT_ID',
  'VBS_ACCESS_KEY',
  'VBS_SECRET_KEY',
  'VBS_BACKUP_ID',
  'VBS_ADMIN',
  'OS_CLOUD',
  'OS_AUTH_URL',
  'OS_USERNAME',
  'OS_PASSWORD',
  'OS_USER_DOMAIN_NAME',
  'OS_PROJECT_NAME',
  'OS_PROJECT_DOMAIN_NAME',
  'OS_REGION_NAME',
  'OS_INTERFACE',
  'OS_CACERT',
  'OS_CERT',
  'OS_KEY',
  'OS_INSECURE',
  'VBS_ALLOW_HTTP',
  'VBS_OTHER_TOKEN',
  'VBS_OTHER_PROJECT_ID',
  'VBS_OTHER_CLOUD',
  'VBS_NOROLE_TOKEN',
  'VBS_NOROLE_CLOUD',
  'VBS_HTTP_PROXY',
  'VBS_FAULTS',
  'VBS_MICROVERSION',
  'VBS_TIMEOUT',
  'VBS_UNFINISHED_WAIT',
  'VBS_RATE',
  'STRICTNESS',
  'REPORTS_DIR',
] as const;

/** The variable that hands the options of a run on to Playwright's processes. Users do not set it. */
export const optionsVariable = 'VBS_RUN_OPTIONS';

/** Variables without a meaning for the embedded service. One that is set shows that a live service is meant. */
const ofLiveServices: readonly (typeof knownVariables)[number][] = [
  'OS_CLOUD',
  'OS_AUTH_URL',
  'OS_TOKEN',
  'VBS_ACCESS_KEY',
  'VBS_SECRET_KEY',
  'VBS_OTHER_TOKEN',
  'VBS_OTHER_CLOUD',
  'VBS_NOROLE_TOKEN',
  'VBS_NOROLE_CLOUD',
  'VBS_BACKUP_ID',
];

/** The first variable that is set and has a meaning for a live service only; undefined when there is none. */
export function liveVariableIn(env: Environment): string | undefined {
  return [...ofLiveServices, ...Object.keys(env).filter(isSubjectVariable)].find(name => env[name]);
}

/** The variables that are set and named like ours, `VBS_…`, but that nothing reads. */
export function unknownVariablesIn(env: Environment): string[] {
  const known = new Set<string>([...knownVariables, optionsVariable]);
  const own = Object.keys(env).filter(name => name.startsWith('VBS_') && env[name]);
  return own.filter(name => !known.has(name) && !isSubjectVariable(name));
}
