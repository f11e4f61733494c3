import type { Contract } from '../contract/contract.ts';
import type { Reading } from '../recording/reading.ts';
import { resourceIn } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import type { Assertion } from './check.ts';
import { inapplicable, judged, unproven } from './judgement.ts';
import { askedPaths } from './link-addresses.ts';
import { type LinkJudge, linkOf, namesOf } from './link-reads.ts';
import { putOff } from './put-off.ts';
import { shown } from './shown.ts';

/** `self`, when followed with the same token, gives this same resource. */
export function sameBackup(contract: Contract): LinkJudge {
  return (reads, reading) => {
    const [first] = reads;
    if (!first || !linkOf(first, 'self')) return unproven('there is no self link', namesOf(reads));
    const exchange = reading.exchange('follow/self');
    const status = exchange?.response?.status;
    if (!exchange) return unproven(reading.unsentReason('follow/self') ?? 'the link was not followed', ['show']);
    const mute = putOff(exchange.response);
    if (mute) return unproven(`status ${status}, ${mute}`, ['show', 'follow/self']);
    const paths = askedPaths(contract, reading.recording.target).slice(1);
    if ((status === 404 || status === 410) && paths.some(path => exchange.request.url.endsWith(path))) {
      return unproven(`the older version answers ${status}; the link was compared by its path`, [
        'show',
        'follow/self',
      ]);
    }
    const envelope = contract.envelope.names[0];
    const resource = resourceIn(exchange, envelope);
    const asked = resourceIn(reading.exchange('show'), envelope);
    const answer = exchange.failure?.message ?? `status ${status}`;
    const assertions: Assertion[] = [
      {
        title: 'following self',
        expected: `status 200 with a ${envelope}`,
        actual: answer,
        holds: resource !== undefined,
      },
      ...identityOf(contract).map(name => ({
        title: `${name} behind self`,
        expected: shown(asked?.[name]),
        actual: shown(resource?.[name]),
        holds: resource !== undefined && JSON.stringify(resource[name]) === JSON.stringify(asked?.[name]),
      })),
    ];
    return judged(assertions, ['show', 'follow/self']);
  };
}

/** The fields that never change and so identify the resource; its links may be spelled for the address that was asked. */
function identityOf({ steady, envelope }: Contract): string[] {
  const plain = envelope.members.filter(({ holding }) => holding === undefined).flatMap(field => field.names[0]);
  return steady.always.filter(name => plain.includes(name));
}

/** A link that promises more leads to a list that holds others. */
export function furtherOnes(contract: Contract, more: string): LinkJudge {
  return (reads, reading) => {
    if (!reads.some(one => linkOf(one, more))) return inapplicable(`there is no ${more} link`, namesOf(reads));
    const exchange = reading.exchange(`follow/${more}`);
    if (!exchange)
      return unproven(reading.unsentReason(`follow/${more}`) ?? 'the link was not followed', namesOf(reads));
    const mute = putOff(exchange.response);
    if (mute) return unproven(`status ${exchange.response?.status}, ${mute}`, namesOf(reads));
    const count = furtherIn(
      exchange.response ? reading.json(exchange.response) : undefined,
      reading.recording.target.backup,
    );
    const isMore = exchange.response?.status === 200 && !exchange.failure && count > 0;
    const answer = exchange.failure?.message ?? `status ${exchange.response?.status} with ${count}`;
    const title = `following ${more}`;
    return judged(
      [{ title, expected: `status 200 with further ${contract.envelope.names[0]}s`, actual: answer, holds: isMore }],
      [...namesOf(reads), `follow/${more}`],
    );
  };
}

/** How many other resources a list answer holds: objects with another id in its first list. */
function furtherIn(json: ReturnType<Reading['json']> | undefined, asked: string): number {
  if (!json || json.error !== undefined || !isObject(json.value)) return 0;
  const list = Object.values(json.value).find(value => Array.isArray(value) && value.some(isObject));
  return Array.isArray(list)
    ? list.filter(item => isObject(item) && typeof item.id === 'string' && item.id !== asked).length
    : 0;
}
