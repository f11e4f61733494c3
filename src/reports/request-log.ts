import type { Recording } from '../recording/recording.ts';
import type { SentRequest } from '../recording/sent-request.ts';
import { safetyRemark } from './safety-remark.ts';

const answerers = { service: 'by the service', front: 'by a front', unknown: 'by the service or a front' } as const;

/** The text of `requests.log`: a line for each request that was sent, in the order in which they were sent. */
export function requestLog({ requests, target }: Pick<Recording, 'requests' | 'target'>): string {
  const remark = safetyRemark(target);
  const inOrder = [...requests].sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
  return (remark === undefined ? '' : `# ${remark}\n`) + inOrder.map(request => `${line(request)}\n`).join('');
}

function line({ startedAt, name, method, url, sentTo, status, answeredBy, failure, duration }: SentRequest): string {
  const answer = status === undefined ? [] : [`${status}${answeredBy ? ` ${answerers[answeredBy]}` : ''}`];
  const outcome = [...answer, ...(failure === undefined ? [] : [failure])].join(', ');
  const to = sentTo === undefined ? '' : `  sent to ${sentTo}`;
  return `${startedAt}  ${name}  ${method} ${url}${to}  ${outcome}  ${duration} ms`;
}
