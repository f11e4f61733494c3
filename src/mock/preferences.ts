import type { Answer } from './answers.ts';
import { fault } from './faults.ts';

/** The faults a client may ask for, because nothing it could send would bring them about. */
const ON_REQUEST: Readonly<Record<string, string>> = {
  409: 'The backup is in a state that conflicts with the request.',
  500: 'The service failed, as it was asked to.',
  502: 'What stands behind the service gave no sensible answer, as it was asked to.',
  503: 'The service is not available, as it was asked to be.',
  504: 'What stands behind the service gave no answer in time, as it was asked to.',
};

/**
 * The fault asked for by `Prefer: code=NNN` (RFC 7240; the preference `code` is Prism's). Undefined when none is, or
 * one that is not offered: a preference that is not understood is ignored. Of several, the first counts (section 2).
 */
export function preferredFault(header: string): Answer | undefined {
  if (header === '') return undefined;
  const code = header
    .split(',')
    .map(preference => /^\s*code\s*=\s*(?:"(\d{3})"|(\d{3}))\s*(?:;|$)/i.exec(preference))
    .map(match => match?.[1] ?? match?.[2])
    .find(found => found !== undefined);
  const message = code === undefined ? undefined : ON_REQUEST[code];
  return message === undefined ? undefined : fault(Number(code), message, { 'Preference-Applied': `code=${code}` });
}
