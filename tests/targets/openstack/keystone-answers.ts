import type { IdentityAnswer } from '../../../src/targets/openstack/keystone.ts';

/** A token's description as Keystone gives it, changed as a test needs it. */
export const tokenBody = (change: Readonly<Record<string, unknown>> = {}): object => ({
  token: {
    methods: ['password'],
    user: { id: 'u1', name: 'demo', domain: { id: 'default', name: 'Default' } },
    project: { id: 'p1', name: 'demo', domain: { id: 'default', name: 'Default' } },
    roles: [
      { id: 'r1', name: 'member' },
      { id: 'r2', name: 'reader' },
    ],
    expires_at: '2030-01-01T00:00:00.000000Z',
    catalog: [
      {
        type: 'block-storage',
        name: 'cinder',
        endpoints: [{ interface: 'public', region: 'One', region_id: 'One', url: 'https://vbs.test/v3/p1' }],
      },
    ],
    ...change,
  },
});

/** An answer that gives a token. */
export function granted(body: unknown = tokenBody(), token: string | undefined = 'granted-canary'): IdentityAnswer {
  return { status: 201, token, location: undefined, body };
}

/** An answer that refuses, with the body of an error as Keystone writes it unless told otherwise. */
export function refused(
  status: number,
  body: unknown = { error: { code: status, title: 'No', message: 'canary' } },
  location?: string,
): IdentityAnswer {
  return { status, token: undefined, location, body };
}
