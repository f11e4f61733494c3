import type { KeystoneAccess } from '../../../src/targets/openstack/keystone-access.ts';

/** A user's access by name and password, as the OS_ variables tell it, changed as a test needs it. */
export function sampleAccess(change: Partial<KeystoneAccess> = {}): KeystoneAccess {
  return {
    kind: 'keystone',
    authUrl: 'https://k.test/v3',
    identity: { method: 'password', user: { name: 'demo', domain: { id: 'default' } }, password: 'password-canary' },
    project: { name: 'demo', domain: { id: 'default' } },
    region: undefined,
    interface: 'public',
    endpoint: undefined,
    serviceType: undefined,
    nameOfChoice: undefined,
    trust: { ca: undefined, isInsecure: false },
    route: undefined,
    source: 'the OS_ variables',
    nameOf: key => `OS_${key.toUpperCase()}`,
    ...change,
  };
}

/** Other ways to authenticate than by name and password. */
export const identities = {
  byId: { method: 'password', user: { id: 'u1' }, password: 'password-canary' },
  token: { method: 'token', token: 'token-canary' },
  credential: { method: 'application_credential', credential: { id: 'a1' }, secret: 'secret-canary' },
  namedCredential: {
    method: 'application_credential',
    credential: { name: 'mine', user: { name: 'demo', domain: { name: 'Default' } } },
    secret: 'secret-canary',
  },
} as const;
