import { type Label, Severity } from 'allure-js-commons';
import type { Kind } from '../checks/check.ts';
import type { RecordedRun } from '../checks/run-result.ts';
import type { Outcome, Verdict } from '../checks/verdict.ts';
import type { Level } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import { capitalized } from '../text/capitalized.ts';
import { operationWords } from './operation-words.ts';

/** The headings under which a test stands, above its kind of facts. */
export interface AllureHeadings {
  readonly epic: string;
  readonly feature: string;
}

/** An operation stands below its service. */
export function allureHeadings(contract: Contract): AllureHeadings {
  const [service = ''] = contract.id.split('/');
  return { epic: service.toUpperCase(), feature: operationWords(contract) };
}

/** An entry of the waivers stands below the file that it is in. */
export const headingsOfWaiver = ({ cites }: Verdict): AllureHeadings => ({
  epic: 'Waivers',
  feature: cites[0]?.source ?? '',
});

const severities: Readonly<Record<Level, Severity>> = {
  MUST: Severity.CRITICAL,
  SHOULD: Severity.NORMAL,
  MAY: Severity.MINOR,
};

/** The labels of a test. */
export function labelsOf(verdict: Verdict, { epic, feature }: AllureHeadings, run: RecordedRun): Label[] {
  const { level, kind, evidence } = verdict;
  const marks = [level, evidence, outcomeMark(verdict)].filter(tag => tag !== undefined);
  const tags = new Set([...marks, ...failureTags(verdict)]);
  return [
    { name: 'epic', value: epic },
    { name: 'feature', value: feature },
    { name: 'story', value: run.target.simulated ? `${storyOf(kind)} (simulated)` : storyOf(kind) },
    { name: 'severity', value: severities[level] },
    ...[...tags].map(value => ({ name: 'tag', value })),
    { name: 'target', value: run.target.name },
  ];
}

/** What tells failures apart: a violation, in particular of a field that is not there, from what only `--strict` fails. */
function failureTags({ id, verdict, withoutStrict }: Verdict): string[] {
  if (verdict !== 'failed' || withoutStrict) return [];
  return id.endsWith('/presence') ? ['violation', 'missing'] : ['violation'];
}

/** What marks a verdict that is neither a pass nor a violation: its outcome, apart from what `--strict` makes of it. */
export function outcomeMark({ verdict, withoutStrict }: Verdict): Outcome | undefined {
  const outcome = withoutStrict ?? verdict;
  return outcome === 'passed' || outcome === 'failed' ? undefined : outcome;
}

/** The heading under which Allure shows a kind of facts. */
export const storyOf = (kind: Kind): string => sentence(kind);

/** A rule as a heading: the marks of Markdown would stand there as they are. */
export const sentence = (title: string): string => capitalized(title).replaceAll('`', '');
