import { type JudgedVariants, type ReplacedPart, type VerdictsById, verdictsById } from '../checks/attribution.ts';
import { type JudgedOperation, judgeRun } from '../checks/run-result.ts';
import { SpecificationError } from '../contract/notes.ts';
import type { JudgedWith } from '../recording/judged-with.ts';
import type { Recording } from '../recording/recording.ts';
import type { Waiver } from '../targets/waiver.ts';
import { chosenChecks, withMatches } from './chosen-checks.ts';
import { fileFormat } from './file-formats.ts';
import type { JudgingSpecs } from './judging-specs.ts';
import type { PageTexts } from './page-texts.ts';
import type { PagesFolder } from './pages.ts';
import { recordedPages, renamedPages } from './recorded-specifications.ts';
import { assertReviewed, type PagesPlace, specificationsFrom } from './specification.ts';

/** Both times that pages and notes come from, and the waivers of today. */
export interface TwoTimes {
  readonly recorded: JudgingSpecs;
  readonly today: JudgingSpecs;
  /** The folder of today's, where their observations are, too. */
  readonly pages: PagesFolder;
  readonly waivers: InForce;
}

/** Waivers, and the day on which they have to be in force; undefined: that of the run. */
export interface InForce {
  readonly entries: readonly Waiver[];
  readonly day: string | undefined;
}

/**
 * Judges a recording with all that it carries, with all of today, and with one part of today at a time: its pages, its notes,
 * its waivers. A part that has not changed is left out.
 */
export function judgedVariants(
  recording: Recording,
  judgedWith: JudgedWith,
  { recorded, today, pages, waivers }: TwoTimes,
): JudgedVariants {
  const ownWaivers: InForce = { entries: judgedWith.waivers, day: undefined };
  const verdicts = (operations: readonly JudgedOperation[], { entries, day } = ownWaivers): VerdictsById => {
    const { options, interrupted } = judgedWith;
    return verdictsById(judgeRun(recording, operations, options, interrupted, entries, day).verdicts);
  };
  const mixed = (ofPages: PageTexts, ofNotes: PageTexts): VerdictsById | undefined => {
    const texts: PageTexts = file => (file.endsWith(pageEnding) ? ofPages : ofNotes)(file);
    const place = { texts, specs: pages.specs, format: fileFormat('page-notes') };
    const operations = operationsFrom(place, today, judgedWith, pages.root);
    return operations && verdicts(operations);
  };
  const earlier = renamedPages(recordedPages(judgedWith), pages.specs);
  const todays = textsOf(today);
  const files = today.specifications.flatMap(({ texts }) => Object.keys(texts));
  const hasChanged = (ending: string): boolean =>
    today !== recorded && files.filter(file => file.endsWith(ending)).some(file => earlier(file) !== todays(file));
  const [newPages, newNotes] = [hasChanged(pageEnding), hasChanged('.yaml')];
  const replaced = new Map<ReplacedPart, VerdictsById | undefined>();
  if (newPages) replaced.set('the page', newNotes ? mixed(todays, earlier) : verdicts(today.operations));
  if (newNotes) replaced.set('the notes', newPages ? mixed(earlier, todays) : verdicts(today.operations));
  if (waivers.day !== undefined || JSON.stringify(waivers.entries) !== JSON.stringify(judgedWith.waivers))
    replaced.set('the waivers', verdicts(recorded.operations, waivers));
  return { recorded: verdicts(recorded.operations), today: verdicts(today.operations, waivers), replaced };
}

const pageEnding = '.rst';

/** The texts of today's pages and notes; no others are looked for, whatever the recorded notes name. */
function textsOf({ specifications }: JudgingSpecs): PageTexts {
  const byFile = new Map(specifications.flatMap(({ texts }) => Object.entries(texts)));
  return file => byFile.get(file);
}

/** The operations that follow from a mixture; undefined where its parts do not fit each other. */
function operationsFrom(place: PagesPlace, today: JudgingSpecs, { strictness, options }: JudgedWith, root: string) {
  const ids = today.specifications.map(({ contract }) => contract.id);
  try {
    assertReviewed(place, ids, root);
    const specifications = specificationsFrom(place, ids, strictness);
    return chosenChecks(specifications, withMatches(specifications, options));
  } catch (error) {
    if (error instanceof SpecificationError) return undefined;
    throw error;
  }
}
