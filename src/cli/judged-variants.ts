import { type JudgedVariants, type VerdictsById, verdictsById } from '../checks/attribution.ts';
import { judgeRun } from '../checks/run-result.ts';
import { SpecificationError } from '../contract/notes.ts';
import type { JudgedWith } from '../recording/judged-with.ts';
import type { Recording } from '../recording/recording.ts';
import { chosenChecks, withMatches } from './chosen-checks.ts';
import type { JudgingSpecs } from './judging-specs.ts';
import type { PageTexts } from './page-texts.ts';
import type { PagesFolder } from './pages.ts';
import { recordedPages, renamedPages } from './recorded-specifications.ts';
import { assertReviewed, type PagesPlace, specificationsFrom } from './specification.ts';

/** Both times that pages and notes come from. */
export interface TwoTimes {
  readonly recorded: JudgingSpecs;
  readonly today: JudgingSpecs;
  /** The folder of today's, where their observations are, too. */
  readonly pages: PagesFolder;
}

/**
 * Judges a recording by the pages and notes that it carries, by today's, and by both mixtures. A mixture where only one of the
 * two has changed is that of one of the times.
 */
export function judgedVariants(
  recording: Recording,
  judgedWith: JudgedWith,
  { recorded, today, pages }: TwoTimes,
): JudgedVariants {
  const verdicts = ({ operations }: Pick<JudgingSpecs, 'operations'>): VerdictsById =>
    verdictsById(judgeRun(recording, operations, judgedWith.options, judgedWith.interrupted).verdicts);
  const [before, now] = [verdicts(recorded), verdicts(today)];
  const earlier = renamedPages(recordedPages(judgedWith), pages.specs);
  const todays = textsOf(today);
  const files = today.specifications.flatMap(({ texts }) => Object.keys(texts));
  const isSame = (ending: string): boolean =>
    files.filter(file => file.endsWith(ending)).every(file => earlier(file) === todays(file));
  const mixed = (ofPages: PageTexts, ofNotes: PageTexts): VerdictsById | undefined => {
    const texts: PageTexts = file => (file.endsWith(pageEnding) ? ofPages : ofNotes)(file);
    const operations = operationsFrom({ texts, specs: pages.specs }, today, judgedWith, pages.root);
    return operations && verdicts({ operations });
  };
  const [samePages, sameNotes] = [isSame(pageEnding), isSame('.yaml')];
  if (samePages || sameNotes) {
    return {
      recorded: before,
      today: now,
      todaysPages: samePages ? before : now,
      todaysNotes: sameNotes ? before : now,
    };
  }
  return { recorded: before, today: now, todaysPages: mixed(todays, earlier), todaysNotes: mixed(earlier, todays) };
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
