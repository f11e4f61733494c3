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

/** Where operations are served: the origin, and the two projects that have resources there. */
export interface Site {
  readonly origin: string;
  readonly project: string;
  readonly otherProject: string;
}

/** An operation with what the file for its kind makes of it. */
export interface ReadOperation extends OfferedOperation {
  /** What the operation shows, in words: `backup`. */
  readonly noun: string;
  /** The project of its example; undefined when that names none. */
  readonly project: string | undefined;
  /** The resource of the example. */
  readonly subject: PathSubject;
  /** What its example adds to the collection that it shares with other operations. Empty when it shares none. */
  readonly resources: readonly Resource[];
  /** Makes `respond`. `shared` are the resources of its collection there, of both projects, the newest first. */
  readonly serve: (shared: readonly Resource[], site: Site) => ServedOperation['respond'];
}

/** An operation that is served. */
export interface ServedOperation extends ReadOperation {
  /** The incremental backup in addition to the resource of its example. */
  readonly incremental: PathSubject;
  /** Answers the requests that nothing refuses. @param minor the negotiated version: 45 for 3.45 */
  readonly respond: (request: OperationRequest, minor: number) => Answer;
}

/** A request for an operation. */
export interface OperationRequest {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** As it was sent, without the question mark. Empty when there is none. */
  readonly query: string;
  readonly project: string;
  /** Empty where the path has no parameter for it. */
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
}
