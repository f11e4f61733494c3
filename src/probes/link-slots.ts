import { contentField, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import type { Field } from '../contract/field.ts';
import { firstRead } from './ways.ts';

/** The exchange that follows the self link, below its operation. */
export const behindSelf = 'follow/self';

/** A request that follows a link in an answer. It exists only after that answer. */
export interface LinkSlot {
  readonly kind: 'link';
  /** The exchange's name: `show-backup/follow/self`. */
  readonly name: string;
  readonly operation: string;
  /** How many requests it can cause. */
  readonly atMost: number;
  /** The exchange whose answer contains the link. */
  readonly from: string;
  /** The link's relation type. The first link that has it is followed. */
  readonly relation: string;
  readonly purpose: string;
}

/** The field whose prose says that it links to the resource that has it: the only one, or each item of a list. */
export const ownLinks = ({ body }: Pick<Contract, 'body'>): Field | undefined =>
  contentField(body).members.find(({ rules }) => rules.some(({ rule }) => rule.rule === 'links-to-this-resource'));

/** The same of an only resource, whose links are followed, and the relations that promise more resources. */
export function linksField(contract: Contract): { readonly links: Field; readonly more: string[] } | undefined {
  const links = isOneResource(contract.body) ? ownLinks(contract) : undefined;
  if (!links) return undefined;
  const rules = links.members.flatMap(member => member.rules);
  return { links, more: rules.flatMap(({ rule }) => (rule.rule === 'relation-types' ? [rule.more] : [])) };
}

/** The links of the first answer that are followed: `self`, and those that promise more resources. */
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
    purpose: `Follows the ${relation} link of the answer, if it has one at the same origin.`,
  }));
}
