import { waysTo } from '../checks/statuses.ts';
import type { Contract } from '../contract/contract.ts';
import { type Alteration, withBytes, withField, withJson, withText } from './alterations.ts';
import { inExchanges } from './change.ts';
import type { Mutation } from './mutant.ts';

/** The bodies and header fields of error answers broken, for every documented error status. */
export const errorBodyMutations = (contract: Contract): Mutation[] =>
  contract.statuses
    .filter(({ normal }) => !normal)
    .flatMap(({ code }) => [
      ...bodies(code).map(([what, rule, alteration]) => mutation(contract, code, what, rule, alteration)),
      ...headerFields
        .filter(one => one.code === code)
        .map(({ rule, field }) => mutation(contract, code, `no ${field}`, rule, withField(field, undefined))),
    ]);

function mutation(contract: Contract, code: number, what: string, rule: string, alteration: Alteration): Mutation {
  const names = waysTo(contract, code).map(({ name }) => name);
  return {
    name: `error ${code}: ${what}`,
    kind: 'error bodies',
    breaks: `error/${code}/${rule}`,
    make: original => {
      const earning = names.filter(name => original.exchange(name)?.response?.status === code);
      return earning.length > 0
        ? inExchanges(earning, alteration)(original)
        : { notApplicable: `no answer with status ${code}` };
    },
  };
}

/** Header fields that RFC 9110 demands with a status (sections 15.5.2, 15.5.6, 15.5.8). */
const headerFields = [
  { code: 401, rule: 'challenge', field: 'WWW-Authenticate' },
  { code: 405, rule: 'allow', field: 'Allow' },
  { code: 407, rule: 'challenge', field: 'Proxy-Authenticate' },
];

type Damage = readonly [what: string, rule: string, alteration: Alteration];

function bodies(code: number): Damage[] {
  const fault = (of: object): Alteration => withJson({ fault: { code, message: 'No.', ...of } });
  const sound = { code, message: 'No.' };
  return [
    ['HTML', 'envelope', withText(() => `<html><h1>${code}</h1></html>`)],
    ['empty', 'envelope', withText(() => '')],
    ['a list', 'envelope', withJson([sound])],
    ['code and message without a fault around them', 'envelope', withJson(sound)],
    ['two faults', 'envelope', withJson({ one: sound, two: sound })],
    ['no message', 'envelope', withJson({ fault: { code } })],
    ['an empty message', 'envelope', fault({ message: '' })],
    ['a message that is a list', 'envelope', fault({ message: ['No.'] })],
    ['a code that is an object', 'envelope', fault({ code: {} })],
    ['another code', 'code', fault({ code: code === 418 ? 404 : 418 })],
    ['another code with the same beginning', 'code', fault({ code: code * 10 })],
    ['another code as text', 'code', fault({ code: code === 418 ? '404' : '418' })],
    ['the code with more after it', 'code', fault({ code: `${code}.7` })],
    ['no code', 'code', withJson({ fault: { message: 'No.' } })],
    ['a trace of Python', 'no-trace', fault({ message: pythonTrace })],
    ['a trace of JavaScript', 'no-trace', fault({ message: 'Error: No.\n    at show (/srv/show.js:12:5)' })],
    ['a trace of Java', 'no-trace', withText(() => 'at org.example.Show.get(Show.java:42)')],
    ['a trace of Go', 'no-trace', withText(() => 'goroutine 1 [running]:\nmain.main()')],
    ['a trace in bytes that are not UTF-8', 'no-trace', withBytes(() => latin1Trace)],
  ];
}

const pythonTrace = 'Traceback (most recent call last):\n  File "/a.py", line 3';
const latin1Trace = Buffer.from('\u00e9\nTraceback (most recent call last):', 'latin1');
