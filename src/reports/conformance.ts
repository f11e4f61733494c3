import type { RunResult } from '../checks/run-result.ts';
import { decisiveAssertion } from './decisive-assertion.ts';

/** The text of `conformance.json`; its format is `schemas/formats/conformance.schema.json`. */
export function conformanceJson({ operations, run, verdicts, sums }: RunResult): string {
  const { name, endpoint, simulated, microversion, insecure } = run.target;
  const content = {
    suite: run.suite,
    page: operations.map(({ contract }) => contract.id).join(' '),
    strictness: operations[0]?.contract.strictness,
    target: {
      name,
      endpoint,
      simulated,
      ...(microversion ? { microversion } : {}),
      ...(insecure ? { insecure } : {}),
    },
    start: run.startedAt,
    duration: run.duration,
    requests: run.requests.length,
    sums,
    checks: verdicts.map(verdict => {
      const { id, title, level, evidence, answeredBy, cites, message, deviations, exchanges } = verdict;
      const assertion = decisiveAssertion(verdict);
      return {
        id,
        title,
        level,
        verdict: verdict.verdict,
        ...(evidence ? { evidence } : {}),
        ...(answeredBy ? { answeredBy } : {}),
        cites,
        message,
        ...(assertion ? { expected: assertion.expected, actual: assertion.actual } : {}),
        ...(deviations.length > 0 ? { deviations } : {}),
        exchanges,
      };
    }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
