import { requestIds } from './answers.ts';
import { buildApi } from './api.ts';
import { openFront } from './front.ts';
import { readOperation, serveOperations } from './kinds.ts';
import type { OfferedOperation, PathSubject } from './operation.ts';
import { issueTokens, type Tokens } from './token-issuer.ts';

/** How to start the service. */
export interface ServiceOptions {
  /** At least one. Of several with the same path the last one answers. */
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
  /** Another project, without resources; the token `other` belongs to it. */
  readonly otherProject: string;
  /** The resource that an operation's example shows, by the operation's name. */
  readonly subjects: Readonly<Record<string, PathSubject>>;
  /** The incremental backup beside that resource, if it has one, by the operation's name. */
  readonly incremental: Readonly<Record<string, PathSubject>>;
  readonly tokens: Tokens;
  /** Ends the service and every connection to it. */
  close(): Promise<void>;
}

/**
 * Starts a service that offers these operations.
 * @throws TypeError when there is none, or one that cannot be served
 */
export async function startService({
  operations,
  host = '127.0.0.1',
  port = 0,
}: ServiceOptions): Promise<EmbeddedService> {
  const read = operations.map(readOperation);
  const project = read[0]?.resources[0]?.project;
  if (project === undefined) throw new TypeError('There is no operation to serve.');
  const nextRequestId = requestIds();

  const front = await openFront(host, port, nextRequestId);
  const { origin } = front;
  const issuer = issueTokens(project, `${origin}/identity/v3`);
  try {
    const api = buildApi(front, nextRequestId, serveOperations(read, origin, project), issuer);
    await api.ready();
    return {
      origin,
      project,
      otherProject: issuer.otherProject,
      subjects: Object.fromEntries(read.map(({ name, subject }) => [name, subject])),
      incremental: Object.fromEntries(read.map(({ name, incremental }) => [name, incremental])),
      tokens: issuer.tokens,
      close: async () => {
        await front.close();
        await api.close();
      },
    };
  } catch (error) {
    await front.close();
    throw error;
  }
}
