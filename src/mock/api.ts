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

  const byRoute = new Map([...operations.flatMap(inEveryVersion), ...operations.map(inOwnVersion)]);
  for (const [route, operation] of byRoute) {
    api.all<{ Params: OperationRequest['params'] }>(route, (request, reply) => {
      deliver(reply, respondTo(request, operation, issuer));
    });
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

/** An operation by its own route, which counts more than a spelling of another one's. */
const inOwnVersion = (operation: ServedOperation): [string, ServedOperation] => [
  operation.path.replace(/\{[^{}]+\}/, ':project').replace(/\{[^{}]+\}/, ':id'),
  operation,
];

/** The same with both versions and without one: links spell it in each of these ways. */
function inEveryVersion(operation: ServedOperation): [string, ServedOperation][] {
  const [route] = inOwnVersion(operation);
  return ['/v3', '/v2', ''].map(version => [route.replace(/^(?:\/v\d+)?/, version), operation]);
}

/** Sends without Fastify, which would add a charset: `application/json` has no such parameter (RFC 8259). */
function deliver(reply: FastifyReply, answer: Answer): void {
  reply.hijack();
  send(reply.raw, answer, reply.request.id);
}
