import type { ProfiledOperation } from '../checks/conformance-profiles.ts';
import type { Edition } from '../contract/edition.ts';
import { whyNoStatement } from '../statement/eligibility.ts';
import type { StatementSources } from '../statement/statement-of.ts';
import { editionOf } from './editions.ts';
import type { JudgedRecording, Replacements } from './judge-recording.ts';

/** What a statement needs of a recording that was judged by its own pages. */
export type RecordedSources = Pick<StatementSources, 'recording' | 'result' | 'operations' | 'edition'>;

type Judged = Pick<JudgedRecording, 'recording' | 'result' | 'operations'>;

/** By all that a recording carries. */
export const byItself: Replacements = { specs: 'recorded', waivers: undefined, day: undefined };

/** The part of a statement that its recording tells; or why its run gets none, as the end of a sentence. */
export function recordedSources(judged: Judged): RecordedSources | { readonly whyNot: string } {
  const { recording, result } = judged;
  const whyNot = whyNoStatement(recording, result);
  if (whyNot !== undefined) return { whyNot };
  const edition = editionIn(judged);
  if (!edition) return { whyNot: 'it was not judged by all pages of an edition that this version knows' };
  return { recording, result, operations: profiled(judged), edition };
}

const editionIn = ({ result }: Judged): Edition | undefined =>
  editionOf(result.operations.map(({ contract, source }) => ({ id: contract.id, ...source })));

/** The operations with both their checks and their verdicts. */
const profiled = ({ result, operations }: Judged): ProfiledOperation[] =>
  operations.map(({ contract, checks }, index) => ({
    contract,
    checks,
    verdicts: result.operations[index]?.verdicts ?? [],
  }));
