import { METHODS } from 'node:http';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { type Answer, send } from './answers.ts';
import { fault } from './faults.ts';
import type { Front } from './front.ts';
import type { OperationRequest, ServedOperation } from './operation.ts';
import { respondTo } from './refusals.ts';
import type { TokenIssuer } from './token-issuer.ts';

const nothingHere = fault(404, 'There is no resource at this URL.');

/** Answers requests for the operations, and for URLs that lead to none, behind `front`. */
export function buildApi(
  front: Front,
  nextRequestId: () => string,
  operations: readonly ServedOperation[],
  issuer: TokenIssuer,
): FastifyInstance {
  const api = fastify({
    serverFactory: listener => {
      front.serve(listener);
      return front.server;
    },
    clientErrorHandler: front.refuse,
    genReqId: nextRequestId,
    logger: false,
    exposeHeadRoutes: false,
    // An id is unknown, and nothing else is wrong with it, however long it is.
    routerOptions: { maxParamLength: 65_536 },
    frameworkErrors: (_error, _request, reply) => {
      deliver(reply, fault(400, 'The URL cannot be decoded.'));
    },
  });

  // No operation takes a body. None is parsed, whatever the method, so that Fastify refuses none.
  for (const method of METHODS) api.addHttpMethod(method, { hasBody: false, overrideExisting: true });

  for (const operation of operations) {
    const pattern = operation.path
      .replace(/^\/v\d+/, '')
      .replace(/\{[^{}]+\}/, ':project')
      .replace(/\{[^{}]+\}/, ':id');
    // With both versions and without one: links spell it in each of these ways.
    for (const route of [`/v3${pattern}`, `/v2${pattern}`, pattern]) {
      api.all<{ Params: OperationRequest['params'] }>(route, (request, reply) => {
        deliver(reply, respondTo(request, operation, issuer));
      });
    }
  }
  api.setNotFoundHandler((_request, reply) => {
    deliver(reply, nothingHere);
  });
  api.setErrorHandler<{ statusCode?: number }>((error, _request, reply) => {
    // What went wrong is not for clients to read.
    deliver(reply, error.statusCode === 404 ? nothingHere : fault(500, 'Something went wrong within the service.'));
  });
  return api;
}

/** Sends without Fastify, which would add a charset: `application/json` has no such parameter (RFC 8259). */
function deliver(reply: FastifyReply, answer: Answer): void {
  reply.hijack();
  send(reply.raw, answer, reply.request.id);
}
