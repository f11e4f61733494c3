import { type Body, contentField, contentName, contentWords, isOneResource, nothingToJudge } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { type Field, spellingsIn } from '../contract/field.ts';
import { contentPath } from '../contract/field-path.ts';
import { subjectParametersIn } from '../contract/path.ts';
import { laterListName } from '../probes/subjects.ts';
import { firstRead, lastRead } from '../probes/ways.ts';
import { listAnswers } from '../recording/list-answers.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { contentOf } from '../recording/response-json.ts';
import type { JsonObject } from '../text/json.ts';
import { answerText, type Exchange } from '../wire/exchange.ts';
import { resourceWord } from './answer-words.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import type { Deviation } from './deviation.ts';
import { memberPlace } from './instances.ts';
import { judged, unproven, unprovenByOther } from './judgement.ts';
import { type Pair, pairsIn } from './pairs.ts';
import { putOffReason } from './put-off.ts';
import { readNames } from './reads.ts';
import { memberLabel } from './resources.ts';
import { rulesOf } from './rule.ts';
import { isSame } from './same-json.ts';
import { unsettledText } from './unsettled.ts';
import { valueText } from './value-text.ts';

/** Two reads return the same resource or items: always what identifies them, and the rest while they are unchanged. */
export function steadinessChecks(contract: Contract): Check[] {
  const { body, steady, list } = contract;
  const isOne = isOneResource(body);
  // Items that nothing tells apart cannot be compared.
  if (!isOne && !list) return [];
  const rule = rulesOf(contract, 'steadiness');
  const [always, changing] = [steady.always.join(', '), steady.while.join(' and ')];
  const unchanged = `${changing} ${steady.while.length === 1 ? 'is' : 'are'} unchanged`;
  return [
    rule({
      id: 'steady',
      level: 'MUST',
      title: isOne
        ? `two reads return the same ${always}, and the same other fields while ${unchanged}`
        : `an item that two reads return has the same ${always} in both, and the same other fields while ${unchanged}`,
      fails: isOne
        ? 'a second read that is refused or returns something else; not one of a resource that was deleted or changed meanwhile'
        : 'a second read that is refused or returns something else of an item; not one with items that came, went or changed meanwhile',
      cites: contentField(body)
        .members.filter(({ names }) => names.some(one => steady.always.includes(one)))
        .flatMap(({ cites }) => cites.slice(0, 1)),
      judge: readsAgree(contract),
    }),
  ];
}

const readsAgree =
  (contract: Contract): Check['judge'] =>
  recorded => {
    const { body, success } = contract;
    const first = contentOf(recorded.exchange(firstRead), contract);
    if (first === undefined) return unprovenByOther(nothingToJudge(body), [firstRead]);
    const again = recorded.exchange(lastRead);
    if (!again) return unproven('there was no second read', [firstRead]);
    const putOff = putOffReason(again.response);
    if (putOff) return unproven(`the second read got ${answerText(again)}, ${putOff}`, readNames);
    const unsettled = unsettledText(recorded, lastRead);
    if (unsettled) return unproven(`the second read ${unsettled}`, readNames);
    const second = contentOf(again, contract);
    if (second === undefined) {
      const gone = whyGone(again, recorded, contract);
      if (gone) return unproven(gone, readNames);
      const expected = `status ${success} with a ${contentWords(body)}`;
      const got = resourceWord(again, success);
      const deviations: Deviation[] = [{ place: lastRead, kind: 'unsteady', expected: 'resource', got }];
      return judged([{ title: 'the second read', expected, actual: answerText(again), deviations }], readNames);
    }
    return pairsAgree(pairsIn(first, second, contract), contract);
  };

function pairsAgree(pairs: readonly Pair[], contract: Contract): Judgement {
  const { body, steady } = contract;
  if (pairs.length === 0) return unproven('the two reads have no item in common', readNames);
  const compared = pairs.map(pair => {
    const moved = steady.while.filter(one => !isSame(pair.before[one], pair.after[one]));
    const isUnchanged = moved.length === 0;
    const fields = contentField(body).members.filter(({ names }) => isUnchanged || steady.always.includes(names[0]));
    return { pair, moved, assertions: fields.map(field => agreement(field, pair, body)) };
  });
  const judgement = judged(
    compared.flatMap(({ assertions }) => assertions),
    readNames,
  );
  const [one] = compared;
  if (judgement.outcome === 'failed' || !one || compared.some(({ moved }) => moved.length === 0)) return judgement;
  if (!isOneResource(body)) return unproven('every item changed between the two reads', readNames);
  const { before, after } = one.pair;
  const changes = one.moved.map(name => `${name} ${valueText(before[name])}, then ${valueText(after[name])}`);
  return unproven(`the ${contentName(body)} changed between the two reads: ${changes.join('; ')}`, readNames);
}

/** Why a second read that finds nothing says nothing: the resource may have been deleted. A service that still lists it contradicts itself. */
function whyGone(again: Exchange, recorded: OperationRecording, contract: Contract): string | undefined {
  const status = again.response?.status;
  if (status !== 404 && status !== 410) return undefined;
  // What only the project's name leads to cannot be deleted.
  if (subjectParametersIn(contract.operation.path).length === 0) return undefined;
  const lists = listAnswers(recorded.recording, contract, laterListName);
  if (lists.length > 0 && lists.every(({ isListed }) => isListed)) return undefined;
  const isRead = lists.some(({ isReadable, isListed }) => isReadable && !isListed);
  const name = contentName(contract.body);
  const list = isRead ? 'does not list it any more' : 'shows no list that tells whether it is still there';
  return `the second read got ${status}: the ${name} may have been deleted between the two reads, and the service ${list}`;
}

function agreement(field: Field, { label, before, after }: Pair, body: Body): Assertion {
  const [name] = field.names;
  const [first, second] = [heldValue(field, before), heldValue(field, after)];
  const place = memberPlace(contentPath(body), name);
  const got = second === undefined ? 'absent' : 'other';
  return {
    title: memberLabel({ label }, name),
    expected: valueText(first),
    actual: valueText(second),
    deviations: isSame(first, second) ? [] : [{ place, kind: 'unsteady', expected: 'same', got }],
  };
}

/** The value of a field; a list of values when the resource has several of its names. */
function heldValue(field: Field, resource: JsonObject): unknown {
  const values = spellingsIn(field, resource).map(name => resource[name]);
  return values.length > 1 ? values : values[0];
}
