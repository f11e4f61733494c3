import type { Progress } from '../probing/probing.ts';

/** How many requests are answered, how many there will be, and what is waited for. */
export type ProbingState = Parameters<Progress>;

/** How far probing is, in words; what it waits for where that is one request: `Probing: 22 of 24, waiting for 408, up to 15 s`. */
export function probingText(...[done, planned, waiting]: ProbingState): string {
  const wait = waiting && `, waiting for ${waiting.code ?? 'an answer'}, up to ${waiting.most / 1000} s`;
  return `Probing: ${done} of ${planned}${wait ?? ''}`;
}

/** The same of several targets that are probed at the same time. @param done targets that are probed, of all */
export function probingTextOfSeveral(states: readonly ProbingState[], done: number, all: number): string {
  const [answered, planned] = [0, 1].map(index => states.reduce((sum, state) => sum + Number(state[index]), 0));
  return `Probing ${states.length} targets at the same time: ${answered} of ${planned} requests; ${done} of ${all} targets are done`;
}
