import { isObject } from '../text/json.ts';

/** A link whose relation and target are strings; whether they are is the fields' concern. */
export interface Link {
  readonly rel: string;
  readonly href: string;
}

/** Tells a link from whatever else a list may contain. */
export const isLink = (item: unknown): item is Link =>
  isObject(item) && typeof item.rel === 'string' && typeof item.href === 'string';
