import type { ChangedVerdict } from '../checks/attribution.ts';
import type { Edition } from '../contract/edition.ts';

/** Changed verdicts that are named. */
const mostNamed = 20;

/**
 * What a later edition says of a run, for people. It refuses nothing: a statement is about its own edition.
 * @param changes the verdicts that are others by the pages and notes of today
 */
export function laterRulings(own: Edition, today: Edition, changes: readonly ChangedVerdict[]): string[] {
  if (changes.length === 0) return [`Edition ${today.name}, which is later, gives the same verdicts.`];
  const lines = changes
    .slice(0, mostNamed)
    .map(
      ({ id, stored = 'no such check', today: now = 'no such check', cause }) =>
        `  ${id}: ${stored} by ${own.name}, ${now} by ${today.name}; ${cause}`,
    );
  const rest = changes.length - mostNamed;
  return [
    `Edition ${today.name} is later and gives other verdicts, which refuses nothing:`,
    ...lines,
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}
