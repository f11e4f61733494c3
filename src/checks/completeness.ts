import type { Contract } from '../contract/contract.ts';
import { lastRead } from '../probes/ways.ts';
import { obstaclesIn, withoutResponse } from '../recording/not-tested.ts';
import type { Recording } from '../recording/recording.ts';
import { shardAbout } from '../recording/shards.ts';
import { requestName } from '../recording/tries.ts';
import { interrupted } from '../wire/failure.ts';

/** How far a run came. */
export interface Completeness {
  /** Why operations could not be tested, by their names. */
  readonly obstacles: ReadonlyMap<string, string>;
  /** Those that were. */
  readonly tested: readonly Contract[];
  /** Why the run ended before everything was asked and answered; empty where it did not. */
  readonly ends: readonly string[];
}

/** Finds out how far a run came with these operations. */
export function completenessOf(recording: Recording, contracts: readonly Contract[]): Completeness {
  const obstacles = obstaclesOf(recording, contracts);
  const tested = contracts.filter(({ name }) => !obstacles.has(name));
  return { obstacles, tested, ends: earlyEnds(recording, tested) };
}

/** Why operations could not be tested, by their names; those that were tested are left out. */
function obstaclesOf(recording: Recording, contracts: readonly Contract[]): ReadonlyMap<string, string> {
  // Where a fault of an earlier run is not over, nothing was asked for that reason.
  const silence = recording.obstacle ?? (recording.damage === undefined ? withoutResponse(recording) : undefined);
  if (silence !== undefined) return new Map(contracts.map(({ name }) => [name, silence]));
  return new Map(contracts.flatMap(one => [...obstaclesIn(shardAbout(recording, one.name).recording, [one])]));
}

/** Why a run ended before everything was asked and answered, a sentence for each reason; empty where it did not. */
const earlyEnds = (recording: Recording, contracts: readonly Contract[]): string[] => [
  ...stoppedEarly(recording, contracts),
  ...cutShort(recording),
];

/**
 * Why the last read was not sent though it should have been: a fault did not end, which is more urgent than anything else;
 * the service put requests off; a token expired.
 */
function stoppedEarly({ unsent, damage }: Recording, contracts: readonly Contract[]): string[] {
  const names = contracts.map(({ name }) => `${name}/${lastRead}`);
  const reasons = unsent.filter(({ name }) => names.includes(requestName(name))).map(({ reason }) => reason);
  return [...new Set([...(damage === undefined ? [] : [damage]), ...reasons])]
    .filter(reason => reason !== interrupted.message)
    .map(reason => `The run stopped early: ${reason}.`);
}

/** A run that was interrupted, or that used up its time, judges what was answered until then. */
function cutShort({ exchanges, unsent }: Recording): string[] {
  const count = unsent.filter(({ reason }) => reason === interrupted.message).length;
  if (count === 0) return [];
  return [`The run ended early: ${count} of ${exchanges.length + count} requests had no answer yet.`];
}
