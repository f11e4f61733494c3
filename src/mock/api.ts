import { METHODS } from 'node:http';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { type Answer, send } from './answers.ts';
import { fault, internalFault, nothingHere } from './faults.ts';
import type { Front } from './front.ts';
import { type Asked, type Cloud, showBackup } from './show-backup.ts';

/** A backup's URL: with either version, and without one, as the links of the answers spell it. */
const SPELLINGS = ['/v3/:project/backups/:backup', '/v2/:project/backups/:backup', '/:project/backups/:backup'];

type BackupUrl = { Params: { project: string; backup: string } };

/** The service's URLs and what they answer, behind `front`. */
export function buildApi(front: Front, nextRequestId: () => string, cloud: Cloud): FastifyInstance {
  const api = fastify({
    serverFactory: listener => {
      front.serve(listener);
      return front.server;
    },
    clientErrorHandler: front.refuse,
    genReqId: nextRequestId,
    logger: false,
    exposeHeadRoutes: false,
    // An id of any length that Node's parser lets through is an id that is not there, not another kind of error.
    routerOptions: { maxParamLength: 65_536 },
    frameworkErrors: (_error, _request, reply) => {
      deliver(reply, fault(400, 'The URL cannot be decoded.'));
    },
  });

  // No URL here takes a body: none is parsed, whatever the method, so that Fastify has no opinion on any.
  for (const method of METHODS) api.addHttpMethod(method, { hasBody: false, overrideExisting: true });

  for (const url of SPELLINGS) {
    api.all<BackupUrl>(url, (request, reply) => {
      deliver(reply, showBackup(readAsked(request), cloud));
    });
  }
  api.setNotFoundHandler((_request, reply) => {
    deliver(reply, nothingHere());
  });
  api.setErrorHandler<{ statusCode?: number }>((error, _request, reply) => {
    deliver(reply, error.statusCode === 404 ? nothingHere() : internalFault());
  });
  return api;
}

function readAsked({ method, params, headers }: FastifyRequest<BackupUrl>): Asked {
  return {
    method,
    project: params.project,
    backup: params.backup,
    token: String(headers['x-auth-token'] ?? ''),
    version: String(headers['openstack-api-version'] ?? ''),
    accept: headers.accept ?? '',
    prefer: String(headers.prefer ?? ''),
  };
}

/** Past Fastify's own sending, which would add a charset: `application/json` has no such parameter (RFC 8259). */
function deliver(reply: FastifyReply, answer: Answer): void {
  reply.hijack();
  send(reply.raw, answer, reply.request.id);
}
