import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProfileResult } from '../checks/conformance-profiles.ts';
import { checksOf } from '../checks/suite.ts';
import { editionDigest } from '../contract/edition.ts';
import type { MatrixEdition } from '../matrix/matrix.ts';
import { type CheckedOperation, factPlaces, type MatrixEntry, profilesOfReport } from '../matrix/matrix-entry.ts';
import { productIn, productLabel, type ShownProduct } from '../matrix/product.ts';
import { untrustedJson } from '../recording/untrusted-recording.ts';
import { conformanceJson } from '../reports/conformance.ts';
import type { ToldReport } from '../reports/told-report.ts';
import { ConfigurationError } from '../targets/target.ts';
import { isDay } from '../targets/waiver.ts';
import { isObject } from '../text/json.ts';
import { jsonMisfit } from '../text/json-misfit.ts';
import { parseYaml } from '../text/yaml-text.ts';
import { editionOf } from './editions.ts';
import { judgeRecording } from './judge-recording.ts';
import { type SpecsSource, specsSource } from './judging-specs.ts';
import { type MatrixPlace, matrixPlaces } from './matrix-places.ts';
import { packageRoot } from './package-root.ts';
import { textsIn } from './page-texts.ts';
import { reportFiles } from './report-files.ts';
import { type LoadedSpecification, loadSpecifications } from './specification.ts';
import { untrustedText } from './untrusted-file.ts';

/** What a run was judged by. */
interface UsedSpecs {
  readonly operations: readonly CheckedOperation[];
  /** The texts of its pages and notes, by their files. */
  readonly texts: Readonly<Record<string, string>>;
}

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

/** A recording is judged by the pages that it carries, whatever stands beside it. Else its report is taken as it was written. */
function entryOf(place: MatrixPlace, from: string, source: SpecsSource): MatrixEntry {
  const written = writtenReport(place, from);
  const judged = place.recording === undefined ? undefined : judgedReport(place.recording, place.report, from, source);
  const report = judged?.report ?? written;
  if (report === undefined) throw new ConfigurationError(`${place.report} is not there; name a folder that has one.`);
  return {
    ...common(report, judged?.used ?? todaysSpecs(report, source)),
    product: productOf(place, report, from),
    judged: judged ? 'by this suite' : 'as written',
    recording: judged?.recording,
    remarks: [...(judged ? contradictions(report, written) : []), ...remarksOn(report)],
    ...validity(place, from),
  };
}

/** What a recording comes to, as a report. */
function judgedReport(file: string, beside: string, from: string, source: SpecsSource) {
  const place = { recording: file, report: beside, below: '' };
  const { recording, result } = judgeRecording(
    place,
    from,
    { specs: undefined, waivers: undefined, day: undefined },
    source,
  );
  const { judgedWith } = recording;
  const { operations, specifications } = judgedWith ? source.recorded(judgedWith) : source.today(recording, file);
  const used: UsedSpecs = { operations, texts: { ...textsOf(specifications), ...judgedWith?.texts } };
  return { recording, used, report: JSON.parse(conformanceJson(result)) as ToldReport };
}

function common(
  report: ToldReport,
  { operations, texts }: UsedSpecs,
): Pick<MatrixEntry, 'report' | 'edition' | 'profiles' | 'facts' | 'texts'> {
  const profiles = profilesOfReport(report.checks, operations);
  return {
    report,
    edition: editionOfReport(report),
    profiles: report.complete ? profiles : profiles.map(withoutConformance),
    facts: factPlaces(operations),
    texts: Object.entries(texts).map(([file, text]) => ({ source: file, text, isKnown: isKnownText(file, text) })),
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

/** Today's pages, where a report was judged by them; none where it was judged by others. */
function todaysSpecs({ operations, options }: ToldReport, source: SpecsSource): UsedSpecs {
  const all = loadSpecifications(source.pages, options.strictness === 'literal' ? 'literal' : 'ruled');
  const isSame = ({ contract, source: today }: LoadedSpecification): boolean =>
    operations.some(
      ({ page, source: { sha256 } }) =>
        page === contract.id && sha256.page === today.page && sha256.notes === today.notes,
    );
  const specifications = all.filter(({ contract }) => operations.some(({ page }) => page === contract.id));
  return {
    operations: specifications.map(({ contract, source: own }) => ({
      contract,
      source: own,
      checks: checksOf(contract),
    })),
    texts: textsOf(specifications.filter(isSame)),
  };
}

const textsOf = (specifications: readonly LoadedSpecification[]): Readonly<Record<string, string>> =>
  Object.assign({}, ...specifications.map(({ texts }) => texts));

/** That a report says something else than its recording comes to. */
function contradictions(report: ToldReport, written: ToldReport | undefined): string[] {
  if (written === undefined) return [];
  const told = new Map(written.checks.map(({ id, verdict }) => [id, verdict]));
  const differing = report.checks.filter(({ id, verdict }) => told.get(id) !== verdict).length;
  if (differing === 0 && report.checks.length === written.checks.length && report.start === written.start) return [];
  return [
    `${reportFiles.conformance} differs from what its recording comes to, on ${differing} facts; the recording counts here.`,
  ];
}

/** What a reader has to know of all that a run says. */
function remarksOn({ target, complete, why, options }: ToldReport): string[] {
  return [
    ...(target.simulated ? ['The embedded service was tested: that proves nothing about any other one.'] : []),
    ...(complete ? [] : [`The run is partial: ${why}`]),
    ...(options.strictness === 'literal' ? ['Judged literally, without rulings.'] : []),
  ];
}

/** The content of a report that anybody may have written; undefined where there is none. */
function writtenReport({ report }: MatrixPlace, from: string): ToldReport | undefined {
  const text = untrustedText(path.resolve(from, report), report);
  if (text === undefined) return undefined;
  const content = untrustedJson(report, text);
  const misfit = jsonMisfit(content, reportFormat());
  if (misfit === undefined) return content as ToldReport;
  throw new ConfigurationError(`${report} is no report of this suite: ${misfit}; test or judge the target again.`);
}

let format: object | undefined;

/** The format is compiled once. */
function reportFormat(): object {
  format ??= JSON.parse(
    readFileSync(path.join(packageRoot(), 'schemas/formats/conformance.schema.json'), 'utf8'),
  ) as object;
  return format;
}

/** Whose product a run is about: as `PRODUCT.yaml` says it, else the name of the target. */
function productOf({ product }: MatrixPlace, { target }: ToldReport, from: string): ShownProduct {
  const text = untrustedText(path.resolve(from, product), product);
  if (text === undefined) return { vendor: '', name: target.name, version: '' };
  const { content, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem)
    throw new ConfigurationError(`${product}:${problem.line}: this is not valid YAML (${problem.code}); correct it.`);
  const named = productIn(content);
  if (named === undefined)
    throw new ConfigurationError(`${product}:1: it names no product; it needs vendor, name and version.`);
  return named;
}

/** The last day of a statement; nothing where there is none. */
function validity({ statement }: MatrixPlace, from: string): { readonly validUntil?: string } {
  const text = untrustedText(path.resolve(from, statement), statement);
  const content = text === undefined ? undefined : untrustedJson(statement, text);
  const day = isObject(content) ? content.validUntil : undefined;
  return typeof day === 'string' && isDay(day) ? { validUntil: day } : {};
}
