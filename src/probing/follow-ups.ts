import type { Contract } from '../contract/contract.ts';
import type { Target } from '../targets/target.ts';
import { followSending } from './requests.ts';
import type { Sending, Unsent } from './sending.ts';

/**
 * The links of an answer that are followed: the first `self`, and the first one that promises more. A link to another
 * origin is never followed, for the token goes to the endpoint's own origin only.
 * @param backup the object inside the envelope of the first read; anything else yields nothing to follow
 */
export function followUps(contract: Contract, target: Target, backup: unknown): (Sending | Unsent)[] {
  const field = contract.envelope.members.find(({ rules }) => rules.some(isLinksRule));
  if (!field) return [];
  const more = field.members.flatMap(({ rules }) =>
    rules.flatMap(({ rule }) => (rule.rule === 'relation-types' ? rule.more : [])),
  );
  const links = linksOf(backup, field.names[0]);
  return ['self', ...more].flatMap(relation => {
    const link = links.find(({ rel }) => rel === relation);
    return link ? [followUp(`follow/${relation}`, link.href, target)] : [];
  });
}

const isLinksRule = ({ rule }: Contract['envelope']['rules'][number]): boolean =>
  rule.rule === 'links-to-this-resource';

/** What servers take at least is 8000 (RFC 9112, section 3); a longer link is not one to a backup. */
const longestLink = 8000;

function followUp(name: string, href: string, target: Target): Sending | Unsent {
  const endpoint = new URL(target.endpoint);
  if (href.length > longestLink) return { name, reason: `the link has more than ${longestLink} characters` };
  if (!URL.canParse(href)) return { name, reason: 'the link is no absolute URL' };
  const url = new URL(href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { name, reason: 'the link is no http or https URL' };
  if (url.origin !== endpoint.origin) return { name, reason: `the link leads to another origin (${url.origin})` };
  if (url.username !== '' || url.password !== '') return { name, reason: 'the link carries credentials' };
  return followSending(name, url.href, target);
}

/** The links of a backup that have both members as strings. */
function linksOf(backup: unknown, name: string): { readonly rel: string; readonly href: string }[] {
  const links: unknown = typeof backup === 'object' && backup !== null ? Reflect.get(backup, name) : undefined;
  if (!Array.isArray(links)) return [];
  return links.filter(link => typeof link?.rel === 'string' && typeof link?.href === 'string');
}
