import { isObject } from '../text/json.ts';

/** A link whose relation and target are strings. The rules on fields judge whether they are. */
export interface Link {
  readonly rel: string;
  readonly href: string;
}

/** Whether an item of a list is a link. */
export const isLink = (item: unknown): item is Link =>
  isObject(item) && typeof item.rel === 'string' && typeof item.href === 'string';
