import type { Contract } from '../contract/contract.ts';
import type { OpenTarget } from '../targets/session.ts';
import { isObject } from '../text/json.ts';
import { fillPath, ownHeaders } from './requests.ts';
import type { OrdinarySending } from './sending.ts';

/** The list that is asked for a backup where none is configured; of a service that cannot filter, its first hundred. */
export function listSending({ operation }: Contract, target: OpenTarget): OrdinarySending {
  const collection = fillPath(operation.path, target.project, '').replace(/\/$/, '');
  const url = `${target.endpoint}${collection}/detail?status=available&limit=100`;
  return { kind: 'ordinary', name: 'list', method: 'GET', url, ...ownHeaders(target) };
}

/** The id of the first backup of a list answer that is available; undefined when it has none that can stand in a path. */
export function firstAvailable(body: unknown): string | undefined {
  // The list stands beside its own links, in whatever order.
  const lists: unknown[] = isObject(body) ? Object.values(body).filter(Array.isArray) : [];
  const found: unknown = lists.flat().find(isAvailable);
  return isObject(found) ? String(found.id) : undefined;
}

/** Whoever lists ids that are longer wants long URLs. */
const anId = /^\w[\w.:-]{0,254}$/;

function isAvailable(item: unknown): boolean {
  return isObject(item) && item.status === 'available' && typeof item.id === 'string' && anId.test(item.id);
}
