import type { Asker, Way } from '../probes/way.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { isEmbedded } from '../targets/target.ts';

/** The variables of the tokens that other users of a run have. */
const variables: Partial<Record<Asker, string>> = {
  'no role': 'VBS_NOROLE_TOKEN',
  'other project': 'VBS_OTHER_TOKEN',
};

/**
 * Says that the service does not accept the token of another user, which may have expired: a 401 to it proves nothing about
 * what that user may do. Undefined where the token is known to be good, because Keystone or the embedded service gave it.
 */
export function unacceptedToken(
  { request, code }: Pick<Way, 'request' | 'code'>,
  status: number | undefined,
  { recording }: OperationRecording,
): string | undefined {
  const { identifiedBy } = recording.target;
  const variable = request.asker && variables[request.asker];
  const isKnown = isEmbedded(recording.target) || identifiedBy === 'keystone';
  if (status !== 401 || code === 401 || isKnown || !variable) return undefined;
  return `${variable}: the service does not accept this token (401); it may have expired, so get a new one`;
}
