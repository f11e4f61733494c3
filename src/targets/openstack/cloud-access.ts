import type { Files } from '../files.ts';
import { routeTo } from '../route.ts';
import { ConfigurationError } from '../target.ts';
import { trustIn } from '../trust.ts';
import { bareUrl, headerValue } from '../values.ts';
import type { Environment } from '../variables.ts';
import { serviceRoot } from './catalog.ts';
import type { CloudKey } from './cloud-keys.ts';
import type { CloudSettings } from './clouds.ts';
import type { Domain, EndpointInterface, Identity, KeystoneAccess, Named } from './keystone-access.ts';

/**
 * What Keystone is to be asked with, from the settings of a cloud.
 * @throws ConfigurationError naming the variable or key that is missing or cannot be used
 */
export function keystoneAccess(settings: CloudSettings, env: Environment, files: Files): KeystoneAccess {
  const { values, source, nameOf } = settings;
  const authUrl = identityUrl(settings);
  const identity = identityIn(settings);
  return {
    kind: 'keystone',
    authUrl: `${authUrl.origin}${authUrl.pathname.replace(/\/+$/, '')}`,
    identity,
    project: identity.method === 'application_credential' ? undefined : projectIn(settings),
    region: values.region_name,
    interface: interfaceIn(settings),
    endpoint: endpointIn(settings),
    serviceType: values.block_storage_service_type,
    nameOfChoice: values.block_storage_service_name === undefined ? undefined : nameOf('block_storage_service_name'),
    trust: trustIn(env, files, key => ({ file: values[key], name: nameOf(key) })),
    route: routeTo(authUrl, env),
    source,
    nameOf,
  };
}

function identityUrl(settings: CloudSettings): URL {
  const { values, nameOf } = settings;
  const text = values.auth_url ?? missing('auth_url', settings, 'the URL of Keystone');
  const url = bareUrl(nameOf('auth_url'), text, 'the URL of Keystone', 'https://keystone.example.com/v3');
  if (/\/v2\.0\/*$/.test(url.pathname)) {
    throw new ConfigurationError(
      `${nameOf('auth_url')} names version 2.0 of the Identity API, which no longer exists; set it to the URL that ends in /v3.`,
    );
  }
  if (!/\/v3\/*$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/+$/, '')}/v3`;
  return url;
}

type Method = Identity['method'];

const methods: ReadonlyMap<string, Method> = new Map([
  ['password', 'password'],
  ['v3password', 'password'],
  ['token', 'token'],
  ['v3token', 'token'],
  ['v3applicationcredential', 'application_credential'],
]);

function methodIn({ values, nameOf }: CloudSettings): Method {
  const { auth_type: type } = values;
  if (type === undefined) {
    const { password, token, application_credential_id: id, application_credential_name: name } = values;
    if (values.application_credential_secret !== undefined) return 'application_credential';
    if (password !== undefined) return 'password';
    if (token !== undefined) return 'token';
    return id !== undefined || name !== undefined ? 'application_credential' : 'password';
  }
  const method = methods.get(type);
  if (method) return method;
  throw new ConfigurationError(
    `${nameOf('auth_type')} is an unknown way to authenticate; set it to v3password, v3token or v3applicationcredential.`,
  );
}

function identityIn(settings: CloudSettings): Identity {
  const { values, nameOf } = settings;
  const method = methodIn(settings);
  if (method === 'token') {
    const name = nameOf('token');
    const token = headerValue({ [name]: values.token }, name) ?? missing('token', settings, 'a token');
    return { method, token };
  }
  if (method === 'password') {
    const password = values.password ?? missing('password', settings, 'the password of the user');
    return { method, user: userIn(settings), password };
  }
  const secret =
    values.application_credential_secret ??
    missing('application_credential_secret', settings, 'the secret of the application credential');
  const { application_credential_id: id, application_credential_name: name } = values;
  if (id !== undefined) return { method, credential: { id }, secret };
  if (name !== undefined) return { method, credential: { name, user: userIn(settings) }, secret };
  return missing('application_credential_id', settings, 'the id of the application credential');
}

/** The domain that OpenStack's clients use when none is named. */
const defaultDomain = { id: 'default' };

function userIn(settings: CloudSettings): Named {
  const { user_id: id, username: name } = settings.values;
  if (id !== undefined) return { id };
  if (name === undefined) return missing('username', settings, 'the name of the user');
  return { name, domain: userDomain(settings) ?? defaultDomain };
}

function userDomain({ values }: CloudSettings): Domain | undefined {
  const { user_domain_id: id, user_domain_name: name } = values;
  if (id !== undefined) return { id };
  return name === undefined ? undefined : { name };
}

/** A project whose domain is not named is in its user's domain: clouds for companies have one domain for each. */
function projectIn(settings: CloudSettings): Named {
  const { project_id: id, project_name: name, project_domain_id, project_domain_name } = settings.values;
  if (id !== undefined) return { id };
  if (name === undefined) return missing('project_name', settings, 'the name of the project');
  if (project_domain_id !== undefined) return { name, domain: { id: project_domain_id } };
  if (project_domain_name !== undefined) return { name, domain: { name: project_domain_name } };
  return { name, domain: userDomain(settings) ?? defaultDomain };
}

function interfaceIn({ values, nameOf }: CloudSettings): EndpointInterface {
  const text = (values.interface ?? 'public').replace(/URL$/, '');
  if (text === 'public' || text === 'internal' || text === 'admin') return text;
  throw new ConfigurationError(
    `${nameOf('interface')} is not an interface of a catalog; set it to public, internal or admin.`,
  );
}

/** OpenStack's clients replace such an end of a URL by the project's id. */
const projectTemplate = /\/+[%$]\((?:project|tenant)_id\)s\/*$/;

/** The root URL of the service that the cloud's settings name. Like OpenStack's clients, it replaces the catalog's. */
function endpointIn({ values, nameOf }: CloudSettings): string | undefined {
  const text = values.block_storage_endpoint_override;
  if (text === undefined) return undefined;
  const name = nameOf('block_storage_endpoint_override');
  const url = bareUrl(
    name,
    text.replace(projectTemplate, ''),
    'the URL of the service',
    'https://volume.example.com/v3',
  );
  return serviceRoot(url);
}

function missing(key: CloudKey, { nameOf }: CloudSettings, what: string): never {
  const name = nameOf(key);
  const place = /password|secret|^token/.test(key) && !name.startsWith('OS_') ? ' in secure.yaml' : '';
  throw new ConfigurationError(
    `${name} is not set, and Keystone gives no token without it; set it to ${what}${place}.`,
  );
}
