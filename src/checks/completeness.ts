import type { Contract } from '../contract/contract.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import type { Recording } from '../recording/recording.ts';
import { interrupted } from '../wire/failure.ts';

/** Says that not one HTTP response came in a run, and why; undefined where one did. */
export function withoutResponse({ exchanges, target }: Recording): string | undefined {
  if (exchanges.some(({ response }) => response)) return undefined;
  const show = exchanges.find(({ name }) => name.endsWith(`/${firstRead}`));
  return `not one HTTP response came from ${target.endpoint}: ${show?.failure?.message ?? 'nothing was sent'}.`;
}

/** Why a run ended before everything was asked and answered, a sentence for each reason; empty where it did not. */
export const earlyEnds = (recording: Recording, contracts: readonly Contract[]): string[] => [
  ...stoppedEarly(recording, contracts),
  ...cutShort(recording),
];

/**
 * Why the last read was not sent though it should have been: a fault did not end, which is more urgent than anything else;
 * the service put requests off; a token expired.
 */
function stoppedEarly({ unsent, damage }: Recording, contracts: readonly Contract[]): string[] {
  const names = contracts.map(({ name }) => `${name}/${lastRead}`);
  const reasons = unsent.filter(({ name }) => names.includes(name)).map(({ reason }) => reason);
  return [...new Set([...(damage === undefined ? [] : [damage]), ...reasons])]
    .filter(reason => reason !== interrupted.message)
    .map(reason => `The run stopped early: ${reason}.`);
}

/** A run that was interrupted, or that used up its time, judges what was answered until then. */
function cutShort({ exchanges, unsent }: Recording): string[] {
  const count = unsent.filter(({ reason }) => reason === interrupted.message).length;
  if (count === 0) return [];
  return [`The run ended early: ${count} of ${exchanges.length + count} requests were not answered until then.`];
}
