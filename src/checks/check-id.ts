import type { Contract } from '../contract/contract.ts';
import { aliases, currentId } from './aliases.ts';

/** The part of a check's id that follows its page: `links/self/once`. */
export const idBelowPage = (id: string, page: string): string => id.slice(page.length + 1);

/**
 * The forms in which a check's id may be typed: whole, below its page, and that below the operation's name. The same of the
 * ids that it had in earlier versions.
 */
export function formsOfId(
  id: string,
  { id: page, name }: Pick<Contract, 'id' | 'name'>,
  renamed: ReadonlyMap<string, string> = aliases,
): string[] {
  const earlier = [...renamed.keys()].filter(old => currentId(old, renamed) === id);
  return [id, ...earlier].flatMap(one => {
    const below = idBelowPage(one, page);
    return one.startsWith(`${page}/`) ? [one, below, `${name}/${below}`] : [one];
  });
}
