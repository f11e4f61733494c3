import type { Trust } from '../../src/network/tls.ts';
import type { OrdinarySending, ProxiedSending, UnfinishedSending } from '../../src/probes/sending.ts';
import { type Limits, limitsFor } from '../../src/wire/limits.ts';
import type { Destination } from '../../src/wire/sender.ts';

/** A plain GET. */
export function getOf(url: string, change: Partial<OrdinarySending> = {}): OrdinarySending {
  return { kind: 'ordinary', operation: 'sample', name: 'show', method: 'GET', url, headers: {}, ...change };
}

/** A GET through a proxy. */
export function proxiedOf(url: string, proxy: string): ProxiedSending {
  const headers = { Accept: 'application/json' };
  return { kind: 'proxied', operation: 'sample', name: 'status/407/proxy', method: 'GET', url, headers, proxy };
}

/** A request that never finishes; waits long enough for anything that comes. */
export function unfinishedOf(url: string, wait = 10_000): UnfinishedSending {
  return {
    kind: 'unfinished',
    operation: 'sample',
    name: 'status/408/unfinished',
    method: 'GET',
    url,
    headers: { Accept: '*/*' },
    wait,
  };
}

/** Only those that Node brings along. */
export const trust: Trust = { ca: undefined, isInsecure: false };

/** A destination that is asked directly, as fast as may be. */
export function destinationOf(endpoint: string, change: Partial<Destination> = {}): Destination {
  return { endpoint, rate: undefined, route: undefined, trust, ...change };
}

/** Limits for tests: a time-out that none reaches unless it wants to. */
export function limitsOf(change: Partial<Limits> = {}): Limits {
  return { ...limitsFor(10_000), ...change };
}
