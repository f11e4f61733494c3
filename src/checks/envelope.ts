import { contentField, contentIn, isOneResource } from '../contract/body.ts';
import type { Contract } from '../contract/contract.ts';
import { firstRead } from '../probes/ways.ts';
import { jsonOf } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import type { Assertion, Check } from './check.ts';
import { typeDeviation, typeWord } from './deviation.ts';
import { judged, unprovenByOther } from './judgement.ts';
import { rulesOf } from './rule.ts';
import { valueText } from './value-text.ts';

/** The rule on the whole body: it is a resource or a list of resources, inside its envelope if it has one. */
export function envelopeCheck(contract: Contract): Check {
  const { success, body } = contract;
  const content = contentField(body);
  const noun = isOneResource(body) ? 'object' : 'list';
  const ofObjects = content.holding === 'list' ? ' of objects' : '';
  const name = body.envelope?.names[0];
  const named = name === undefined ? '' : ` "${name}"`;
  const article = noun === 'object' ? 'an' : 'a';
  const kind = `${article} ${noun}${ofObjects}`;
  const what = `${article} ${noun}${named}${ofObjects}`;
  return rulesOf(
    contract,
    'fields',
  )({
    id: 'response/envelope',
    level: 'MUST',
    title: name === undefined ? `the body is ${what}` : `the body is an object that contains ${what}`,
    fails:
      name === undefined
        ? `a body that is not ${what}`
        : `a body that is not an object, or in which "${name}" is missing or is not ${kind}`,
    cites: content.cites,
    judge: recorded => {
      const { response, failure } = recorded.exchange(firstRead) ?? {};
      if (response?.status !== success)
        return unprovenByOther(`no answer with status ${success} to judge`, [firstRead]);
      if (failure) return unprovenByOther(`there is no complete answer to judge: ${failure.message}`, [firstRead]);
      const json = jsonOf(response);
      if (json.error !== undefined)
        return unprovenByOther(`there is no JSON to judge, only ${json.error}`, [firstRead]);
      const { value } = json;
      const isWrapped = name !== undefined && isObject(value);
      const title = isWrapped ? name : 'the body';
      const actual = isWrapped ? value[name] : value;
      const found = contentIn(body, value);
      const whole: Assertion = {
        title,
        expected: what,
        actual: valueText(actual),
        deviations:
          found === undefined
            ? [{ place: isWrapped ? name : 'body', kind: 'envelope', expected: noun, got: typeWord(actual) }]
            : [],
      };
      const items = content.holding === 'list' && Array.isArray(found) ? found : [];
      return judged([whole, ...otherItems(name ?? '', items)], [firstRead]);
    },
  });
}

/** The items of a list that are not objects. The rules on fields do not judge them. */
const otherItems = (list: string, items: readonly unknown[]): Assertion[] =>
  items.flatMap((item, index) =>
    isObject(item)
      ? []
      : {
          title: `${list}[${index}]`,
          expected: 'an object',
          actual: valueText(item),
          deviations: [typeDeviation(`${list}[]`, 'object', item)],
        },
  );
