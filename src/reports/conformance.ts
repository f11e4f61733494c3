import type { OperationResult, RunResult } from '../checks/run-result.ts';
import { provenIn } from '../checks/run-verdict.ts';
import { sumsOf, type Verdict } from '../checks/verdict.ts';
import type { Waiver } from '../targets/waiver.ts';
import { decisiveAssertion } from './decisive-assertion.ts';

/** The text of `conformance.json`; its format is `schemas/formats/conformance.schema.json`. */
export function conformanceJson(result: RunResult): string {
  const {
    operations,
    run,
    verdicts,
    sums,
    verdict,
    why,
    exitStatus,
    options,
    isComplete,
    cutShort,
    proven,
    diagnoses,
  } = result;
  const { name, endpoint, simulated, microversion, insecure, unencrypted } = run.target;
  const content = {
    format: 3,
    suite: run.suite,
    verdict,
    why,
    exitStatus,
    proven,
    complete: isComplete,
    ...(cutShort === undefined ? {} : { cutShort }),
    ...(run.damage === undefined ? {} : { damage: run.damage }),
    options: { strictness: operations[0]?.contract.strictness, ...options },
    target: {
      name,
      endpoint,
      simulated,
      ...(microversion ? { microversion } : {}),
      ...(insecure ? { insecure } : {}),
      ...(unencrypted ? { unencrypted } : {}),
    },
    operations: operations.map(one => operationOf(one, run)),
    start: run.startedAt,
    duration: run.duration,
    requests: run.requests.length,
    diagnoses,
    sums,
    checks: verdicts.map(checkOf),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const operationOf = ({ contract, source, notTested, verdicts }: OperationResult, { operations }: RunResult['run']) => ({
  page: contract.id,
  parameters: operations.find(({ name }) => name === contract.name)?.parameters ?? {},
  source: { title: contract.title, sha256: source },
  ...(notTested === undefined ? {} : { notTested }),
  proven: provenIn(verdicts),
  sums: sumsOf(verdicts),
});

function checkOf(one: Verdict) {
  const {
    id,
    title,
    level,
    verdict,
    withoutStrict,
    evidence,
    answeredBy,
    cites,
    message,
    deviations,
    waivers,
    unwaived,
    exchanges,
    repeat,
  } = one;
  const assertion = decisiveAssertion(one);
  return {
    id,
    title,
    level,
    verdict,
    ...(withoutStrict ? { withoutStrict } : {}),
    ...(evidence ? { evidence } : {}),
    ...(answeredBy ? { answeredBy } : {}),
    cites,
    message,
    ...(assertion ? { expected: assertion.expected, actual: assertion.actual } : {}),
    ...(deviations.length > 0 ? { deviations } : {}),
    ...(waivers ? { waivers: waivers.map(waiverOf) } : {}),
    ...(unwaived ? { unwaived } : {}),
    exchanges,
    ...(verdict === 'passed' || repeat.length === 0 ? {} : { repeat }),
  };
}

const waiverOf = ({ id, reason, owner, until, ticket }: Waiver) => ({
  id,
  reason,
  owner,
  until,
  ...(ticket === undefined ? {} : { ticket }),
});
