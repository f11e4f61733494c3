import { fault } from './faults.ts';
import type { OfferedOperation, ReadOperation } from './operation.ts';
import { moveResource, resourcesIn } from './resources.ts';

/**
 * Any other read below a project, such as a list of no linked resources: it shows its example, with links that lead to
 * this service.
 * Undefined for an operation of another kind, and for an example that is no JSON object or array.
 */
export function showExample(operation: OfferedOperation): ReadOperation | undefined {
  const { method, path, example } = operation;
  const [, collection, parameter] =
    /^(?:\/v\d+)?\/\{[^/{}]+\}\/([^/{}]+)(?:\/[^/{}]+)*?(?:\/\{([^/{}]+)\})?$/.exec(path) ?? [];
  if (method !== 'GET' || collection === undefined || typeof example !== 'object' || example === null) return undefined;
  const found = resourcesIn(example);
  const subject = parameter === undefined ? {} : { [parameter]: found[0]?.id ?? idIn(example) ?? 'example' };
  return {
    ...operation,
    project: found[0]?.project,
    noun: parameter?.replace(/_id$/, '') ?? collection,
    subject,
    resources: [],
    serve: (_, { origin, project }) => {
      const moved = found.map(resource => [resource.members, moveResource(resource, origin, project).members] as const);
      const here = new Map<unknown, unknown>(moved);
      const body = JSON.stringify(example, (_key, value) => here.get(value) ?? value);
      return request => {
        const isThere = request.project === project && (parameter === undefined || request.id === subject[parameter]);
        return isThere ? { status: 200, headers: {}, body } : fault(404, `This example does not exist: ${collection}.`);
      };
    },
  };
}

/** The id of an example without links, or of the only object in it: `{"widget": {"id": "widget-0"}}`. */
function idIn(example: object): string | undefined {
  const [only, ...others] = Object.values(example);
  const isEnvelope = others.length === 0 && typeof only === 'object' && only !== null;
  const { id } = (isEnvelope ? only : example) as { readonly id?: unknown };
  return typeof id === 'string' && id !== '' ? id : undefined;
}
