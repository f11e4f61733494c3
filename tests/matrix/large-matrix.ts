import { matrixOf } from '../../src/matrix/join.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import type { MatrixEntry } from '../../src/matrix/matrix-entry.ts';
import type { ToldCheck } from '../../src/reports/told-report.ts';
import { releases } from './release-entries.ts';

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const vendors = [
  'Acme',
  'Borealis',
  'Cumulus',
  'Deltacloud',
  'Ekho',
  'Fjord Hosting',
  'Granite',
  'Helix',
  'Iris',
  'Jotun',
];

/** A matrix of invented products, which answer as real releases do but for some facts. */
export function largeMatrix(columns: number, rows: number): Matrix {
  const next = numbers(1);
  const entries = Array.from({ length: columns }, (_, index): MatrixEntry => {
    const release = releases[index % releases.length];
    if (!release) throw new Error('there are no releases');
    const vendor = vendors[Math.floor(index / 5) % vendors.length] ?? '';
    const product = { vendor, name: 'Backup', version: `${2 + (index % 5)}.${index % 7}` };
    const { checks } = release.report;
    const more = Array.from({ length: rows - checks.length }, (__, extra) =>
      further(checks[extra] as ToldCheck, extra),
    );
    const own = [...checks, ...more].map(check => (next() < 0.03 ? turned(check, next(), index) : check));
    return { ...release, product, report: { ...release.report, checks: own } };
  });
  return matrixOf(entries, [], 'vbs-conformance test');
}

const further = (check: ToldCheck, number: number): ToldCheck => ({ ...check, id: `${check.id}/more-${number}` });

/** The same check with another verdict, and words that no other product has. */
function turned(check: ToldCheck, chance: number, column: number): ToldCheck {
  const verdict = chance < 0.5 ? 'failed' : chance < 0.7 ? 'warned' : chance < 0.85 ? 'waived' : 'unproven';
  const deviation = { place: 'backup.size', kind: 'type', expected: 'integer', got: `other ${column % 3}` } as const;
  return {
    ...check,
    verdict,
    message: `${check.title}: product ${column} answers otherwise`,
    actual: `other ${column}`,
    ...(verdict === 'unproven' ? {} : { deviations: [deviation] }),
  };
}
