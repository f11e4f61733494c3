import { isObject } from '../text/json.ts';
import { type Facts, FactsError, type ParameterFact, type StatusFact } from './fact.ts';
import type { Operation, Page, Place, StatusCode } from './page.ts';
import { envelopeOf, isResponse, rowsByHeader } from './response-fields.ts';
import { witnessFromExample } from './witness.ts';

/**
 * Collects the facts of a page that describes one operation with one response body.
 * @throws FactsError where the page lacks an operation, a response table, an example response, or has an unknown type word.
 */
export function factsOf(page: Page): Facts {
  const at = (line: number): Place => ({ file: page.file, line });
  const [operation] = page.operations;
  if (!operation) throw new FactsError(at(1), 'the page names no operation; expected a line such as "GET /v3/{id}".');
  const example = page.examples.find(one => one.section.some(isResponse) && isObject(one.json));
  if (!example) throw new FactsError(at(1), 'the page has no JSON example below "Response".');
  const witness = witnessFromExample(page.file, example);
  const { normal, abnormal } = page.statusCodes;
  return {
    title: page.title,
    operation: { ...operation, place: at(operation.line) },
    parameters: pathParameters(page, operation),
    envelope: envelopeOf(page, witness),
    statuses: [...normal.map(code => status(code, true)), ...abnormal.map(code => status(code, false))],
    example: witness,
  };

  function status({ code, phrase, line }: StatusCode, isNormal: boolean): StatusFact {
    return { id: `status/${code}`, code, phrase, normal: isNormal, place: at(line) };
  }
}

function pathParameters(page: Page, operation: Operation): ParameterFact[] {
  const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(match => match[1] ?? '');
  const rows = page.tables.filter(table => table.section.some(title => /^uri$/i.test(title))).flatMap(rowsByHeader);
  return inPath.map(name => {
    const row = rows.find(cells => cells.get('parameter')?.text === name);
    const prose = row?.get('description');
    const line = row?.get('parameter')?.line ?? operation.line;
    return { id: `request/${name}`, name, prose: prose?.text ?? '', place: { file: page.file, line } };
  });
}
