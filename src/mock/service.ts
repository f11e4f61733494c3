import { requestIds } from './answers.ts';
import { buildApi } from './api.ts';
import { makeBackups, readExample } from './backups.ts';
import { openFront } from './front.ts';
import { issueIdentity, type Tokens } from './identity.ts';

/** How to start the service. */
export interface ServiceOptions {
  /** The JSON of the page's example response, `{"backup": {…}}`: the data the service answers with. */
  readonly example: unknown;
  /** The host to listen on, 127.0.0.1 unless another is named: nobody else is to reach the service by accident. */
  readonly host?: string;
  /** The port to listen on; a free one when not given. */
  readonly port?: number;
}

/** The running service: where it is, what it has, and with which tokens to ask for it. */
export interface EmbeddedService {
  /** Scheme, host and port, as in `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** The example's project; the tokens `member` and `norole` belong to it. */
  readonly project: string;
  /** Another project, without backups; the token `other` belongs to it. */
  readonly otherProject: string;
  /** The id of the example's backup. */
  readonly backup: string;
  /** The id of a second, incremental backup whose description is JSON text. */
  readonly incrementalBackup: string;
  readonly tokens: Tokens;
  /** Ends the service and every connection to it. */
  close(): Promise<void>;
}

/** Starts a service that behaves as one that offers the page's operation. Throws when the example is not usable. */
export async function startService({
  example,
  host = '127.0.0.1',
  port = 0,
}: ServiceOptions): Promise<EmbeddedService> {
  const shown = readExample(example);
  const identity = issueIdentity(shown.project);
  const nextRequestId = requestIds();

  const front = await openFront(host, port, nextRequestId);
  const backups = makeBackups(shown, front.origin);
  const api = buildApi(front, nextRequestId, { identity, backups, keystone: `${front.origin}/identity/v3` });
  await api.ready();

  return {
    origin: front.origin,
    project: identity.project,
    otherProject: identity.otherProject,
    backup: backups.full,
    incrementalBackup: backups.incremental,
    tokens: identity.tokens,
    close: async () => {
      await front.close();
      await api.close();
    },
  };
}
