import type { Operation } from './page.ts';

/** What a request of an operation asks for, without scheme and host, which are the target's business (RFC 9110, 7.1). */
interface RequestTarget {
  readonly path: string;
  /** The names in the query: `limit` and `offset` in `?limit={limit}&offset={offset}` (RFC 3986, section 3.4). */
  readonly query: ReadonlySet<string>;
}

/** Takes apart what the page shows as the path of an operation. */
export function requestTarget({ path: shown }: Operation): RequestTarget {
  const [path = '', query = ''] = shown.replace(/^https?:\/\/[^/?]+/, '').split(/\?(.*)/);
  const names = query.split('&').map(one => one.replace(/=.*/, ''));
  return { path, query: new Set(names.filter(name => name !== '')) };
}
