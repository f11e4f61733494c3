import type { Verdict } from '../checks/verdict.ts';
import type { Citation } from '../contract/citation.ts';
import { curlCommand } from '../recording/curl.ts';
import type { Exchange } from '../wire/exchange.ts';
import { decisiveAssertion } from './decisive-assertion.ts';

/** A citation in one line: `specs/vbs/v3/show-backup.rst:58: size is documented as int`. */
export function citationText({ source, line, clause }: Citation): string {
  return `${source}${line ? `:${line}` : ''}${clause ? `: ${clause}` : ''}`;
}

/** The commands that repeat exchanges, each once. */
export function curlCommands(exchanges: readonly Exchange[]): string[] {
  return [...new Set(exchanges.map(curlCommand))];
}

/** Why a check failed, for a reader who has nothing else before him: message, values, citations, how to repeat it. */
export function failureText(verdict: Verdict, exchanges: readonly Exchange[]): string {
  const assertion = decisiveAssertion(verdict);
  return [
    verdict.message,
    '',
    ...(assertion ? [`expected: ${assertion.expected}`, `actual:   ${assertion.actual}`] : []),
    ...verdict.cites.map(cite => `says:     ${citationText(cite)}`),
    ...curlCommands(exchanges).map(command => `repeat:   ${command}`),
  ].join('\n');
}
