import type { Contract } from '../contract/contract.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { isAlike, triesText } from '../recording/tries.ts';
import { answerWord } from './answer-words.ts';
import type { Assertion, Check } from './check.ts';
import { operationCited } from './citations.ts';
import { inapplicable, judged } from './judgement.ts';
import { rulesOf } from './rule.ts';

/**
 * A request gets the same answer whenever it is sent. Only what a disturbance may have answered is asked again, so that this
 * lists the disturbances of a run.
 */
export const steadyAnswers = (contract: Contract): Check =>
  rulesOf(
    contract,
    'steadiness',
  )({
    id: 'steady/answers',
    level: 'SHOULD',
    title: 'a request that is asked again gets the same answer',
    fails: 'an error, a time-out or a broken connection where the same request gets another answer soon after',
    cites: [
      operationCited(contract),
      { source: 'RFC 9110', clause: 'section 15.6: a 5xx says that the server erred or is not able to answer' },
    ],
    judge: recorded => {
      const repeated = recorded.asked.filter(name => recorded.tries(name).length > 1);
      if (repeated.length === 0) return inapplicable('no request had to be asked again');
      const assertions = repeated.map(name => sameAnswers(name, recorded));
      return judged(assertions, repeated);
    },
  });

function sameAnswers(name: string, recorded: OperationRecording): Assertion {
  const tries = recorded.tries(name);
  const other = tries.find(one => tries.some(another => !isAlike(one, another)));
  return {
    title: name,
    expected: 'the same answer each time',
    actual: triesText(tries),
    deviations: other ? [{ place: name, kind: 'unsteady', expected: 'same', got: answerWord(other) }] : [],
  };
}
