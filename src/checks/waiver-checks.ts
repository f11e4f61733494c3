import type { Contract } from '../contract/contract.ts';
import type { Waiver } from '../targets/waiver.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import type { Deviation } from './deviation.ts';
import { inapplicable, judged } from './judgement.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { isAbout, isExpired, type ReadyWaiver } from './waivers.ts';

/** The verdicts on an operation, waived or not. */
interface JudgedChecks {
  readonly contract: Contract;
  readonly verdicts: readonly Verdict[];
}

/** What verdicts come from: all that a run asks; all checks, but fewer answers; or the checks that `--only` chooses. */
export type Coverage = 'everything' | 'fewer answers' | 'some checks';

/**
 * The checks of the entries themselves, `waivers/<id>`: one that is expired, matches no check or is no longer needed fails.
 * Of fewer answers more checks pass, so that none says that an entry is not needed. Where not all checks are judged, an entry
 * that concerns none of them is left out.
 * @param day the day of the run
 */
export function waiverVerdicts(
  entries: readonly ReadyWaiver[],
  day: string,
  operations: readonly JudgedChecks[],
  coverage: Coverage,
): Verdict[] {
  return entries.flatMap(({ waiver, isOf }) => {
    const matches = operations.flatMap(({ contract, verdicts }) => verdicts.filter(({ id }) => isOf(id, contract)));
    if (coverage === 'some checks' && matches.length === 0) return [];
    return verdictOf(ruleOf(waiver), judgementOf(waiver, day, matches, coverage), [], false);
  });
}

/** What the check of an entry demands, whatever the entry says. @param id that of the entry */
export const waiverRule = (id: string): Pick<Check, 'id' | 'kind' | 'level' | 'title' | 'fails'> => ({
  id: `waivers/${id}`,
  kind: 'waivers',
  level: 'MUST',
  title: `the waiver \`${id}\` is in force and needed`,
  fails: 'a run after its last day, an id that no check has, checks that do not deviate like this any more',
});

const ruleOf = ({ id, file, line, owner, reason, until }: Waiver): Omit<Check, 'needs' | 'judge'> => ({
  ...waiverRule(id),
  cites: [{ source: file, line, clause: `until ${until}, ${owner}: ${reason}` }],
});

function judgementOf(waiver: Waiver, day: string, matches: readonly Verdict[], coverage: Coverage): Judgement {
  const { check, until } = waiver;
  const assertions: Assertion[] = [
    {
      title: 'until',
      expected: `a run on ${until} or before`,
      actual: `a run on ${day}`,
      deviations: isExpired(waiver, day) ? [fault('until', 'in force', 'expired')] : [],
    },
  ];
  const showing = matches.filter(one => shows(one, waiver));
  const isJudged = coverage === 'everything' && matches.every(isSettled);
  if (matches.length === 0) {
    const expected = `a check with the id ${check}`;
    assertions.push({ title: 'check', expected, actual: 'none', deviations: [fault('check', 'match', 'none')] });
  } else if (showing.length > 0 || isJudged) {
    assertions.push({
      title: 'deviation',
      expected: deviationWords(waiver),
      actual: showing.length > 0 ? idsOf(showing) : `none in ${idsOf(matches)}`,
      deviations: showing.length > 0 ? [] : [fault('deviation', 'needed', 'absent')],
    });
  }
  const { evidence: _, ...judgement } = judged(assertions, []);
  if (judgement.outcome === 'failed') return judgement;
  return showing.length > 0
    ? { ...judgement, message: `seen in ${idsOf(showing)}` }
    : inapplicable(whyOpen(matches, coverage));
}

/** How an entry is no longer right. */
const fault = (place: string, expected: string, got: string): Deviation => ({ place, kind: 'waiver', expected, got });

const shows = ({ deviations }: Verdict, { deviation }: Waiver): boolean =>
  deviations.some(one => isAbout(deviation, one));

/** Whether a check has found out whether the service deviates. What is inapplicable says nothing of the next answer. */
const isSettled = ({ verdict }: Verdict): boolean => verdict !== 'unproven' && verdict !== 'inapplicable';

function whyOpen(matches: readonly Verdict[], coverage: Coverage): string {
  const open = matches.filter(one => !isSettled(one));
  const less = coverage === 'some checks' ? 'not all checks were judged' : 'not everything was asked and answered';
  const why = open.length > 0 ? `${idsOf(open)} ${open.length > 1 ? 'were' : 'was'} not judged` : less;
  return `whether it is still needed is not known: ${why}`;
}

const deviationWords = ({ deviation: { place, kind, expected, got } }: Waiver): string =>
  `${got} in place of ${expected} (${kind}) at ${place}`;

function idsOf([first, ...others]: readonly Verdict[]): string {
  return others.length > 0 ? `${first?.id} and ${others.length} more` : `${first?.id}`;
}
