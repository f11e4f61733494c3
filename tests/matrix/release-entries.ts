import { readFileSync } from 'node:fs';
import path from 'node:path';
import { judgeRun } from '../../src/checks/run-result.ts';
import { editionOf } from '../../src/cli/editions.ts';
import { specsSource } from '../../src/cli/judging-specs.ts';
import { packageRoot } from '../../src/cli/package-root.ts';
import { editionDigest } from '../../src/contract/edition.ts';
import { factPlaces, type MatrixEntry, profilesOfReport } from '../../src/matrix/matrix-entry.ts';
import type { ShownProduct } from '../../src/matrix/product.ts';
import { parseRecording } from '../../src/recording/recording-file.ts';
import { conformanceJson } from '../../src/reports/conformance.ts';
import type { ToldReport } from '../../src/reports/told-report.ts';

const source = specsSource(undefined, packageRoot());

/** A run of a real release of OpenStack, as it becomes a column. */
export function releaseEntry(release: 'victoria' | 'zed' | '2025-1', product: Partial<ShownProduct> = {}): MatrixEntry {
  const file = path.join(packageRoot(), `products/openstack-${release}/recording.json`);
  const recording = parseRecording(readFileSync(file, 'utf8'));
  const { judgedWith } = recording;
  if (!judgedWith) throw new Error(`${file} carries no pages`);
  const { operations } = source.recorded(judgedWith);
  const result = judgeRun(recording, operations, judgedWith.options);
  const report = JSON.parse(conformanceJson(result)) as ToldReport;
  const pages = operations.map(({ contract, source: own }) => ({ id: contract.id, ...own }));
  return {
    product: { vendor: 'OpenStack', name: 'Cinder', version: release, ...product },
    report,
    judged: 'by this suite',
    edition: editionOf(pages) ?? { sha256: editionDigest(pages) },
    profiles: profilesOfReport(report.checks, operations),
    facts: factPlaces(operations),
    recording,
    texts: Object.entries(judgedWith.texts).map(([file, text]) => ({ source: file, text, isKnown: true })),
    remarks: [],
  };
}

/** Three real releases. */
export const releases: readonly MatrixEntry[] = [releaseEntry('victoria'), releaseEntry('zed'), releaseEntry('2025-1')];
