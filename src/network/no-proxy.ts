import net from 'node:net';
import { domainToASCII } from 'node:url';
import { hostOf } from './connection.ts';

/** An entry of `NO_PROXY`: which hosts it means, and at which port alone, if it says one. */
interface Exemption {
  readonly isMeant: (host: string) => boolean;
  readonly port: string | undefined;
}

/**
 * Whether `NO_PROXY` names a host, as curl reads the list: names include those below them, `*` is all hosts, addresses may
 * be blocks (`10.0.0.0/8`, `fd00::/8`). An entry may have a port as well.
 */
export function isExempt(address: URL, list: string): boolean {
  const host = withoutFinalDot(hostOf(address));
  const ownPort = address.port || (address.protocol === 'https:' ? '443' : '80');
  return entriesOf(list)
    .map(exemptionFor)
    .some(one => one?.isMeant(host) && (one.port === undefined || one.port === ownPort));
}

/** The first entry of `NO_PROXY` of which nobody can tell what it names; undefined when all are understood. */
export const unknownExemption = (list: string): string | undefined =>
  entriesOf(list).find(entry => exemptionFor(entry) === undefined);

const entriesOf = (list: string): string[] => list.split(/[\s,]+/).filter(entry => entry !== '');

const withoutFinalDot = (name: string): string => name.replace(/\.$/, '');

function exemptionFor(entry: string): Exemption | undefined {
  if (entry === '*') return { isMeant: () => true, port: undefined };
  const [, block, length] = /^(.+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (block !== undefined) return blockOf(withoutBrackets(block), Number(length));
  if (net.isIP(entry)) return addressOf(entry, undefined);
  const [, host = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return net.isIP(withoutBrackets(host)) ? addressOf(withoutBrackets(host), port) : domainOf(host, port);
}

const withoutBrackets = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

const familyOf = (address: string): 'ipv4' | 'ipv6' => (net.isIPv4(address) ? 'ipv4' : 'ipv6');

function blockOf(address: string, length: number): Exemption | undefined {
  const most = { 0: -1, 4: 32, 6: 128 }[net.isIP(address)] ?? -1;
  if (length > most) return undefined;
  const block = new net.BlockList();
  block.addSubnet(address, length, familyOf(address));
  return { isMeant: host => net.isIP(host) !== 0 && block.check(host, familyOf(host)), port: undefined };
}

/** One address is the smallest block: IPv6 has several spellings for it. */
function addressOf(address: string, port: string | undefined): Exemption | undefined {
  const block = blockOf(address, net.isIPv4(address) ? 32 : 128);
  return block && { ...block, port };
}

function domainOf(text: string, port: string | undefined): Exemption | undefined {
  const written = withoutFinalDot(text.replace(/^\*?\./, ''));
  // What ends in a number is a part of an address.
  if (!/^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*$/u.test(written) || /(?:^|\.)\d+$/.test(written))
    return undefined;
  const name = domainToASCII(written);
  if (name === '') return undefined;
  return { isMeant: host => host === name || (net.isIP(host) === 0 && host.endsWith(`.${name}`)), port };
}
