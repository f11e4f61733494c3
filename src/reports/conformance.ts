import { decisive, type Report } from './report.ts';

/** The text of `conformance.json`; its format is `schemas/formats/conformance.schema.json`. */
export function conformanceJson({ contract, recording, verdicts, sums }: Report): string {
  const { name, endpoint, simulated, microversion, insecure } = recording.target;
  const content = {
    suite: recording.suite,
    page: contract.id,
    strictness: contract.strictness,
    target: {
      name,
      endpoint,
      simulated,
      ...(microversion ? { microversion } : {}),
      ...(insecure ? { insecure } : {}),
    },
    start: recording.startedAt,
    duration: recording.duration,
    requests: recording.requests.length,
    sums,
    checks: verdicts.map(verdict => {
      const { id, title, level, evidence, answeredBy, cites, message, exchanges } = verdict;
      const assertion = decisive(verdict);
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
        exchanges,
      };
    }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
