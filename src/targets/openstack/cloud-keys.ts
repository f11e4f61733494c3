/** What a cloud's entry in `clouds.yaml` may say, below `auth` or next to it. In upper case after `OS_`, these are the variables. */
export const cloudKeys = [
  'auth_type',
  'auth_url',
  'username',
  'user_id',
  'password',
  'user_domain_id',
  'user_domain_name',
  'project_id',
  'project_name',
  'project_domain_id',
  'project_domain_name',
  'token',
  'application_credential_id',
  'application_credential_name',
  'application_credential_secret',
  'region_name',
  'interface',
  'block_storage_endpoint_override',
  'block_storage_service_type',
  'block_storage_service_name',
  'cacert',
  'cert',
  'key',
] as const;

/** One of these settings. */
export type CloudKey = (typeof cloudKeys)[number];

/** Prefixes of settings that apply only to this service, in the order in which OpenStack's clients look. */
const serviceNames = ['block_storage', 'volumev3', 'volumev2', 'volume', 'block_store'];

/** Whether a setting with this name applies only to this service. */
export const isNameOfService = (name: string): boolean => serviceNames.some(one => name.startsWith(`${one}_`));

const ofService = (key: string): string[] => serviceNames.map(name => `${name}_${key}`);

/** The names of settings that have more than one. The first name that is set wins; the clients still take older names. */
export const namesFor: Partial<Record<CloudKey, readonly string[]>> = {
  auth_type: ['auth_type', 'auth_plugin'],
  interface: [...ofService('interface'), 'interface', 'endpoint_type'],
  region_name: [...ofService('region_name'), 'region_name'],
  block_storage_endpoint_override: [...ofService('endpoint_override'), ...ofService('endpoint')],
  block_storage_service_type: ofService('service_type'),
  block_storage_service_name: ofService('service_name'),
  project_id: ['project_id', 'tenant_id'],
  project_name: ['project_name', 'tenant_name'],
};

/** Names for the domain of both user and project, when neither has its own. */
export const sharedDomain: readonly (readonly [CloudKey, readonly string[]])[] = [
  ['user_domain_id', ['domain_id', 'default_domain']],
  ['user_domain_name', ['domain_name']],
];
