import type { OperationRecording } from '../recording/operation-recording.ts';
import { isDisturbance, isSettled, triesText } from '../recording/tries.ts';
import { putOffReason } from './put-off.ts';

/**
 * Why the answers to a request tell nothing: a passing disturbance may have given them. Either they differ and the last is
 * no better, or the request could not be asked again. Undefined where they do tell something.
 * @param code the status that the request should get
 */
export function unsettledReason(recorded: OperationRecording, name: string, code?: number): string | undefined {
  const tries = recorded.tries(name);
  const last = tries.at(-1);
  const reason = recorded.whyNotAgain(name);
  const isOpen = reason !== undefined && last !== undefined && isDisturbance(last, code);
  if (isOpen) return `which may be a passing disturbance, and it could not be asked again (${reason})`;
  return isSettled(tries, code) ? undefined : 'which differ, so that they prove nothing';
}

/** The same as a sentence that names the answers. */
export function unsettledText(recorded: OperationRecording, name: string): string | undefined {
  const reason = unsettledReason(recorded, name);
  return reason && `got ${triesText(recorded.tries(name))}, ${reason}`;
}

/**
 * Why the answer to a request tells nothing about the service: it only puts the request off, or a passing disturbance may have
 * given it. Undefined where it does tell something, or there is none.
 */
export function doubtAbout(recorded: OperationRecording, name: string): string | undefined {
  const response = recorded.exchange(name)?.response;
  const putOff = putOffReason(response);
  return putOff ? `status ${response?.status}, ${putOff}` : unsettledText(recorded, name);
}
