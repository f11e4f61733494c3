import { contentField, contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { firstRead } from '../probes/ways.ts';
import { jsonOf, resourceOf } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import type { Assertion } from './check.ts';
import { inapplicable, judged, unproven } from './judgement.ts';
import { askedPaths } from './link-addresses.ts';
import { type LinkJudge, linkOf, namesOf } from './link-reads.ts';
import { putOff } from './put-off.ts';
import { shown } from './shown.ts';

/** `self`, when followed with the same token, gives this same resource. */
export function sameBackup(contract: Contract): LinkJudge {
  return (reads, asked) => {
    const [first] = reads;
    if (!first || !linkOf(first, 'self')) return unproven('there is no self link', namesOf(reads));
    const exchange = asked.exchange('follow/self');
    const status = exchange?.response?.status;
    if (!exchange) return unproven(asked.unsentReason('follow/self') ?? 'the link was not followed', [firstRead]);
    const mute = putOff(exchange.response);
    if (mute) return unproven(`status ${status}, ${mute}`, [firstRead, 'follow/self']);
    const paths = askedPaths(contract, asked.parameters).slice(1);
    if ((status === 404 || status === 410) && paths.some(path => exchange.request.url.endsWith(path))) {
      return unproven(`the older version answers ${status}; the link was compared by its path`, [
        firstRead,
        'follow/self',
      ]);
    }
    const noun = contentName(contract.body);
    const resource = resourceOf(exchange, contract);
    const shownFirst = resourceOf(asked.exchange(firstRead), contract);
    const answer = exchange.failure?.message ?? `status ${status}`;
    const assertions: Assertion[] = [
      {
        title: 'following self',
        expected: `status ${contract.success} with a ${noun}`,
        actual: answer,
        holds: resource !== undefined,
      },
      ...identityOf(contract).map(name => ({
        title: `${name} behind self`,
        expected: shown(shownFirst?.[name]),
        actual: shown(resource?.[name]),
        holds: resource !== undefined && JSON.stringify(resource[name]) === JSON.stringify(shownFirst?.[name]),
      })),
    ];
    return judged(assertions, [firstRead, 'follow/self']);
  };
}

/** The fields that never change and so identify the resource; its links may be spelled for the address that was asked. */
function identityOf({ steady, body }: Contract): string[] {
  const plain = contentField(body)
    .members.filter(({ holding }) => holding === undefined)
    .flatMap(field => field.names[0]);
  return steady.always.filter(name => plain.includes(name));
}

/** A link that promises more leads to a list that holds others. */
export function furtherOnes(contract: Contract, more: string): LinkJudge {
  return (reads, asked) => {
    if (!reads.some(one => linkOf(one, more))) return inapplicable(`there is no ${more} link`, namesOf(reads));
    const exchange = asked.exchange(`follow/${more}`);
    if (!exchange) return unproven(asked.unsentReason(`follow/${more}`) ?? 'the link was not followed', namesOf(reads));
    const mute = putOff(exchange.response);
    if (mute) return unproven(`status ${exchange.response?.status}, ${mute}`, namesOf(reads));
    const count = furtherIn(exchange.response ? jsonOf(exchange.response) : undefined, Object.values(asked.parameters));
    const isMore = exchange.response?.status === contract.success && !exchange.failure && count > 0;
    const answer = exchange.failure?.message ?? `status ${exchange.response?.status} with ${count}`;
    const title = `following ${more}`;
    return judged(
      [
        {
          title,
          expected: `status ${contract.success} with further ${contentName(contract.body)}s`,
          actual: answer,
          holds: isMore,
        },
      ],
      [...namesOf(reads), `follow/${more}`],
    );
  };
}

/** How many other resources a list answer holds: objects with another id in its first list. */
function furtherIn(json: ReturnType<typeof jsonOf> | undefined, asked: readonly string[]): number {
  if (!json || json.error !== undefined || !isObject(json.value)) return 0;
  const list = Object.values(json.value).find(value => Array.isArray(value) && value.some(isObject));
  return Array.isArray(list)
    ? list.filter(item => isObject(item) && typeof item.id === 'string' && !asked.includes(item.id)).length
    : 0;
}
