import { changedVerdicts, verdictsById } from '../checks/attribution.ts';
import { laterRulings } from '../statement/later-rulings.ts';
import { knownEditions } from './editions.ts';
import { judgedFrom } from './judge-recording.ts';
import type { SpecsSource } from './judging-specs.ts';
import { byItself, type RecordedSources } from './stated-recording.ts';

/**
 * What the latest edition says of a run, for people; empty where that is its own edition.
 * @param file the recording's name
 */
export function rulingsSince(
  { recording, edition, result }: Pick<RecordedSources, 'recording' | 'edition' | 'result'>,
  file: string,
  source: SpecsSource,
  editions = knownEditions(),
): string[] {
  const latest = editions.at(-1);
  if (!latest || latest.sha256 === edition.sha256) return [];
  const { variants } = judgedFrom(file, recording, { ...byItself, specs: 'today' }, source);
  return variants ? laterRulings(edition, latest, changedVerdicts(verdictsById(result.verdicts), variants)) : [];
}
