import type { EmbeddedService } from '../mock/service.ts';
import type { Subjects } from '../targets/subjects.ts';
import { ConfigurationError } from '../targets/target.ts';
import type { Specification } from './specification.ts';

/** The embedded service with what it can be asked about. */
export interface RunningService extends EmbeddedService {
  /** The resources of the pages' examples. */
  readonly examples: Subjects;
  /** Where an operation has one, the incremental backup beside its example. */
  readonly increments: Subjects;
}

/**
 * Starts the embedded service on this machine, with the operations of these pages.
 * @param port 0 for any free one
 * @throws ConfigurationError for pages that it cannot serve
 */
export async function startEmbedded(specifications: readonly Specification[], port = 0): Promise<RunningService> {
  const { startService } = await import('../mock/service.ts');
  const operations = specifications.map(({ contract, example }) => {
    const { method, path } = contract.operation;
    return { name: contract.name, method, path, example };
  });
  const service = await startService({ operations, port }).catch(error => {
    // The service throws it where an operation is of no kind that it knows, or does not fit its kind.
    if (!(error instanceof TypeError)) throw error;
    throw new ConfigurationError(
      `The embedded service cannot serve these pages; choose another target. ${error.message}`,
    );
  });
  return { ...service, examples: subjectsIn(service.subjects), increments: subjectsIn(service.incremental) };
}

/** Subjects by `<operation>.<parameter>`. */
function subjectsIn(byOperation: EmbeddedService['subjects']): Subjects {
  const entries = Object.entries(byOperation).flatMap(([operation, values]) =>
    Object.entries(values).map(([parameter, value]) => [`${operation}.${parameter}`, value] as const),
  );
  return Object.fromEntries(entries);
}
