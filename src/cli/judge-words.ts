import { changedVerdicts, type JudgedVariants } from '../checks/attribution.ts';
import { conformanceJson } from '../reports/conformance.ts';
import { differenceLine, reportDifferences } from '../reports/report-differences.ts';
import { type JudgedRecording, storedVerdicts } from './judge-recording.ts';
import type { RecordingPlace } from './recording-places.ts';

/** What a command says of a recording, line by line, and the exit status that follows. */
export interface JudgingWords {
  readonly lines: readonly string[];
  readonly status: number;
}

/** What is judged by what. @param options the target whose waivers are taken, and the day on which they count */
export function introduction(
  { recording }: RecordingPlace,
  { recording: recorded, specs }: JudgedRecording,
  { waivers, asOf }: { readonly waivers?: string; readonly asOf?: string } = {},
): string {
  const { startedAt, suite, judgedWith } = recorded;
  const pages = {
    recorded: 'judged by the pages that it carries',
    today: judgedWith
      ? "judged by today's pages"
      : "judged by today's pages and without options: recordings of that version carry neither",
  };
  const own = waivers === undefined ? 'its waivers' : `the waivers of targets/${waivers}.yaml`;
  const day = asOf === undefined ? '' : ` as of ${asOf}`;
  const accepted = waivers === undefined && asOf === undefined ? '' : `, with ${own}${day}`;
  return `Recording: ${recording}, of ${startedAt}, by ${suite}; ${pages[specs]}${accepted}.`;
}

/**
 * Compares what a recording comes to with the report beside it: judged with what it carries, every field; with pages, waivers
 * or a day of now, every verdict.
 * Without a report it exits as its run would.
 */
export function comparisonWords(place: RecordingPlace, judged: JudgedRecording): JudgingWords {
  const { stored, variants, result } = judged;
  if (variants) return changeWords(place, judged, variants);
  if (!stored) return { lines: ['There is no report beside it to compare with.'], status: result.exitStatus };
  const differences = reportDifferences(stored, JSON.parse(conformanceJson(result)));
  if (differences.length === 0)
    return { lines: [`${place.report} says the same in every field${exits(0, judged)}.`], status: 0 };
  const lines = differences.map(one => `  ${differenceLine(one)}`);
  return { lines: [`${place.report} differs${exits(1, judged)}:`, ...lines], status: 1 };
}

/** The line of the verdict has the exit status of a run: what is said where the comparison ends with another one. */
const exits = (status: number, { result }: JudgedRecording): string =>
  status === result.exitStatus ? '' : `, so the exit status is ${status}`;

/** Where there is no report, what it comes to now is compared with what it comes to with all that it carries. */
function changeWords({ report }: RecordingPlace, judged: JudgedRecording, variants: JudgedVariants): JudgingWords {
  const { stored, result } = judged;
  const before = stored ? storedVerdicts(stored) : variants.recorded;
  if (!before)
    return {
      lines: ['There is nothing to compare with: neither a report, nor recorded pages.'],
      status: result.exitStatus,
    };
  const source = stored ? report : 'the verdicts by the recorded pages';
  const changes = changedVerdicts(before, variants);
  const status = stored ? Math.min(1, changes.length) : result.exitStatus;
  if (changes.length === 0) return { lines: [`No verdict differs from ${source}${exits(status, judged)}.`], status };
  const lines = changes.map(({ id, stored: was = 'no such check', today: is = 'no such check', cause }) => {
    return `  ${id}: stored ${was}, today ${is}; ${cause}`;
  });
  return { lines: [`Verdicts that differ from ${source}${exits(status, judged)}:`, ...lines], status };
}
