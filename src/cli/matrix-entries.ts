import type { ProfileResult } from '../checks/conformance-profiles.ts';
import { editionDigest } from '../contract/edition.ts';
import type { MatrixEdition } from '../matrix/matrix.ts';
import { factPlaces, type MatrixEntry, profilesOfReport } from '../matrix/matrix-entry.ts';
import { productLabel } from '../matrix/product.ts';
import { isMarkedAsSimulated } from '../recording/simulated-mark.ts';
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
  const { report: read, used, recording, remarks } = readReport(place, from, source);
  const report = recording && isMarkedAsSimulated(recording) ? asSimulation(read) : read;
  const { operations, texts, missing } = used;
  const edition = editionOfReport(report);
  const { doubts, ...valid } = validity(place, report, from);
  const unproven = missing.map(({ id, level }) => ({ id, level, verdict: 'unproven' }) as const);
  const profiles = profilesOfReport([...report.checks, ...unproven], operations);
  return {
    product: productOf(place, report, from),
    report,
    judged: recording ? 'by this suite' : 'as written',
    edition,
    profiles: canConform(report, edition) ? profiles : profiles.map(withoutConformance),
    facts: factPlaces(operations),
    recording,
    texts: Object.entries(texts).map(([file, text]) => ({ source: file, text, isKnown: isKnownText(file, text) })),
    remarks: [...remarks, ...remarksOn(report, edition), ...doubts],
    ...valid,
  };
}

/** The report of a run whose answers say that a simulation gave them, whatever the target was called. */
const asSimulation = (report: ToldReport): ToldReport => ({
  ...report,
  target: { ...report.target, simulated: true },
});

/** Only a whole run of a product, judged by all pages of an edition: what was not asked is not proven. */
const canConform = ({ complete, target }: ToldReport, { name }: MatrixEdition): boolean =>
  complete && !target.simulated && name !== undefined;

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
