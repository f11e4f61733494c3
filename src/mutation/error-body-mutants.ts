import { waysTo } from '../checks/statuses.ts';
import type { Contract } from '../contract/contract.ts';
import { type Alteration, altered, withBytes, withField, withJson, withText } from './alterations.ts';
import type { Mutant, Originals } from './mutant.ts';

/** The bodies and header fields of error answers broken, for every documented error status. */
export function errorBodyMutants(contract: Contract, { full }: Originals): Mutant[] {
  return contract.statuses
    .filter(({ normal }) => !normal)
    .flatMap(({ code }) => {
      const names = waysTo(contract, code).map(({ name }) => name);
      const mutant = (what: string, rule: string, alter: Alteration): Mutant => ({
        name: `error ${code}: ${what}`,
        kind: 'error bodies',
        breaks: `error/${code}/${rule}`,
        recording: altered(full, names, alter),
      });
      const fault = (of: object): Alteration => withJson({ fault: { code, message: 'No.', ...of } });
      return [
        mutant(
          'HTML',
          'envelope',
          withText(() => `<html><h1>${code}</h1></html>`),
        ),
        mutant(
          'empty',
          'envelope',
          withText(() => ''),
        ),
        mutant('no fault around it', 'envelope', withJson({ code, message: 'No.' })),
        mutant('two faults', 'envelope', withJson({ one: { code, message: 'No.' }, two: { code, message: 'No.' } })),
        mutant('no message', 'envelope', withJson({ fault: { code } })),
        mutant('an empty message', 'envelope', fault({ message: '' })),
        mutant('a message that is a list', 'envelope', fault({ message: ['No.'] })),
        mutant('a code that is an object', 'envelope', fault({ code: {} })),
        mutant('another code', 'code', fault({ code: code === 418 ? 404 : 418 })),
        mutant('another code that begins alike', 'code', fault({ code: code * 10 })),
        mutant('another code as text', 'code', fault({ code: '418' })),
        mutant('the code with more behind it', 'code', fault({ code: `${code}.7` })),
        mutant('no code', 'code', withJson({ fault: { message: 'No.' } })),
        mutant(
          'a trace of Python',
          'no-trace',
          fault({ message: 'Traceback (most recent call last):\n  File "/a.py", line 3' }),
        ),
        mutant('a trace of JavaScript', 'no-trace', fault({ message: 'Error: No.\n    at show (/srv/show.js:12:5)' })),
        mutant(
          'a trace of Java',
          'no-trace',
          withText(() => 'at org.example.Show.get(Show.java:42)'),
        ),
        mutant(
          'a trace in bytes that are no UTF-8',
          'no-trace',
          withBytes(() => latin1Trace),
        ),
        mutant(
          'a trace of Go',
          'no-trace',
          withText(() => 'goroutine 1 [running]:\nmain.main()'),
        ),
        ...(code === 401 ? [mutant('no challenge', 'challenge', withField('www-authenticate', undefined))] : []),
        ...(code === 407 ? [mutant('no challenge', 'challenge', withField('proxy-authenticate', undefined))] : []),
        ...(code === 405 ? [mutant('no Allow', 'allow', withField('allow', undefined))] : []),
      ];
    });
}

const latin1Trace = Buffer.from('\u00e9\nTraceback (most recent call last):', 'latin1');
