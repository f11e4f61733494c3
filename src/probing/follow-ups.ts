import type { Contract } from '../contract/contract.ts';
import { ownRead } from '../probes/binding.ts';
import { isLink } from '../probes/link.ts';
import { type LinkSlot, linksField } from '../probes/link-slots.ts';
import type { Sending, Unsent } from '../probes/sending.ts';
import type { Target } from '../targets/target.ts';
import { isObject } from '../text/json.ts';

/**
 * The request that follows the first link with the slot's relation. A link to another origin is never followed: the token
 * goes to the endpoint's own origin only.
 * @param resource the resource of the answer that the slot names; anything else has no link to follow
 * @returns nothing where there is no such link
 */
export function followUp(slot: LinkSlot, contract: Contract, target: Target, resource: unknown): (Sending | Unsent)[] {
  const field = linksField(contract)?.links;
  const links: unknown = field && isObject(resource) ? resource[field.names[0]] : undefined;
  const link = (Array.isArray(links) ? links : []).filter(isLink).find(({ rel }) => rel === slot.relation);
  return link ? [linkRequest(slot, link.href, target)] : [];
}

/** Every server must accept 8000 characters (RFC 9112, section 3). A longer link leads to no resource. */
const longestLink = 8000;

/** The request that follows a link, unless the link leads to where the token must not go. */
export function linkRequest(
  { name, operation }: Pick<Sending, 'name' | 'operation'>,
  href: string,
  target: Target,
): Sending | Unsent {
  const endpoint = new URL(target.endpoint);
  if (href.length > longestLink) return { name, reason: `the link has more than ${longestLink} characters` };
  if (!URL.canParse(href)) return { name, reason: 'the link is not an absolute URL' };
  const url = new URL(href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { name, reason: 'the link is not an http or https URL' };
  }
  if (url.origin !== endpoint.origin) return { name, reason: `the link leads to another origin (${url.origin})` };
  if (url.username !== '' || url.password !== '') return { name, reason: 'the link contains credentials' };
  return ownRead({ name, operation }, url.href, target);
}
