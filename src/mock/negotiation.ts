import type { Answer } from './answers.ts';
import { fault } from './faults.ts';

const NEWEST_MINOR = 70;

/** The result for one `OpenStack-API-Version` field: the header fields that answer it, and the refusal, if any. */
export interface Negotiated {
  /** What is served: 45 for 3.45. Of no meaning beside a refusal. */
  readonly minor: number;
  readonly headers: Answer['headers'];
  readonly refusal?: Answer;
}

/** A request for no version gets the oldest. */
const UNASKED: Negotiated = { minor: 0, headers: versionHeaders('3.0') };

/**
 * Negotiates the microversion (OpenStack API-SIG, "Microversion Specification"; Cinder serves 3.0 to 3.70).
 * The field is a list such as `volume 3.27, compute 2.1`; entries for other services are ignored.
 */
export function negotiateVersion(header: string): Negotiated {
  if (header === '') return UNASKED;
  const wanted = header
    .split(',')
    .map(entry => entry.trim().split(/\s+/))
    .findLast(([service]) => service?.toLowerCase() === 'volume');
  if (wanted === undefined) return UNASKED;

  const version = wanted.slice(1).join(' ');
  if (version === 'latest') return { minor: NEWEST_MINOR, headers: versionHeaders(`3.${NEWEST_MINOR}`) };

  const [, major, minor] = /^([1-9]\d*)\.(0|[1-9]\d*)$/.exec(version) ?? [];
  if (major === undefined)
    return { minor: 0, headers: {}, refusal: fault(400, `'${version}' does not have the form MAJOR.MINOR.`) };

  const headers = versionHeaders(version);
  if (major === '3' && Number(minor) <= NEWEST_MINOR) return { minor: Number(minor), headers };
  return {
    minor: 0,
    headers,
    refusal: fault(406, `Version ${version} is not supported; the versions 3.0 to 3.${NEWEST_MINOR} are.`),
  };
}

/**
 * Whether JSON is acceptable by this `Accept` field (RFC 9110, section 12.5.1): the most specific media range that
 * covers `application/json` decides, and `q=0` excludes it. Without the field anything is acceptable.
 */
export function acceptsJson(header: string): boolean {
  if (header === '') return true;
  const ranges = header.split(',').map(readRange);
  const decisive = ['application/json', 'application/*', '*/*']
    .map(range => ranges.find(({ type }) => type === range))
    .find(range => range !== undefined);
  return decisive !== undefined && decisive.weight > 0;
}

function readRange(text: string): { readonly type: string; readonly weight: number } {
  const [type = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase());
  const weight = parameters.find(parameter => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { type, weight: Number.parseFloat(weight) };
}

function versionHeaders(version: string): Answer['headers'] {
  return { 'OpenStack-API-Version': `volume ${version}`, Vary: 'OpenStack-API-Version' };
}
