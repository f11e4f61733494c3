import type { Verdict } from '../checks/verdict.ts';
import type { Citation } from '../contract/citation.ts';
import { decisiveAssertion } from './decisive-assertion.ts';
import { unwaivedWords } from './waiver-words.ts';

/** A citation in one line: `specs/vbs/v3/show-backup.rst:58: size is documented as int`. */
export function citationText({ source, line, clause }: Citation): string {
  return `${source}${line ? `:${line}` : ''}${clause ? `: ${clause}` : ''}`;
}

/** Why a check did not pass, for a reader who sees nothing else: message, values, citations, how to repeat it. */
export function failureText(verdict: Verdict): string {
  const assertion = decisiveAssertion(verdict);
  const unwaived = unwaivedWords(verdict);
  return [
    verdict.message,
    '',
    ...(assertion ? [`expected: ${assertion.expected}`, `actual:   ${assertion.actual}`] : []),
    ...(unwaived === undefined ? [] : [`no waiver for ${unwaived}`]),
    ...verdict.cites.map(cite => `says:     ${citationText(cite)}`),
    ...verdict.repeat.map(command => `repeat:   ${command}`),
  ].join('\n');
}
