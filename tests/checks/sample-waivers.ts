import type { Waiver } from '../../src/targets/waiver.ts';

/** A word for each part of a deviation: `place kind expected got`. */
export type DeviationWords = `${string} ${string} ${string} ${string}`;

/** An entry of the waivers that stays in force for a century. */
export function waiver(check: string, deviation: DeviationWords, change: Partial<Waiver> = {}): Waiver {
  const [place = '', kind = '', expected = '', got = ''] = deviation.split(' ');
  return {
    id: 'known',
    check,
    deviation: { place, kind, expected, got },
    reason: 'It was always so.',
    owner: 'storage team',
    until: '2126-06-30',
    file: 'targets/lab.yaml',
    line: 7,
    ...change,
  };
}
