import { collectResources } from './collection.ts';
import { listResources } from './list-resources.ts';
import type { OfferedOperation, ReadOperation, ServedOperation, Site } from './operation.ts';
import { templateOf } from './routes.ts';
import { showExample } from './show-example.ts';
import { showResource } from './show-resource.ts';

/** The kinds of operation that can be served, the most special first. Each has a file of its own. */
const kinds = [showResource, listResources, showExample];

/** Reads operations. @throws TypeError when one is of no kind, does not fit its kind, or has the path of another */
export function readOperations(operations: readonly OfferedOperation[]): readonly ReadOperation[] {
  const templates = operations.map(({ path }) => templateOf(path));
  return operations.map((operation, index) => {
    const { name, path } = operation;
    const first = templates.indexOf(templateOf(path));
    if (first < index) throw new TypeError(`The operation "${name}" has the same path as another operation.`);
    const read = kinds.map(kind => kind(operation)).find(found => found !== undefined);
    if (read === undefined) throw new TypeError(`The operation "${name}" is of a kind that this service cannot serve.`);
    return read;
  });
}

/** The operations as they are served there, on collections that they share. */
export function serveOperations(read: readonly ReadOperation[], site: Site): readonly ServedOperation[] {
  const collections = collectResources(read, site);
  return read.map(operation => {
    const { resources = [], incremental } = collections.get(operation.resources[0]?.collection ?? '') ?? {};
    const parameters = incremental === undefined ? [] : Object.keys(operation.subject);
    return {
      ...operation,
      incremental: Object.fromEntries(parameters.map(parameter => [parameter, incremental ?? ''])),
      respond: operation.serve(resources, site),
    };
  });
}
