import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answers.ts';
import type { Resource } from './resources.ts';

/** An operation as its page has it. */
export interface OfferedOperation {
  /** What the running service calls it. */
  readonly name: string;
  readonly method: string;
  /** Version, project, collection and what follows, as in `/v3/{project_id}/backups/{backup_id}`. */
  readonly path: string;
  /** The JSON of the page's example response. */
  readonly example: unknown;
}

/** The id of a resource, by the path parameter that stands for it. Empty when there is none. */
export type PathSubject = Readonly<Record<string, string>>;

/** An operation with what the file for its kind makes of it. */
export interface ReadOperation extends OfferedOperation {
  /** What the operation shows, in words: `backup`. */
  readonly noun: string;
  /** The project of its example; undefined when that names none. */
  readonly project: string | undefined;
  /** The resource of the example. */
  readonly subject: PathSubject;
  /** An incremental backup in addition to that resource. */
  readonly incremental: PathSubject;
  /** Makes `respond` for `project`. `move` takes a resource of the example there. */
  readonly serve: (project: string, move: (resource: Resource) => Resource) => ServedOperation['respond'];
}

/** An operation that is served; `respond` answers the requests that nothing refuses. */
export interface ServedOperation extends ReadOperation {
  readonly respond: (request: OperationRequest) => Answer;
}

/** A request for an operation. */
export interface OperationRequest {
  readonly method: string;
  readonly project: string;
  /** Empty where the path has no parameter for it. */
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
}
