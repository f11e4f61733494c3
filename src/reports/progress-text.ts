import type { Progress } from '../probing/probing.ts';

/** How far probing is, in words; what it waits for where that is one request: `Probing: 22 of 24, waiting for 408, up to 15 s`. */
export function probingText(...[done, planned, waiting]: Parameters<Progress>): string {
  const wait = waiting && `, waiting for ${waiting.code ?? 'an answer'}, up to ${waiting.most / 1000} s`;
  return `Probing: ${done} of ${planned}${wait ?? ''}`;
}
