import type { Answer } from './answers.ts';
import { fault, unauthorized } from './faults.ts';
import { acceptsJson, negotiateVersion } from './negotiation.ts';
import type { OperationRequest, ServedOperation } from './operation.ts';
import { preferredFault } from './preferences.ts';
import type { TokenIssuer, TokenScope } from './token-issuer.ts';

/**
 * The answer to a request for an operation: a refusal, which is the same for all operations, or the operation's own.
 * The method is checked first, because a 405 says nothing that needs a token. The rest is in Cinder's order: token,
 * microversion, URL, role, and at last what is asked for.
 */
export function respondTo(request: OperationRequest, operation: ServedOperation, issuer: TokenIssuer): Answer {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    return fault(405, `The method ${method} is not allowed for this ${operation.noun}.`, { Allow: 'GET, HEAD' });
  }
  const scope = issuer.scopeOf(String(headers['x-auth-token'] ?? ''));
  if (scope === undefined) return unauthorized(issuer.url);

  const version = negotiateVersion(String(headers['openstack-api-version'] ?? ''));
  const answer = version.refusal ?? respondWithin(scope, request, operation, version.minor);
  return { ...answer, headers: { ...answer.headers, ...version.headers } };
}

function respondWithin(
  scope: TokenScope,
  request: OperationRequest,
  operation: ServedOperation,
  minor: number,
): Answer {
  const { noun } = operation;
  const own = operation.respond(request, minor);
  const forbidden = () => fault(403, `The token may not read this ${noun}.`);
  if (request.project !== scope.project) {
    // A resource of another project is forbidden. A URL without a resource is just wrong.
    return own.status === 200 ? forbidden() : fault(400, 'The project in the URL does not match the token.');
  }
  if (!scope.mayRead) return forbidden();
  if (!acceptsJson(request.headers.accept ?? '')) {
    return fault(406, `This ${noun} is available as application/json only.`);
  }
  return preferredFault(String(request.headers.prefer ?? ''), noun) ?? own;
}
