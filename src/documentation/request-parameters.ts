import type { ParameterFact, QueryFact } from './fact.ts';
import type { Operation, Page } from './page.ts';
import {
  documentedWords,
  isAboutHeader,
  jsonType,
  type ParameterRow,
  parameterNames,
  parameterRows,
  unknownType,
} from './parameter-table.ts';
import { requestTarget } from './request-target.ts';
import type { ReportFinding } from './rst/finding.ts';

/** What a page states about the parameters of its operation. */
interface RequestParameters {
  readonly parameters: readonly ParameterFact[];
  readonly query: readonly QueryFact[];
}

/**
 * The parameters of the path, in its order, and those of the query: what else the tables below "URI" have, then what
 * only the operation itself shows, as in `/v3/things?limit={limit}`. Such a parameter is a string and not mandatory.
 */
export function requestParameters(page: Page, operation: Operation, report: ReportFinding): RequestParameters {
  const names = parameterNames(page);
  const target = requestTarget(operation);
  const inPath = new Set(Array.from(target.path.matchAll(/\{([^}]+)\}/g), match => match[1] ?? ''));
  const tables = page.tables.filter(table => table.section.some(title => /^uris?$/i.test(title)));
  const rows = tables.filter(table => !isAboutHeader(table)).flatMap(parameterRows);
  const rowByName = new Map([...rows].reverse().map(row => [row.parameter.text, row]));
  for (const table of page.tables) {
    if (!table.section.some(title => /^request$/i.test(title)) || isAboutHeader(table)) continue;
    const sentence = 'tables below "Request" are not read; expected the parameters of a read operation below "URI".';
    if (parameterRows(table).length > 0) report(table, 'facts/unread-request', sentence);
  }
  const query = new Map<string, QueryFact>();
  for (const row of rows.filter(({ parameter }) => !inPath.has(parameter.text))) {
    const { parameter } = row;
    const fact = queryFact(parameter.text, row);
    if (!fact) continue;
    if (!query.has(fact.name)) query.set(fact.name, fact);
    else
      report(
        parameter,
        'facts/repeated-parameter',
        `"${parameter.text}" is documented twice; expected one row for it.`,
      );
  }
  for (const name of target.query) {
    const fact = inPath.has(name) || rowByName.has(name) ? undefined : queryFact(name);
    if (fact) query.set(name, fact);
  }
  return { parameters: Array.from(inPath, pathFact), query: [...query.values()] };

  function pathFact(name: string): ParameterFact {
    const row = rowByName.get(name);
    return {
      id: `request/${name}`,
      name,
      mandatory: row?.mandatory === undefined || isYes(row),
      prose: row?.description?.text ?? '',
      place: { file: page.file, line: row?.parameter.line ?? operation.line },
    };
  }

  function queryFact(name: string, row?: ParameterRow): QueryFact | undefined {
    const { parameter = operation, type, description } = row ?? {};
    const documentedType = type?.text ?? (target.query.has(name) ? 'string' : undefined);
    if (documentedType === undefined) {
      const sentence = `"${name}" is not in the path and has no type; expected {${name}} in the path, or a column "Type".`;
      report(parameter, 'facts/no-parameter-type', sentence);
      return undefined;
    }
    const known = jsonType(documentedType);
    if (!known) {
      report(type ?? parameter, 'facts/unknown-type', unknownType(documentedType));
      return undefined;
    }
    const prose = description?.text ?? '';
    return {
      id: `request/${name}`,
      name,
      documentedType,
      type: known,
      mandatory: row !== undefined && isYes(row),
      since: firstVersion(prose),
      prose,
      words: documentedWords(description, names),
      place: { file: page.file, line: parameter.line },
    };
  }
}

const isYes = ({ mandatory }: ParameterRow): boolean => /^yes$/i.test(mandatory?.text ?? '');

/** "added in version 3.31", "first available in the 3.45 version": both words stand in one sentence. */
function firstVersion(prose: string): string | undefined {
  let isAnnounced = false;
  for (const [token, behind, before] of prose.matchAll(
    /\b(?:added|available|introduced|supported)\b|\bversion (\d+\.\d+)\b|\b(\d+\.\d+) version\b|\./gi,
  )) {
    const version = behind ?? before;
    if (version === undefined) isAnnounced = token !== '.';
    else if (isAnnounced) return version;
  }
  return undefined;
}
