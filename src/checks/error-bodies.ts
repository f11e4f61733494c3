import type { Contract } from '../contract/contract.ts';
import { errorSchema } from '../contract/error-schema.ts';
import { jsonOf, jsonValue } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import { header, type Response } from '../wire/exchange.ts';
import type { Assertion, Check } from './check.ts';
import { statusCited } from './citations.ts';
import { typeWord } from './deviation.ts';
import { judged, unprovenByOther } from './judgement.ts';
import { rulesOf } from './rule.ts';
import { type SchemaErrors, schemaErrors } from './schema-errors.ts';
import { stackTraceIn } from './stack-trace.ts';
import { earnedAnswers } from './statuses.ts';
import { valueText } from './value-text.ts';

/** The rules on error answers. All are SHOULD: the page documents the statuses, and other standards their bodies. */
export function errorBodyChecks(contract: Contract): Check[] {
  const rule = rulesOf(contract, 'error bodies');
  const errors = schemaErrors(() => errorSchema);
  return contract.statuses
    .filter(({ normal }) => !normal)
    .flatMap(status => {
      const { code } = status;
      const documented = statusCited(status);
      return [
        rule({
          id: `error/${code}/envelope`,
          level: 'SHOULD',
          title: `the body of a ${code} is a JSON object with one fault (code and message)`,
          fails: 'a body in HTML or plain text, or JSON in another form',
          cites: [documented, { source: 'OpenStack API SIG, Errors', clause: 'errors are JSON' }],
          judge: inEachAnswer(contract, code, (response, place) => fault(response, place, errors)),
        }),
        rule({
          id: `error/${code}/code`,
          level: 'SHOULD',
          title: `the code in the body of a ${code} is ${code}`,
          fails: 'another code, or no code',
          cites: [
            documented,
            { source: 'OpenStack API SIG, Errors', clause: 'the code in the body repeats the status' },
          ],
          judge: inEachAnswer(contract, code, (response, place) => sameCode(response, place, code)),
        }),
        rule({
          id: `error/${code}/no-trace`,
          level: 'SHOULD',
          title: `the body of a ${code} contains no stack trace`,
          fails: 'a body that contains the stack trace of a program',
          cites: [documented, { source: 'CWE-209', clause: 'an error message must not contain sensitive information' }],
          judge: inEachAnswer(contract, code, noTrace),
        }),
        ...headerFields
          .filter(one => one.code === code)
          .map(({ name, field, section, clause }) =>
            rule({
              id: `error/${code}/${name}`,
              level: 'SHOULD',
              title: `a ${code} has the header field ${field}`,
              fails: `an answer without ${field}`,
              cites: [documented, { source: 'RFC 9110', clause: `section ${section}: "${clause}"` }],
              judge: inEachAnswer(contract, code, (response, place) => hasField(response, place, field)),
            }),
          ),
      ];
    });
}

/** Header fields that RFC 9110 requires with a status. Its MUST is our SHOULD, because the page does not mention them. */
const headerFields = [
  {
    code: 401,
    name: 'challenge',
    field: 'WWW-Authenticate',
    section: '15.5.2',
    clause: 'MUST send a WWW-Authenticate header field',
  },
  {
    code: 407,
    name: 'challenge',
    field: 'Proxy-Authenticate',
    section: '15.5.8',
    clause: 'MUST send a Proxy-Authenticate header field',
  },
  { code: 405, name: 'allow', field: 'Allow', section: '15.5.6', clause: 'MUST generate an Allow header field' },
] as const;

/** Asserts something about the answer to a way. The name of the way is the place of the deviation. */
type AssertionOf = (response: Response, way: string) => Assertion;

/** Judges every answer that earned the code. */
const inEachAnswer =
  (contract: Contract, code: number, assertionOf: AssertionOf): Check['judge'] =>
  recorded => {
    const answers = earnedAnswers(contract, code, recorded);
    const [first] = answers;
    if (!first) return unprovenByOther('no answer earned this status, so there is nothing to judge');
    const assertions = answers.map(({ way, response }) => {
      const assertion = assertionOf(response, way.name);
      return { ...assertion, title: `${way.title}, ${assertion.title}` };
    });
    const names = answers.map(({ way }) => way.name);
    return judged(assertions, names, first.way.evidence);
  };

function fault(response: Response, place: string, errors: SchemaErrors): Assertion {
  const { error } = jsonOf(response);
  const value = jsonValue(response);
  const isFault = isObject(value) && errors(value).size === 0;
  const form = isObject(value) ? 'other' : typeWord(value);
  const got = error === undefined ? form : 'no JSON';
  return {
    title: 'answer body',
    expected: 'one fault with code and message',
    actual: error ?? valueText(value),
    deviations: isFault ? [] : [{ place, kind: 'error-body', expected: 'fault', got }],
  };
}

function sameCode(response: Response, place: string, code: number): Assertion {
  const stated = statedCode(response);
  const got = stated === undefined ? 'absent' : 'other';
  return {
    title: 'code in the answer body',
    expected: String(code),
    actual: valueText(stated),
    deviations: agrees(stated, code) ? [] : [{ place, kind: 'error-body', expected: String(code), got }],
  };
}

/** The `code` of the fault. The fault is the only member of the body. */
function statedCode(response: Response): unknown {
  const value = jsonValue(response);
  const [only] = isObject(value) ? Object.values(value) : [];
  return isObject(only) ? only.code : undefined;
}

/** OpenStack's services write the code as a number, as text, or as text with its phrase (`404 Not Found`). */
function agrees(stated: unknown, code: number): boolean {
  if (typeof stated === 'number') return stated === code;
  return typeof stated === 'string' && new RegExp(`^${code}(?: [A-Za-z' -]+)?$`).test(stated);
}

function noTrace(response: Response, place: string): Assertion {
  const trace = stackTraceIn(response);
  return {
    title: 'stack trace',
    expected: 'none',
    actual: trace ? valueText(trace) : 'none',
    deviations: trace ? [{ place, kind: 'trace', expected: 'absent', got: 'present' }] : [],
  };
}

function hasField(response: Response, place: string, field: string): Assertion {
  const value = header(response, field);
  return {
    title: field,
    expected: 'present',
    actual: value === undefined ? 'missing' : valueText(value),
    deviations: value === undefined ? [{ place, kind: 'header', expected: field, got: 'absent' }] : [],
  };
}
