import type { Answer } from './answers.ts';
import { fault } from './faults.ts';

/** The messages of the faults that a client may ask for, because no request brings them about by itself. */
const messagesFor = (noun: string): Readonly<Record<string, string>> => ({
  409: `The ${noun} is in a state that conflicts with the request.`,
  500: 'The service failed, as it was asked to.',
  502: 'What stands behind the service gave no sensible answer, as it was asked to.',
  503: 'The service is not available, as it was asked to be.',
  504: 'What stands behind the service gave no answer in time, as it was asked to.',
});

/**
 * The fault that `Prefer: code=NNN` asks for (RFC 7240; the preference `code` is Prism's). Undefined when it asks for
 * none that is offered: a preference that is not understood is ignored. Of several the first counts (section 2).
 * @param noun what the operation shows, as in `backup`
 */
export function preferredFault(header: string, noun: string): Answer | undefined {
  if (header === '') return undefined;
  const code = header
    .split(',')
    .map(preference => /^\s*code\s*=\s*(?:"(\d{3})"|(\d{3}))\s*(?:;|$)/i.exec(preference))
    .map(match => match?.[1] ?? match?.[2])
    .find(found => found !== undefined);
  const message = code === undefined ? undefined : messagesFor(noun)[code];
  return message === undefined ? undefined : fault(Number(code), message, { 'Preference-Applied': `code=${code}` });
}
