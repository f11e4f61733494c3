import path from 'node:path';
import { currentId } from '../checks/aliases.ts';
import type { Check } from '../checks/check.ts';
import { checksOf } from '../checks/suite.ts';
import type { CheckedOperation } from '../matrix/matrix-entry.ts';
import type { Recording } from '../recording/recording.ts';
import { untrustedJson } from '../recording/untrusted-recording.ts';
import { conformanceJson } from '../reports/conformance.ts';
import type { ToldReport } from '../reports/told-report.ts';
import { ConfigurationError } from '../targets/target.ts';
import { jsonMisfit } from '../text/json-misfit.ts';
import { fileFormat } from './file-formats.ts';
import { judgeRecording } from './judge-recording.ts';
import type { SpecsSource } from './judging-specs.ts';
import type { MatrixPlace } from './matrix-places.ts';
import { reportFiles } from './report-files.ts';
import { type LoadedSpecification, loadSpecifications } from './specification.ts';
import { untrustedText } from './untrusted-file.ts';

/** What a run was judged by. */
export interface UsedSpecs {
  readonly operations: readonly CheckedOperation[];
  /** The texts of its pages and notes, by their files. */
  readonly texts: Readonly<Record<string, string>>;
  /** The checks of its pages that it has no verdict on. */
  readonly missing: readonly Check[];
}

/** A report with what it was judged by. */
export interface ReadReport {
  readonly report: ToldReport;
  readonly used: UsedSpecs;
  /** Undefined: the report is taken as it was written. */
  readonly recording: Recording | undefined;
  /** That it says something else than its recording comes to. */
  readonly remarks: readonly string[];
}

/**
 * Reads the report in a place. Where there is a recording, it counts: it is judged now, by the pages that it carries.
 * @param from absolute path of the folder that the command was started in
 * @throws ConfigurationError, SpecificationError for files that no run writes
 */
export function readReport(place: MatrixPlace, from: string, source: SpecsSource): ReadReport {
  const written = writtenReport(place, from);
  if (place.recording !== undefined) {
    const judged = judgedReport(place.recording, place.report, from, source);
    return { ...judged, remarks: contradictions(judged.report, written) };
  }
  if (written === undefined) throw new ConfigurationError(`${place.report} is not there; name a folder that has one.`);
  const used = todaysSpecs(written, source);
  const remarks =
    used.missing.length > 0 ? [`Its report says nothing on ${used.missing.length} facts of its pages.`] : [];
  return { report: written, used, recording: undefined, remarks };
}

/** What a recording comes to, as a report. */
function judgedReport(file: string, beside: string, from: string, source: SpecsSource): Omit<ReadReport, 'remarks'> {
  const place = { recording: file, report: beside, below: '' };
  const { recording, result } = judgeRecording(
    place,
    from,
    { specs: undefined, waivers: undefined, day: undefined },
    source,
  );
  const { judgedWith } = recording;
  const { operations, specifications } = judgedWith ? source.recorded(judgedWith) : source.today(recording, file);
  const used: UsedSpecs = { operations, texts: { ...textsOf(specifications), ...judgedWith?.texts }, missing: [] };
  return { recording, used, report: JSON.parse(conformanceJson(result)) as ToldReport };
}

/** Today's pages; their texts, and what a report lacks, only where it was judged by them. */
function todaysSpecs({ operations, options, checks }: ToldReport, source: SpecsSource): UsedSpecs {
  const all = loadSpecifications(source.pages, options.strictness === 'literal' ? 'literal' : 'ruled');
  const isSame = ({ contract, source: today }: LoadedSpecification): boolean =>
    operations.some(
      ({ page, source: { sha256 } }) =>
        page === contract.id && sha256.page === today.page && sha256.notes === today.notes,
    );
  const specifications = all.filter(({ contract }) => operations.some(({ page }) => page === contract.id));
  const told = new Set(checks.map(({ id }) => currentId(id)));
  const same = specifications.filter(isSame);
  return {
    operations: specifications.map(({ contract }) => ({ contract, checks: checksOf(contract) })),
    texts: textsOf(same),
    missing: same.flatMap(({ contract }) => checksOf(contract)).filter(({ id }) => !told.has(id)),
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

/** The content of a report that anybody may have written; undefined where there is none. */
function writtenReport({ report }: MatrixPlace, from: string): ToldReport | undefined {
  const text = untrustedText(path.resolve(from, report), report);
  if (text === undefined) return undefined;
  const content = untrustedJson(report, text);
  const misfit = jsonMisfit(content, fileFormat('conformance'));
  if (misfit !== undefined)
    throw new ConfigurationError(`${report} is no report of this suite: ${misfit}; test or judge the target again.`);
  const told = content as ToldReport;
  const ids = told.checks.map(({ id }) => currentId(id));
  const known = new Set<string>();
  const twice = ids.find(id => known.size === known.add(id).size);
  if (twice === undefined) return told;
  throw new ConfigurationError(`${report} has the check ${twice} twice; take a report as the run wrote it.`);
}
