import assert from 'node:assert/strict';
import { addresses, tokenOf } from './lab.ts';

/** What the lab's Keystone is told, with a token of the administrator's unless another one is given. */
async function keystone(method: string, path: string, body?: object, token?: string): Promise<Answer> {
  const answer = await fetch(`${addresses.keystone}${path}`, {
    method,
    headers: { 'X-Auth-Token': token ?? (await tokenOf('admin', 'admin')), 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  const text = await answer.text();
  return (text ? JSON.parse(text) : {}) as Answer;
}

type Answer = Readonly<Record<string, { readonly id: string } & Readonly<Record<string, unknown>>>> & {
  readonly services?: readonly { readonly id: string; readonly type: string }[];
  readonly users?: readonly { readonly id: string }[];
  readonly roles?: readonly { readonly id: string }[];
};

/** Ids of the lab's member and its project. */
export async function memberIds(): Promise<{ readonly user: string; readonly project: string }> {
  const token = await tokenOf('demo', 'demo');
  const answer = await fetch(`${addresses.keystone}/auth/tokens`, {
    headers: { 'X-Auth-Token': token, 'X-Subject-Token': token },
  });
  const { token: told } = (await answer.json()) as {
    readonly token: Readonly<Record<string, { readonly id: string }>>;
  };
  return { user: told.user?.id ?? '', project: told.project?.id ?? '' };
}

/** Runs `use` while the catalog has a second endpoint of the service's first type in its region. */
export async function withSecondEndpoint(use: () => Promise<void>): Promise<void> {
  const { service } = await keystone('POST', '/services', { service: { type: 'block-storage', name: 'second' } });
  const id = service?.id ?? '';
  try {
    const endpoint = { service_id: id, interface: 'public', url: 'http://127.0.0.1:1/v3', region_id: 'RegionOne' };
    await keystone('POST', '/endpoints', { endpoint });
    await use();
  } finally {
    await keystone('DELETE', `/services/${id}`);
  }
}

/** Runs `use` while the catalog has no block storage at all. */
export async function withoutBlockStorage(use: () => Promise<void>): Promise<void> {
  const { services = [] } = await keystone('GET', '/services');
  const own = services.filter(({ type }) => type === 'block-storage' || type === 'volumev3');
  assert.equal(own.length, 2);
  const enable = async (enabled: boolean): Promise<void> => {
    for (const { id } of own) await keystone('PATCH', `/services/${id}`, { service: { enabled } });
  };
  try {
    await enable(false);
    await use();
  } finally {
    await enable(true);
  }
}

/** Runs `use` while the lab's administrator is one of the member's project, too. */
export async function withAdministratorOfDemo(use: () => Promise<void>): Promise<void> {
  const { project } = await memberIds();
  const { users = [] } = await keystone('GET', '/users?name=admin');
  const { roles = [] } = await keystone('GET', '/roles?name=admin');
  const path = `/projects/${project}/users/${users[0]?.id}/roles/${roles[0]?.id}`;
  try {
    await keystone('PUT', path);
    await use();
  } finally {
    await keystone('DELETE', path);
  }
}

/** An application credential of the lab's member. */
export interface ApplicationCredential {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

/** Runs `use` with an application credential that exists as long as `use` runs. */
export async function withApplicationCredential(
  use: (credential: ApplicationCredential) => Promise<void>,
): Promise<void> {
  const { user } = await memberIds();
  const token = await tokenOf('demo', 'demo');
  const name = `conformance-${process.pid}`;
  const secret = 'application-credential-secret-of-the-tests';
  const path = `/users/${user}/application_credentials`;
  const { application_credential: made } = await keystone(
    'POST',
    path,
    { application_credential: { name, secret } },
    token,
  );
  try {
    await use({ id: made?.id ?? '', name, secret });
  } finally {
    await keystone('DELETE', `${path}/${made?.id}`, undefined, token);
  }
}

/** A token of the member's that Keystone no longer accepts, as after its time. */
export async function endedToken(): Promise<string> {
  const token = await tokenOf('demo', 'demo');
  const answer = await fetch(`${addresses.keystone}/auth/tokens`, {
    method: 'DELETE',
    headers: { 'X-Auth-Token': token, 'X-Subject-Token': token },
  });
  assert.equal(answer.status, 204);
  return token;
}
