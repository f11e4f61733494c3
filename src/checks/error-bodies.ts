import type { Citation } from '../contract/citation.ts';
import type { Contract } from '../contract/contract.ts';
import { errorSchema } from '../contract/error-schema.ts';
import type { StatusFact } from '../documentation/fact.ts';
import { decodedBody } from '../recording/body.ts';
import type { OperationRecording } from '../recording/operation-recording.ts';
import { jsonOf, jsonValue } from '../recording/response-json.ts';
import { isObject } from '../text/json.ts';
import { header, type Response } from '../wire/exchange.ts';
import type { Assertion, Check, Judgement } from './check.ts';
import { judged, unproven } from './judgement.ts';
import { type SchemaErrors, schemaErrors } from './schema-errors.ts';
import { shown } from './shown.ts';
import { earned } from './statuses.ts';

/** What a client finds in an error answer. All SHOULD: the page names the statuses, other standards their bodies. */
export function errorBodyChecks(contract: Contract): Check[] {
  const errors = schemaErrors(() => errorSchema);
  return contract.statuses.filter(({ normal }) => !normal).flatMap(status => checksFor(contract, status, errors));
}

type About = Pick<Check, 'title' | 'fails'> & { readonly cites: readonly Citation[] };

function checksFor(contract: Contract, status: StatusFact, errors: SchemaErrors): Check[] {
  const { code, place } = status;
  const fact: Citation = { source: place.file, line: place.line, clause: `${code} ${status.phrase} is documented` };
  const check = (name: string, about: About, assertionOf: AssertionOf): Check => ({
    ...about,
    id: `${contract.id}/error/${code}/${name}`,
    kind: 'error bodies',
    level: 'SHOULD',
    cites: [fact, ...about.cites],
    judge: asked => overAnswers(contract, code, asked, assertionOf),
  });
  return [
    check('envelope', envelopeRule(code), response => {
      const json = jsonOf(response);
      const value = jsonValue(response);
      const holds = isObject(value) && errors(value).size === 0;
      return {
        title: 'the body',
        expected: 'one fault with code and message',
        actual: json.error ?? shown(value),
        holds,
      };
    }),
    check('code', codeRule(code), response => {
      const stated = statedCode(response);
      const holds = agrees(stated, code);
      return { title: 'the code in the body', expected: String(code), actual: shown(stated), holds };
    }),
    check('no-trace', traceRule(code), response => {
      const trace = traceIn(response);
      return {
        title: 'stack trace',
        expected: 'none',
        actual: trace ? shown(trace) : 'none',
        holds: trace === undefined,
      };
    }),
    ...headerRules
      .filter(rule => rule.code === code)
      .map(({ name, field, cites }) =>
        check(name, { title: `${code} carries ${field}`, fails: `an answer without ${field}`, cites }, response => {
          const value = header(response, field);
          return { title: field, expected: 'to be there', actual: shown(value), holds: value !== undefined };
        }),
      ),
  ];
}

const envelopeRule = (code: number): About => ({
  title: `the body of ${code} is a JSON object with one fault: code and message`,
  fails: 'a body in HTML or plain text, or JSON of another shape',
  cites: [{ source: 'OpenStack API SIG, Errors', clause: 'errors are JSON' }],
});

const codeRule = (code: number): About => ({
  title: `the code in the body of ${code} agrees with the status`,
  fails: 'another code, or none',
  cites: [{ source: 'OpenStack API SIG, Errors', clause: 'the code in the body repeats the status' }],
});

const traceRule = (code: number): About => ({
  title: `the body of ${code} shows no stack trace`,
  fails: "lines of a program's call stack in the body",
  cites: [{ source: 'CWE-209', clause: 'an error message must not contain sensitive information' }],
});

/** Header fields that RFC 9110 demands with a status: its MUST is our SHOULD, for the page is silent. */
const headerRules: readonly { code: number; name: string; field: string; cites: readonly Citation[] }[] = [
  {
    code: 401,
    name: 'challenge',
    field: 'WWW-Authenticate',
    cites: [rfc9110('15.5.2', 'MUST send a WWW-Authenticate header field')],
  },
  {
    code: 407,
    name: 'challenge',
    field: 'Proxy-Authenticate',
    cites: [rfc9110('15.5.8', 'MUST send a Proxy-Authenticate header field')],
  },
  { code: 405, name: 'allow', field: 'Allow', cites: [rfc9110('15.5.6', 'MUST generate an Allow header field')] },
];

function rfc9110(section: string, clause: string): Citation {
  return { source: 'RFC 9110', clause: `section ${section}: "${clause}"` };
}

type AssertionOf = (response: Response) => Assertion;

/** Judges every answer that earned the code. */
function overAnswers(contract: Contract, code: number, asked: OperationRecording, assertionOf: AssertionOf): Judgement {
  const answers = earned(contract, code, asked);
  const [first] = answers;
  if (!first) return unproven(`no answer that earned ${code} to judge`);
  return judged(
    answers.map(({ way, response }) => {
      const assertion = assertionOf(response);
      return { ...assertion, title: `${way.title}: ${assertion.title}` };
    }),
    answers.map(({ way }) => way.name),
    first.way.evidence,
  );
}

/** A number, the same as text, or as text with its phrase (`404 Not Found`), as OpenStack's services have it. */
function agrees(stated: unknown, code: number): boolean {
  if (typeof stated === 'number') return stated === code;
  return typeof stated === 'string' && new RegExp(`^${code}(?: [A-Za-z' -]+)?$`).test(stated);
}

/** The `code` of the fault that is the body's only member. */
function statedCode(response: Response): unknown {
  const value = jsonValue(response);
  const [fault] = isObject(value) ? Object.values(value) : [];
  return isObject(fault) ? fault.code : undefined;
}

const tracePatterns: readonly RegExp[] = [
  /Traceback \(most recent call last\)/,
  /File "[^"\n]{1,300}", line \d+/,
  /(?:^|\n|\\n)\s*at [\w$.<>[\] ]{1,200}\([^()\n]{1,300}:\d+(?::\d+)?\)/,
  /(?:^|\n|\\n)\s*at (?:[\w$]+\.)+[\w$<>]+\([\w$]+\.java:\d+\)/,
  /goroutine \d+ \[[a-z ]+\]:/,
];

/** Searched as bytes: a trace is one whether or not the text around it can be read. */
function traceIn(response: Response): string | undefined {
  const body = decodedBody(response);
  const text = Buffer.from(body.error === undefined ? body.bytes : response.body).toString('latin1');
  return tracePatterns.map(pattern => pattern.exec(text)?.[0]).find(found => found !== undefined);
}
