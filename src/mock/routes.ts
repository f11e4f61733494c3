import type { IncomingMessage } from 'node:http';
import type { Answer } from './answers.ts';
import { fault } from './faults.ts';
import type { ServedOperation } from './operation.ts';
import { respondTo } from './refusals.ts';
import type { TokenIssuer } from './token-issuer.ts';

const undecodable = fault(400, 'The URL cannot be decoded.');
const nothingHere = fault(404, 'There is no resource at this URL.');

interface Route {
  readonly operation: ServedOperation;
  /** The segments of a path, with `{}` for each parameter. */
  readonly template: readonly string[];
}

/** Answers requests for the operations, and for URLs that lead to none. */
export function routeRequests(
  operations: readonly ServedOperation[],
  issuer: TokenIssuer,
): (request: IncomingMessage) => Answer {
  const routeTo = (operation: ServedOperation, path: string): Route => ({ operation, template: path.split('/') });
  // By its own path first, then with either version and without one: links spell it in each of these ways.
  const spelled = [
    ...operations.map(operation => routeTo(operation, templateOf(operation.path))),
    ...['/v3', '/v2', ''].flatMap(version =>
      operations.map(operation => routeTo(operation, templateOf(operation.path).replace(/^(?:\/v\d+)?/, version))),
    ),
  ];
  // A name, as in `/backups/detail`, comes before a parameter in its place.
  const routes = spelled.sort((a, b) => countParameters(a) - countParameters(b));
  return ({ method = '', url = '', headers }) => {
    const [, path = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
    const segments = decodeSegments(path);
    if (segments === undefined) return undecodable;
    const route = routes.find(({ template }) => fits(template, segments));
    if (route === undefined) return nothingHere;
    const [project = '', id = ''] = segments.filter((_, index) => route.template[index] === '{}');
    return respondTo({ method, path, query, project, id, headers }, route.operation, issuer);
  };
}

/** A path without the names of its parameters, as in `/v3/{}/backups/{}`. */
export const templateOf = (path: string): string => path.replace(/\{[^{}]+\}/g, '{}');

const countParameters = ({ template }: Route): number => template.filter(part => part === '{}').length;

function fits(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length && template.every((part, index) => part === '{}' || part === segments[index])
  );
}

/** The segments of a path, each decoded once; undefined when one cannot be. */
function decodeSegments(path: string): readonly string[] | undefined {
  const segments = path.split('/');
  try {
    // Most paths have nothing to decode, and decoding takes longer than all the rest of finding a route.
    return path.includes('%') ? segments.map(decodeURIComponent) : segments;
  } catch {
    return undefined;
  }
}
