import type { Contract } from '../contract/contract.ts';

/** The part of a check's id that follows its page: `links/self/once`. */
export const idBelowPage = (id: string, page: string): string => id.slice(page.length + 1);

/** The forms in which a check's id may be typed: whole, below its page, and that below the operation's name. */
export function formsOfId(id: string, { id: page, name }: Pick<Contract, 'id' | 'name'>): string[] {
  const below = idBelowPage(id, page);
  return [id, below, `${name}/${below}`];
}
