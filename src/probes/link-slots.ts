import { contentField, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { firstRead } from './ways.ts';

/** A request that exists only once an answer has come: that of following a link of it. */
export interface LinkSlot {
  readonly kind: 'link';
  /** The exchange's name: `show-backup/follow/self`. */
  readonly name: string;
  readonly operation: string;
  /** Requests that may come of it. */
  readonly atMost: number;
  /** The exchange whose answer holds the link. */
  readonly from: string;
  /** The link's relation type. The first link that has it is followed. */
  readonly relation: string;
  readonly purpose: string;
}

/** The field whose prose says that it links to the resource itself, and the relation that promises further ones. */
export function linksField({ body }: Contract): { readonly links: Field; readonly more: string[] } | undefined {
  if (!isOneResource(body)) return undefined;
  const links = contentField(body).members.find(({ rules }) =>
    rules.some(({ rule }) => rule.rule === 'links-to-this-resource'),
  );
  if (!links) return undefined;
  const rules = links.members.flatMap(member => member.rules);
  return { links, more: rules.flatMap(({ rule }) => (rule.rule === 'relation-types' ? [rule.more] : [])) };
}

/** The links of the first answer that are followed: `self`, and the one that promises further resources. */
export function linkSlots(contract: Contract): LinkSlot[] {
  const { name } = contract;
  const found = linksField(contract);
  if (!found) return [];
  return ['self', ...found.more].map(relation => ({
    kind: 'link',
    name: `${name}/follow/${relation}`,
    operation: name,
    atMost: 1,
    from: `${name}/${firstRead}`,
    relation,
    purpose: `Follows the ${relation} link of the answer if there is one, at the same origin only.`,
  }));
}
