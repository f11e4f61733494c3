import type { ProfileResult } from '../checks/conformance-profiles.ts';

/** What stands for the result of a profile where there is no room, for readers who see no colours. */
export const profileMarks: Readonly<Record<ProfileResult['verdict'], string>> = {
  conformant: '✓',
  unproven: '?',
  violations: '✗',
};

/** The result of a profile in a few words: `unproven (12)`. */
export function profileWords({ verdict, unproven, violated }: ProfileResult): string {
  if (verdict === 'conformant') return 'conformant';
  if (verdict === 'violations') return `violations (${violated})`;
  return unproven === 0 ? 'unproven' : `unproven (${unproven})`;
}

/** The same with all numbers, as a sentence. */
export const profileSentence = ({ profile, verdict, applicable, proven, unproven, violated }: ProfileResult): string =>
  `${profile} ${verdict}: ${proven} of ${applicable} applicable MUSTs proven, ${violated} violated, ${unproven} unproven.`;
