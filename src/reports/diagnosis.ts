import { type Refusable, refusables } from '../checks/refusals.ts';
import { unknownId } from '../checks/statuses.ts';
import type { Unsent } from '../probes/sending.ts';
import type { RecordedTarget, Recording } from '../recording/recording.ts';
import { jsonOf, resourceIn } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import { type Exchange, header } from '../wire/exchange.ts';
import { interrupted } from '../wire/failure.ts';

const refusals: ReadonlyMap<number, string> = new Map([
  [400, 'OS_PROJECT_ID: the service refuses the request (400); is it the project that the token is scoped to?'],
  [401, 'OS_TOKEN: the service does not accept the token (401); it may have expired.'],
  [403, 'OS_TOKEN: the token may not read backups in this project (403).'],
  [404, 'VBS_BACKUP_ID: the service knows no such backup in this project (404); or VBS_ENDPOINT leads elsewhere.'],
]);

/** Whom the service does not know (401), where that is not for a token that was at hand. */
const unknownTo = {
  keystone:
    'VBS_ENDPOINT: the service does not accept the token that Keystone gave (401); does it belong to the same cloud?',
  keys: 'VBS_ACCESS_KEY, VBS_SECRET_KEY: the service does not accept the signature (401); is the pair of this project, and the clock right?',
} as const;

/**
 * What to look at first, the most fundamental before all else, in words for people: a service that is none, cannot be
 * read, or gives the backup to everybody. Where a setting may be at fault, its variable comes first; on the embedded
 * service none is. Empty when the backup was read and refused as it should be.
 * @param envelope the member that holds the resource: `backup`
 */
export function diagnoses({ exchanges, unsent, target }: Recording, envelope: string): string[] {
  const show = exchanges.find(({ name }) => name === 'show');
  if (!exchanges.some(({ response }) => response)) {
    return [
      `VBS_ENDPOINT: not one HTTP response came from ${target.endpoint}: ${show?.failure?.message ?? 'nothing was sent'}.`,
    ];
  }
  const blanket = blanketStatus(exchanges);
  return [
    ...heldBack(unsent),
    ...cutShort(exchanges, unsent),
    ...(blanket ? [`The service answers ${blanket} to everything, whatever is asked.`] : []),
    ...(unread(show, target) ?? strange(show, envelope)),
    ...(isGranted(exchanges, unknownId) ? boundless(exchanges, envelope, blanket) : granted(exchanges, envelope)),
    ...repeated(exchanges),
  ];
}

/**
 * Why the last read was not sent though it should have been: a fault did not end, than which nothing is as urgent; the
 * service put requests off; a token expired.
 */
function heldBack(unsent: readonly Unsent[]): string[] {
  const reason = unsent.find(({ name }) => name === 'show-again')?.reason;
  return reason === undefined || reason === interrupted.message ? [] : [`The run stopped early: ${reason}.`];
}

/** A run that was interrupted, or that used up its time, judges what was answered until then. */
function cutShort(exchanges: readonly Exchange[], unsent: readonly Unsent[]): string[] {
  const count = unsent.filter(({ reason }) => reason === interrupted.message).length;
  if (count === 0) return [];
  return [`The run ended early: ${count} of ${exchanges.length + count} requests were not answered until then.`];
}

/** The status of all answers, when requests that differ as much as they can all got the same one. */
function blanketStatus(exchanges: readonly Exchange[]): number | undefined {
  const answers = exchanges.flatMap(({ name, response }) => (response ? [{ name, status: response.status }] : []));
  const [first] = answers;
  const isVaried = ['show', unknownId, 'status/405/patch'].every(wanted => answers.some(({ name }) => name === wanted));
  return isVaried && answers.every(({ status }) => status === first?.status) ? first?.status : undefined;
}

/** Why the backup could not be read; undefined when it could. */
function unread(show: Exchange | undefined, { simulated, identifiedBy }: RecordedTarget): string[] | undefined {
  const { response, failure } = show ?? {};
  if (!response) return [`The backup could not be read: ${failure?.message ?? 'nothing was sent'}.`];
  if (response.status === 200 && !failure) return undefined;
  if (response.status >= 300 && response.status < 400) {
    return [`VBS_ENDPOINT: the service sends elsewhere (${response.status}); redirects are not followed.`];
  }
  const said = `The backup could not be read: status ${response.status}${failure ? `, ${failure.message}` : ''}.`;
  if (simulated) return [...foreign(show), said];
  const unknown = response.status === 401 && identifiedBy ? unknownTo[identifiedBy] : undefined;
  return [...foreign(show), unknown ?? refusals.get(response.status) ?? said];
}

/** What is wrong with an answer that should hold the backup and holds none. */
function strange(show: Exchange | undefined, envelope: string): string[] {
  if (!show?.response || resourceIn(show, envelope)) return [];
  const page = foreign(show);
  if (page.length > 0) return page;
  const json = jsonOf(show.response);
  if (json.error !== undefined) return [`The answer to the read of the backup is no JSON: ${json.error}.`];
  const what = isObject(json.value) ? `has no object "${envelope}"` : 'is no object';
  return [`VBS_ENDPOINT: this is not the API that was meant: its answer is JSON, but ${what}.`];
}

/** A web server's page where JSON should be. */
function foreign(show: Exchange | undefined): string[] {
  const type = (show?.response && header(show.response, 'content-type')) ?? '';
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)
    ? ['VBS_ENDPOINT: this is no OpenStack API: the answer is HTML.']
    : [];
}

const isGranted = (exchanges: readonly Exchange[], wanted: string): boolean =>
  exchanges.some(({ name, response }) => name === wanted && response?.status === 200);

/** A service that does not care which backup was asked for: what it gives to whom matters no more. */
function boundless(exchanges: readonly Exchange[], envelope: string, blanket: number | undefined): string[] {
  const unknown = exchanges.find(({ name }) => name === unknownId);
  if (resourceIn(unknown, envelope)) return [`The service shows a ${envelope} for an id that nobody has.`];
  return blanket ? [] : ['The service answers 200 to a request for an id that nobody has.'];
}

/** Who was let in and should not have been. */
function granted(exchanges: readonly Exchange[], envelope: string): string[] {
  const admitted = refusables.filter(({ exchange }) => isGranted(exchanges, exchange));
  if (admitted.length === 0) return [];
  const isShown = ({ exchange }: Refusable): boolean =>
    resourceIn(
      exchanges.find(({ name }) => name === exchange),
      envelope,
    ) !== undefined;
  const who = admitted.map(one => one.who).join(', ');
  return [
    admitted.some(isShown) ? `The service shows the ${envelope} to ${who}.` : `The service answers with 200 to ${who}.`,
  ];
}

/** Secrets that answers hold: they end up in logs and caches. Only their variables are told. */
function repeated(exchanges: readonly Exchange[]): string[] {
  const variables = [...new Set(exchanges.flatMap(({ reflected }) => reflected))];
  return variables.map(variable => {
    const names = exchanges.filter(({ reflected }) => reflected.includes(variable)).map(({ name }) => name);
    const others = names.length > 3 ? ` and ${names.length - 3} more` : '';
    return `The service's answers repeat the secret in ${variable}: ${names.slice(0, 3).join(', ')}${others}.`;
  });
}
