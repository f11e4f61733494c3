import type { OperationRequest } from './operation.ts';

/**
 * Where a list goes on after the item `last`: the request again, with that marker. Its offset is left out, because an
 * offset is counted from the marker: kept, as Cinder keeps it, it would skip items on each page.
 */
export function hrefOfNext(origin: string, { path, query }: OperationRequest, last: string): string {
  const parameters = new URLSearchParams(query);
  parameters.delete('offset');
  parameters.set('marker', last);
  return `${origin}${path}?${parameters}`;
}
