import net from 'node:net';
import { domainToASCII } from 'node:url';
import { hostOf } from './connection.ts';

/** An entry of `NO_PROXY`: which hosts it names, and the only port, if it has one. */
interface Exemption {
  readonly isMeant: (host: string) => boolean;
  readonly port: string | undefined;
}

/**
 * Whether `NO_PROXY` names a host. The list is read as curl reads it: a name includes the names below it, `*` means all hosts,
 * and an address may be a block (`10.0.0.0/8`, `fd00::/8`). An entry may also have a port.
 */
export function isExempt(address: URL, list: string): boolean {
  const host = withoutFinalDot(hostOf(address));
  const ownPort = address.port || (address.protocol === 'https:' ? '443' : '80');
  return entriesOf(list)
    .map(exemptionFor)
    .some(one => one?.isMeant(host) && (one.port === undefined || one.port === ownPort));
}

/** The first entry of `NO_PROXY` that cannot be understood; undefined: there is none. */
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

/** An address is read as the smallest block, because IPv6 has several spellings for one address. */
function addressOf(address: string, port: string | undefined): Exemption | undefined {
  const block = blockOf(address, net.isIPv4(address) ? 32 : 128);
  return block && { ...block, port };
}

function domainOf(text: string, port: string | undefined): Exemption | undefined {
  const written = withoutFinalDot(text.replace(/^\*?\./, ''));
  // A name that ends in a number is an incomplete address.
  if (!/^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*$/u.test(written) || /(?:^|\.)\d+$/.test(written))
    return undefined;
  const name = domainToASCII(written);
  if (name === '') return undefined;
  return { isMeant: host => host === name || (net.isIP(host) === 0 && host.endsWith(`.${name}`)), port };
}
