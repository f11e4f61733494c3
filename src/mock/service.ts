import { randomUUID } from 'node:crypto';
import { openFront } from './front.ts';
import { readOperations, serveOperations } from './kinds.ts';
import type { OfferedOperation, PathSubject } from './operation.ts';
import { routeRequests } from './routes.ts';
import { issueTokens, type Tokens } from './token-issuer.ts';

/** How to start the service. */
export interface ServiceOptions {
  /** At least one, each with a path of its own: the names of parameters do not count. */
  readonly operations: readonly OfferedOperation[];
  /** The host to listen on; 127.0.0.1 by default, so that no other machine reaches the service by accident. */
  readonly host?: string;
  /** The port to listen on; any free one by default. */
  readonly port?: number;
}

/** The running service: where it is, what it has, and with which tokens to ask for it. */
export interface EmbeddedService {
  /** Scheme, host and port, as in `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** The project of the first example, and here of all resources; the tokens `member` and `norole` belong to it. */
  readonly project: string;
  /** Another project, with one resource of its own in each collection; the token `other` belongs to it. */
  readonly otherProject: string;
  /** The resource that an operation's example shows, by the operation's name. */
  readonly subjects: Readonly<Record<string, PathSubject>>;
  /** The incremental backup in addition to that resource, if it has one, by the operation's name. */
  readonly incremental: Readonly<Record<string, PathSubject>>;
  readonly tokens: Tokens;
  /** Ends the service and every connection to it. */
  close(): Promise<void>;
}

/**
 * Starts a service that offers these operations.
 * @throws TypeError when there is none, one that cannot be served, or one with the path of another
 */
export async function startService({
  operations,
  host = '127.0.0.1',
  port = 0,
}: ServiceOptions): Promise<EmbeddedService> {
  const read = readOperations(operations);
  if (read.length === 0) throw new TypeError('There is no operation to serve.');
  const project = read.map(operation => operation.project).find(one => one !== undefined) ?? inventedProject();

  const front = await openFront(host, port);
  const { origin } = front;
  const issuer = issueTokens(project, `${origin}/identity/v3`);
  const { otherProject } = issuer;
  const served = serveOperations(read, { origin, project, otherProject });
  front.serve(routeRequests(served, issuer));
  return {
    origin,
    project,
    otherProject,
    subjects: Object.fromEntries(read.map(({ name, subject }) => [name, subject])),
    incremental: Object.fromEntries(served.map(({ name, incremental }) => [name, incremental])),
    tokens: issuer.tokens,
    close: front.close,
  };
}

/** For examples that name no project. */
const inventedProject = (): string => randomUUID().replaceAll('-', '');
