import { fault } from './faults.ts';
import { findPage } from './list-page.ts';
import { readListQuery } from './list-query.ts';
import { hrefOfNext } from './next-link.ts';
import type { OfferedOperation, ReadOperation } from './operation.ts';
import { hasMembers, type Members, pickMembers, resourcesIn } from './resources.ts';

/**
 * Operations such as `GET /v3/{project_id}/backups/detail`, which list the resources of a collection in the envelope of
 * their example. Undefined for an operation of another kind, and for an example without one list of linked resources.
 */
export function listResources(operation: OfferedOperation): ReadOperation | undefined {
  const { method, path, example } = operation;
  const noun = /^(?:\/v\d+)?\/\{[^/{}]+\}\/([^/{}]+)(?:\/[^/{}]+)*$/.exec(path)?.[1];
  if (method !== 'GET' || noun === undefined || !hasMembers(example)) return undefined;

  const [envelope, ...others] = Object.keys(example).filter(name => resourcesIn(example[name]).length > 0);
  if (envelope === undefined || others.length > 0 || !Array.isArray(example[envelope])) return undefined;
  const listed = resourcesIn(example[envelope]);
  if (new Set(listed.map(({ collection }) => collection)).size > 1) return undefined;

  const links = `${envelope}_links`;
  // What is beside the list in the example stays there, unless it depends on the request.
  const { [links]: _, count: __, ...always } = example;
  const shownNames = [...new Set(listed.flatMap(({ members }) => Object.keys(members)))];

  return {
    ...operation,
    project: listed[0]?.project,
    noun: `list of ${noun}`,
    subject: {},
    resources: listed,
    serve: (shared, { origin }) => {
      const names = new Set(shared.flatMap(({ members }) => Object.keys(members)));
      const shown = new Map<unknown, Members>(shared.map(resource => [resource, pickMembers(resource, shownNames)]));
      return (request, minor) => {
        const resources = shared.filter(({ project }) => project === request.project);
        if (resources.length === 0) return fault(404, `This project has no ${noun}.`);
        const query = readListQuery(request.query, minor, names);
        if (typeof query === 'string') return fault(400, query);
        const page = findPage(resources, query);
        if (page === undefined) return fault(404, 'The marker is not in this list.');
        const { items, total, goOnAfter: next } = page;

        const body = {
          ...always,
          [envelope]: items.map(resource => shown.get(resource)),
          ...(next === undefined ? {} : { [links]: [{ rel: 'next', href: hrefOfNext(origin, request, next) }] }),
          ...(query.withCount ? { count: total } : {}),
        };
        return { status: 200, headers: {}, body: JSON.stringify(body) };
      };
    },
  };
}
