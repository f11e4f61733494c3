import type { RunResult } from '../checks/run-result.ts';
import { identityName } from '../recording/sent-request.ts';
import { isRepetition } from '../recording/tries.ts';
import { isEmbedded } from '../targets/target.ts';
import { maxRequests } from '../wire/limits.ts';
import { provenWords } from './proven-words.ts';
import { safetyRemark } from './safety-remark.ts';
import { type Terminal, wrapped } from './terminal.ts';

/** The last line of a run: the target, the verdict, the exit status, and why. */
export function verdictLine({ run, verdict, exitStatus, why }: RunResult, terminal: Terminal): string {
  const { target } = run;
  const text = `Verdict on ${isEmbedded(target) ? 'the embedded service' : target.name}: ${verdict}, exit status ${exitStatus}. ${why}`;
  const good = verdict === 'violations waived' ? 'waived' : 'passed';
  return terminal.paint(exitStatus === 0 ? good : 'failed', wrapped('', 0, text, terminal));
}

/**
 * What stands in front of the verdict: how to repeat requests, how many were sent, where the reports are, what is proven.
 * @param report the report's path, as the reader can open it
 */
export function closingLines(result: RunResult, report: string, terminal: Terminal): string[] {
  const { run, operations, proven } = result;
  const remark = safetyRemark(run.target);
  const text = [
    ...(needsToken(result) ? [tokenHint] : []),
    ...(remark === undefined ? [] : [`${remark}.`]),
    `${sentWords(result, operations.length * maxRequests)} Report: ${report}`,
    `${provenWords(proven)} proven.`,
  ];
  return text.map(line => wrapped('', 0, line, terminal));
}

const tokenHint =
  'The curl commands take the token from OS_TOKEN: export OS_TOKEN="$(openstack token issue -f value -c id)".';

/** Whether a command is shown that needs a token from Keystone, which the user does not have. */
const needsToken = ({ run, verdicts }: RunResult): boolean =>
  run.target.identifiedBy === 'keystone' &&
  verdicts.some(
    ({ verdict, repeat }) => (verdict === 'failed' || verdict === 'warned') && repeat[0]?.includes('$OS_TOKEN'),
  );

/** How many requests were sent, of how many at most; those that ask again have a bound of their own, and Keystone's do not go to the service. */
function sentWords({ run }: RunResult, most: number): string {
  const identity = run.requests.filter(({ name }) => name === identityName).length;
  const again = run.requests.filter(({ name }) => isRepetition(name)).length;
  const besides = [
    ...(again > 0 ? [`${again} to ask again`] : []),
    ...(identity > 0 ? [`${identity} to Keystone`] : []),
  ];
  const sent = `${run.requests.length - identity - again} of at most ${most} requests sent`;
  return `${[sent, ...besides].join(', and ')}.`;
}
