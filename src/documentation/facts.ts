import { isObject } from '../text/json.ts';
import type { Facts, StatusFact } from './fact.ts';
import type { Example, Operation, Page, Place, StatusCode } from './page.ts';
import { requestParameters } from './request-parameters.ts';
import { requestTarget } from './request-target.ts';
import { bodyFact, isResponse } from './response-fields.ts';
import { byPosition, type Finding, type ReportFinding } from './rst/finding.ts';
import { witnessFromExample } from './witness.ts';

/** Where something should stand that stands nowhere on the page. */
const top = { line: 1, column: 1 };

/** The facts of a page, and the findings on it; no facts when something essential is missing. */
interface FactsRead {
  readonly facts: Facts | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Collects the facts of a page about one read operation and its response. Never throws.
 * The findings are the page's own and those of its facts: what stands in the tables is a guess where there are any.
 */
export function factsOf(page: Page): FactsRead {
  const findings: Finding[] = [...page.findings];
  const facts = collect(page, ({ line, column }, rule, sentence) => {
    findings.push({ line, column, rule, sentence });
  });
  return { facts, findings: findings.sort(byPosition) };
}

function collect(page: Page, report: ReportFinding): Facts | undefined {
  const operation = readOperation(page, report);
  if (!operation) return undefined;
  const at = (line: number): Place => ({ file: page.file, line });
  const example = responseExample(page, report);
  const body = example && bodyFact(page, example, report);
  const { parameters, query } = requestParameters(page, operation, report);
  const success = successOf(page, report);
  if (!example || !body || success === undefined) return undefined;
  const status = ({ code, phrase, line }: StatusCode, normal: boolean): StatusFact => ({
    id: `status/${code}`,
    code,
    phrase,
    normal,
    place: at(line),
  });
  const { normal, abnormal } = page.statusCodes;
  return {
    title: page.title,
    operation: { ...operation, path: requestTarget(operation).path, place: at(operation.line) },
    parameters,
    query,
    success,
    body,
    statuses: [...normal.map(code => status(code, true)), ...abnormal.map(code => status(code, false))],
    example: witnessFromExample(page.file, example),
  };
}

/** The operation, which has to be a GET. A page without one has a finding already. */
function readOperation({ operations }: Page, report: ReportFinding): Operation | undefined {
  const [operation, other] = operations;
  if (!operation) return undefined;
  const { method } = operation;
  if (method !== 'GET') {
    report(
      operation,
      'facts/no-read-operation',
      `the operation is a ${method}; expected a GET, because no other method is supported.`,
    );
    return undefined;
  }
  if (other) report(other, 'facts/several-operations', 'the page names several operations; expected one.');
  return operation;
}

/** The first JSON text below "Response", unless it is an error's. */
function responseExample({ examples }: Page, report: ReportFinding): Example | undefined {
  const example = examples.find(({ section, text }) => section.some(isResponse) && /^\s*[[{]/.test(text));
  if (!example) {
    report(top, 'facts/no-example', 'the page has no example below "Response"; expected one in JSON.');
    return undefined;
  }
  if (example.error !== undefined) {
    const sentence = `the example below "Response" is not JSON (${example.error}); expected JSON.`;
    report(example, 'facts/no-json-example', sentence);
    return undefined;
  }
  if (!isErrorBody(example.json)) return example;
  report(example, 'facts/no-success-example', 'the first example below "Response" is an error; expected a success.');
  return undefined;
}

/** Whether a JSON text is a fault of OpenStack: one member, with code and message in it. */
function isErrorBody(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [fault, ...others] = Object.values(value);
  return others.length === 0 && isObject(fault) && Object.hasOwn(fault, 'code') && Object.hasOwn(fault, 'message');
}

function successOf({ statusCodes }: Page, report: ReportFinding): number | undefined {
  const success = statusCodes.normal.find(({ code }) => code >= 200 && code <= 299);
  if (!success) {
    const sentence = 'the page documents no status of success; expected a normal status from 200 to 299.';
    report(statusCodes.normal[0] ?? top, 'facts/no-success-status', sentence);
  }
  return success?.code;
}
