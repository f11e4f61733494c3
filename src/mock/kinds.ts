import type { OfferedOperation, ReadOperation, ServedOperation } from './operation.ts';
import { moveResource, type Resource } from './resources.ts';
import { templateOf } from './routes.ts';
import { showExample } from './show-example.ts';
import { showResource } from './show-resource.ts';

/** The kinds of operation that can be served, the most special first. Each has a file of its own. */
const kinds = [showResource, showExample];

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

/** The operations as they are served at `origin`, for `project`. */
export function serveOperations(read: readonly ReadOperation[], origin: string, project: string): ServedOperation[] {
  const move = (resource: Resource): Resource => moveResource(resource, origin, project);
  return read.map(operation => ({ ...operation, respond: operation.serve(project, move) }));
}
