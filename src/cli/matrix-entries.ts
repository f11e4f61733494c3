import type { ProfileResult } from '../checks/conformance-profiles.ts';
import { editionDigest } from '../contract/edition.ts';
import type { MatrixEdition } from '../matrix/matrix.ts';
import { factPlaces, type MatrixEntry, profilesOfReport } from '../matrix/matrix-entry.ts';
import { productLabel } from '../matrix/product.ts';
import type { ToldReport } from '../reports/told-report.ts';
import { editionOf } from './editions.ts';
import { type SpecsSource, specsSource } from './judging-specs.ts';
import { type MatrixPlace, matrixPlaces } from './matrix-places.ts';
import { productOf, validity } from './matrix-products.ts';
import { readReport } from './matrix-reports.ts';
import { packageRoot } from './package-root.ts';
import { textsIn } from './page-texts.ts';

/**
 * Reads what users name as products: reports folders, submissions, and folders that have such.
 * @param folders as the user wrote them
 * @param from absolute path of the folder that the command was started in
 * @throws ConfigurationError when one has neither, or a damaged one
 */
export function matrixEntries(folders: readonly string[], from: string): MatrixEntry[] {
  const source = specsSource(undefined, from);
  const found = folders.flatMap(folder => {
    const own = matrixPlaces(folder, from).map(place => ({ place, entry: entryOf(place, from, source) }));
    return own.sort((one, other) =>
      byLabel.compare(productLabel(one.entry.product), productLabel(other.entry.product)),
    );
  });
  const labels = found.map(({ entry }) => productLabel(entry.product));
  return found.map(({ place, entry }) => {
    const label = productLabel(entry.product);
    const isAlone = labels.filter(one => one === label).length === 1;
    // Targets of one name are told apart by their folders; products say themselves who they are.
    return isAlone || entry.product.vendor !== ''
      ? entry
      : { ...entry, product: { ...entry.product, name: place.name } };
  });
}

/** Versions by their numbers: 9 before 10. */
const byLabel = new Intl.Collator('en', { numeric: true });

function entryOf(place: MatrixPlace, from: string, source: SpecsSource): MatrixEntry {
  const { report, used, recording, remarks } = readReport(place, from, source);
  const { operations, texts, missing } = used;
  const edition = editionOfReport(report);
  const unproven = missing.map(({ id, level }) => ({ id, level, verdict: 'unproven' }) as const);
  const profiles = profilesOfReport([...report.checks, ...unproven], operations);
  return {
    product: productOf(place, report, from),
    report,
    judged: recording ? 'by this suite' : 'as written',
    edition,
    profiles: report.complete ? profiles : profiles.map(withoutConformance),
    facts: factPlaces(operations),
    recording,
    texts: Object.entries(texts).map(([file, text]) => ({ source: file, text, isKnown: isKnownText(file, text) })),
    remarks: [...remarks, ...remarksOn(report, edition)],
    ...validity(place, from),
  };
}

/** What was not asked is not proven. */
const withoutConformance = (one: ProfileResult): ProfileResult =>
  one.verdict === 'conformant' ? { ...one, verdict: 'unproven' } : one;

const isKnownText = (file: string, text: string): boolean => textsIn(packageRoot())(file) === text;

/** The state of the pages by which a report was judged. */
function editionOfReport({ operations }: ToldReport): MatrixEdition {
  const pages = operations.map(({ page, source: { sha256 } }) => ({ id: page, ...sha256 }));
  return editionOf(pages) ?? { sha256: editionDigest(pages) };
}

/** What a reader has to know of all that a run says. */
function remarksOn({ target, complete, why, options }: ToldReport, { name }: MatrixEdition): string[] {
  return [
    ...(target.simulated ? ['A simulation was tested: this says nothing about a product.'] : []),
    ...(complete ? [] : [`The run is partial: ${why}`]),
    ...(name === undefined ? ['The pages that it was judged by are together no edition that this suite knows.'] : []),
    ...(options.strictness === 'literal' ? ['Judged literally, without rulings.'] : []),
  ];
}
