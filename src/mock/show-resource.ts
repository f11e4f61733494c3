import type { Answer } from './answers.ts';
import { fault } from './faults.ts';
import type { OfferedOperation, ReadOperation } from './operation.ts';
import { pickMembers, type Resource, resourcesIn } from './resources.ts';

/**
 * Operations such as `GET /v3/{project_id}/backups/{backup_id}`, which show one resource in the envelope of their
 * example, or in none. Undefined for an operation of another kind, and for an example without one linked resource.
 */
export function showResource(operation: OfferedOperation): ReadOperation | undefined {
  const { method, path, example } = operation;
  const parameter = /^(?:\/v\d+)?\/\{[^/{}]+\}\/[^/{}]+\/\{([^/{}]+)\}$/.exec(path)?.[1];
  if (method !== 'GET' || parameter === undefined) return undefined;

  const [shown, ...others] = resourcesIn(example);
  if (shown === undefined || others.length > 0) return undefined;
  const noun = parameter.replace(/_id$/, '');
  const names = Object.keys(shown.members);
  const answerWith = (resource: Resource): Answer => {
    const members = pickMembers(resource, names);
    const body = JSON.stringify(example, (_, value) => (value === shown.members ? members : value));
    return { status: 200, headers: {}, body };
  };

  return {
    ...operation,
    project: shown.project,
    noun,
    subject: { [parameter]: shown.id },
    resources: [shown],
    serve: shared => {
      const answers = new Map(shared.map(resource => [`${resource.project}/${resource.id}`, answerWith(resource)]));
      return ({ project, id }) => answers.get(`${project}/${id}`) ?? fault(404, `There is no ${noun} ${id}.`);
    },
  };
}
