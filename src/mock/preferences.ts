import type { Answer } from './answers.ts';
import { fault } from './faults.ts';

/** The messages of the faults that a client may ask for, because no ordinary request causes them. */
const messagesFor = (noun: string): Readonly<Record<string, string>> => ({
  409: `The ${noun} is in a state that conflicts with the request.`,
  500: 'The service failed, as requested.',
  502: 'The server behind this service gave an invalid answer, as requested.',
  503: 'The service is not available, as requested.',
  504: 'The server behind this service did not answer in time, as requested.',
});

/**
 * The fault that `Prefer: code=NNN` asks for (RFC 7240; the preference `code` is Prism's). Undefined when it asks for
 * no such fault: an unknown preference is ignored. The first of several counts (section 2).
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
