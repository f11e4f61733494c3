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
import type { ReportFinding } from './rst/finding.ts';

/** What a page states about the parameters of its operation. */
interface RequestParameters {
  readonly parameters: readonly ParameterFact[];
  readonly query: readonly QueryFact[];
}

/** The parameters of the path, in its order, and those of the query: what else the tables below "URI" have. */
export function requestParameters(page: Page, { path, line }: Operation, report: ReportFinding): RequestParameters {
  const names = parameterNames(page);
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(match => match[1] ?? '');
  const tables = page.tables.filter(table => table.section.some(title => /^uris?$/i.test(title)));
  const rows = tables.filter(table => !isAboutHeader(table)).flatMap(parameterRows);
  for (const table of page.tables) {
    if (!table.section.some(title => /^request$/i.test(title)) || isAboutHeader(table)) continue;
    const sentence = 'a table below "Request" is not read; expected the parameters of a read operation below "URI".';
    if (parameterRows(table).length > 0) report(table, 'facts/unread-request', sentence);
  }
  const query: QueryFact[] = [];
  for (const row of rows.filter(({ parameter }) => !inPath.includes(parameter.text))) {
    const { parameter } = row;
    const fact = queryFact(row);
    if (!fact) continue;
    if (!query.some(({ id }) => id === fact.id)) query.push(fact);
    else report(parameter, 'facts/repeated-parameter', `"${parameter.text}" is documented twice; expected it once.`);
  }
  return { parameters: inPath.map(pathFact), query };

  function pathFact(name: string): ParameterFact {
    const row = rows.find(({ parameter }) => parameter.text === name);
    return {
      id: `request/${name}`,
      name,
      mandatory: row?.mandatory === undefined || isYes(row),
      prose: row?.description?.text ?? '',
      place: { file: page.file, line: row?.parameter.line ?? line },
    };
  }

  function queryFact(row: ParameterRow): QueryFact | undefined {
    const { parameter, type, description } = row;
    const name = parameter.text;
    if (!type) {
      const sentence = `"${name}" is not in the path and has no type; expected {${name}} in the path, or a column "Type".`;
      report(parameter, 'facts/no-parameter-type', sentence);
      return undefined;
    }
    const known = jsonType(type.text);
    if (!known) {
      report(type, 'facts/unknown-type', unknownType(type.text));
      return undefined;
    }
    const prose = description?.text ?? '';
    return {
      id: `request/${name}`,
      name,
      documentedType: type.text,
      type: known,
      mandatory: isYes(row),
      since: firstVersion(prose),
      prose,
      words: documentedWords(description, names),
      place: { file: page.file, line: parameter.line },
    };
  }
}

const isYes = ({ mandatory }: ParameterRow): boolean => /^yes$/i.test(mandatory?.text ?? '');

/** "added in version 3.31", "first available in the 3.45 version" */
function firstVersion(prose: string): string | undefined {
  const found = /\b(?:added|available|introduced|supported)\b[^.]*?\b(?:version (\d+\.\d+)|(\d+\.\d+) version)\b/i.exec(
    prose,
  );
  return found?.[1] ?? found?.[2];
}
