import type { Target } from '../../src/targets/target.ts';

/** A live target with everything set, changed as a test needs it. */
export function sampleTarget(change: Partial<Target> = {}): Target {
  return {
    name: 'vbs.test',
    simulated: false,
    endpoint: 'https://vbs.test/volume',
    project: 'p1',
    identifiedBy: 'token',
    token: 'member-canary',
    keys: undefined,
    admin: false,
    otherToken: 'other-canary',
    otherProject: 'p2',
    noRoleToken: 'norole-canary',
    proxy: 'http://name:proxy-canary@proxy.test:3128/',
    front: undefined,
    route: undefined,
    trust: { ca: undefined, isInsecure: false },
    faults: 'none',
    hooks: [],
    microversion: undefined,
    userAgent: 'vbs-conformance/0.0.0',
    timeout: 1000,
    patience: 0,
    unfinishedWait: 2000,
    rate: undefined,
    optIn: [],
    without: [],
    ...change,
  };
}
