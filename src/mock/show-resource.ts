import type { Answer } from './answers.ts';
import { fault } from './faults.ts';
import type { OfferedOperation, ReadOperation } from './operation.ts';
import { incrementalTwin, type Resource, resourcesIn } from './resources.ts';

/**
 * Operations such as `GET /v3/{project_id}/backups/{backup_id}`, which show one resource in the envelope of their
 * example, or in none. Undefined for an operation of another kind, and for an example without one linked resource.
 */
export function showResource(operation: OfferedOperation): ReadOperation | undefined {
  const { method, path, example } = operation;
  const [, version = '', collection, parameter] = /^(\/v\d+)?\/\{[^/{}]+\}\/([^/{}]+)\/\{([^/{}]+)\}$/.exec(path) ?? [];
  if (method !== 'GET' || collection === undefined || parameter === undefined) return undefined;

  const [shown, ...others] = resourcesIn(example);
  if (shown === undefined || others.length > 0) return undefined;
  const twin = incrementalTwin(shown, version);
  const resources = twin === undefined ? [shown] : [shown, twin];
  const noun = parameter.replace(/_id$/, '');
  const answerWith = ({ members }: Resource): Answer => {
    const body = JSON.stringify(example, (_, value) => (value === shown.members ? members : value));
    return { status: 200, headers: {}, body };
  };

  return {
    ...operation,
    project: shown.project,
    noun,
    subject: { [parameter]: shown.id },
    incremental: twin === undefined ? {} : { [parameter]: twin.id },
    serve: (project, move) => {
      const answers = new Map(resources.map(resource => [resource.id, answerWith(move(resource))]));
      return request => {
        const answer = request.project === project ? answers.get(request.id) : undefined;
        return answer ?? fault(404, `There is no ${noun} ${request.id}.`);
      };
    },
  };
}
