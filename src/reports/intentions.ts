import type { Contract } from '../contract/contract.ts';
import { type HookProbe, hookProbes, isHookProbe } from '../probes/hooks.ts';
import { listSending } from '../probes/list.ts';
import { showSending, waySendings } from '../probes/requests.ts';
import { isSent, type Sending, type Unsent } from '../probes/sending.ts';
import { ways } from '../probes/ways.ts';
import type { Target } from '../targets/target.ts';
import { maxConcurrent, maxRequests } from '../wire/limits.ts';

/** What a run is going to do to a service, in the order in which it does it. */
export interface Intentions {
  readonly requests: readonly Intention[];
  readonly unsent: readonly Unsent[];
  /** The bounds that hold for all of it, as a sentence. */
  readonly bounds: string;
}

/** One request that is going to be sent. */
export interface Intention {
  readonly name: string;
  /** Method, URL, and the header fields that make it unlike the plain read; no secret among them. */
  readonly request: string;
  /** What it is for and why it is harmless, as a sentence. */
  readonly purpose: string;
}

/**
 * What a run of this target is going to send.
 * @param findsBackup whether the backup is to be taken from the list first
 */
export function intentionsOf(contract: Contract, target: Target, findsBackup: boolean): Intentions {
  const ofWays = waySendings(contract, target);
  const hooks = hookProbes(contract, target);
  const read = (name: string, purpose: string): Intention => described(showSending(name, contract, target), purpose);
  const list = findsBackup ? [described(listSending(contract, target), 'Finds a backup that is available.')] : [];
  const links = { name: 'follow/self', request: 'GET the self link of the answer', purpose: linkPurpose };
  const requests = [
    ...list,
    read('show', 'Reads the backup, as every client does.'),
    ...ofWays.filter(isSent).map(sending => described(sending, purposeOf(sending))),
    links,
    ...hooks.filter(isHookProbe).map(inFault),
    read('show-again', 'Reads the backup again, to see whether it is the same.'),
  ];
  const harm = hooks.some(isHookProbe)
    ? "none of them can change anything, but the operator's own fault hooks do"
    : 'none of them can change anything';
  const rate = target.rate === undefined ? 'as fast as they are answered' : `${target.rate} a second`;
  return {
    requests,
    unsent: [...ofWays, ...hooks].filter((one): one is Unsent => !('kind' in one) && !('hook' in one)),
    bounds: `${requests.length} requests are planned and ${maxRequests} sent at most, ${rate}, ${maxConcurrent} at a time; ${harm}. A next link, and looks whether a fault is over, may be further ones.`,
  };
}

function inFault({ hook, sending }: HookProbe): Intention {
  const [enter, leave] = [hook.enter.join(' '), hook.leave.join(' ')];
  return {
    name: sending.name,
    request: `${lineOf(sending)}, between "${enter}" and "${leave}"`,
    purpose: `${purposeOf(sending)} Runs "${enter}" before and "${leave}" after it.`,
  };
}

const linkPurpose = 'Follows the link, and a next link if there is one, at the same origin only.';

const described = (sending: Sending, purpose: string): Intention => ({
  name: sending.name,
  request: lineOf(sending),
  purpose,
});

/** Header fields that every request has, or whose value is secret. */
const plainFields = /^(?:accept|user-agent|x-auth-token|x-project-id)$/i;

function lineOf({ method, url, headers, ...rest }: Sending): string {
  const fields = Object.entries(headers).filter(([name, value]) => !plainFields.test(name) || value === 'image/png');
  const through = rest.kind === 'proxied' ? `, through ${withoutCredentials(rest.proxy)}` : '';
  const to = rest.kind === 'unfinished' && rest.front ? `, sent to ${rest.front}` : '';
  return `${method} ${url}${fields.map(([name, value]) => `, ${name}: ${value}`).join('')}${through}${to}`;
}

const withoutCredentials = (proxy: string): string => (URL.canParse(proxy) ? new URL(proxy).origin : proxy);

/** Why what looks dangerous is not. */
const remarks: Readonly<Record<string, string>> = {
  'status/405/patch': 'It has no body, so that nothing can be changed.',
  'status/405/trace': 'It carries no token.',
  'status/407/proxy': 'It carries neither a token nor credentials for the proxy.',
  'status/408/unfinished': 'It carries no token, and the connection is closed in the end.',
  'status/501/method': 'No service knows this method, so that it does nothing.',
  'status/501/transfer-encoding': 'Its body is empty and properly ended.',
};

function purposeOf({ name, code }: Sending): string {
  const title = ways.find(way => way.name === name)?.title ?? name;
  const sentence = `${title.charAt(0).toUpperCase()}${title.slice(1)}, to see ${code}.`;
  return remarks[name] === undefined ? sentence : `${sentence} ${remarks[name]}`;
}
