import { contentField, contentName } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { contentPath } from '../contract/field-path.ts';
import { behindSelf } from '../probes/link-slots.ts';
import { firstRead } from '../probes/ways.ts';
import { jsonValue, resourceOf } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import { answerText, type Exchange } from '../wire/exchange.ts';
import { answerWord, resourceWord } from './answer-words.ts';
import type { Assertion } from './check.ts';
import { memberPlace } from './instances.ts';
import { inapplicable, judged, unproven, unprovenByOther } from './judgement.ts';
import { inVersions } from './link-addresses.ts';
import { type LinkJudge, linkOf, namesOf } from './link-reads.ts';
import { doubtAbout } from './unsettled.ts';
import { valueText } from './value-text.ts';

/** Following `self` with the same token returns the same resource. */
export const sameResource =
  (contract: Contract): LinkJudge =>
  (reads, recorded) => {
    const { body, success } = contract;
    const [first] = reads;
    if (!first || !linkOf(first, 'self')) return unprovenByOther('there is no self link', namesOf(reads));
    const name = behindSelf;
    const followed = recorded.exchange(name);
    if (!followed) return unproven(recorded.unsentReason(name) ?? 'the link was not followed', [firstRead]);
    const exchanges = [firstRead, name];
    const status = followed.response?.status;
    const doubt = doubtAbout(recorded, name);
    if (doubt) return unproven(doubt, exchanges);
    const olderPaths = inVersions(first.path ?? '', contract).slice(1);
    if ((status === 404 || status === 410) && olderPaths.some(path => followed.request.url.endsWith(path))) {
      return unproven(
        `the older version that the link names answers ${status}, so only the path of the link was compared`,
        exchanges,
      );
    }
    const original = resourceOf(recorded.exchange(firstRead), contract);
    const behind = resourceOf(followed, contract);
    const isThere: Assertion = {
      title: 'answer behind the self link',
      expected: `status ${success} with a ${contentName(body)}`,
      actual: answerText(followed),
      deviations: behind
        ? []
        : [{ place: 'self', kind: 'link', expected: 'resource', got: resourceWord(followed, success) }],
    };
    const isSame = identityOf(contract).map((field): Assertion => {
      const [before, after] = [original?.[field], behind?.[field]];
      const place = memberPlace(contentPath(body), field);
      const got = after === undefined ? 'absent' : 'other';
      return {
        title: `${field} behind the self link`,
        expected: valueText(before),
        actual: valueText(after),
        deviations:
          behind && JSON.stringify(after) === JSON.stringify(before)
            ? []
            : [{ place, kind: 'link', expected: 'same', got }],
      };
    });
    return judged([isThere, ...isSame], exchanges);
  };

/** The fields that never change and so identify the resource, without its links: these may depend on the requested address. */
function identityOf({ steady, body }: Contract): string[] {
  const plain = contentField(body)
    .members.filter(({ holding }) => holding === undefined)
    .map(({ names }) => names[0]);
  return steady.always.filter(name => plain.includes(name));
}

/** A link that promises more resources leads to a list that contains others. */
export const furtherOnes =
  (contract: Contract, more: string): LinkJudge =>
  (reads, recorded) => {
    const names = namesOf(reads);
    if (!reads.some(one => linkOf(one, more))) return inapplicable(`there is no ${more} link`, names);
    const name = `follow/${more}`;
    const followed = recorded.exchange(name);
    if (!followed) return unproven(recorded.unsentReason(name) ?? 'the link was not followed', names);
    const { response, failure } = followed;
    const doubt = doubtAbout(recorded, name);
    if (doubt) return unproven(doubt, names);
    const count = othersIn(followed, Object.values(recorded.parameters));
    const isMore = response?.status === contract.success && !failure && count > 0;
    const got = response?.status === contract.success ? 'none' : answerWord(followed);
    const assertion: Assertion = {
      title: `answer behind the ${more} link`,
      expected: `status ${contract.success} with more ${contentName(contract.body)}s`,
      actual: failure ? answerText(followed) : `${answerText(followed)} with ${count} more`,
      deviations: isMore ? [] : [{ place: more, kind: 'link', expected: 'further resources', got }],
    };
    return judged([assertion], [...names, name]);
  };

/** How many other resources an answer lists: the objects with another id in its first list. */
function othersIn({ response }: Exchange, asked: readonly string[]): number {
  const body = response && jsonValue(response);
  const lists = isObject(body) ? Object.values(body).filter(Array.isArray) : [];
  const items = lists.find(list => list.some(isObject)) ?? [];
  return items.filter(item => isObject(item) && typeof item.id === 'string' && !asked.includes(item.id)).length;
}
