import type { JsonType } from './fact.ts';
import type { Cell, Page, Table } from './page.ts';

/** A row of a table about fields or parameters, by the names of its columns: none is ever found by its position. */
export interface ParameterRow {
  readonly parameter: Cell;
  readonly type: Cell | undefined;
  readonly mandatory: Cell | undefined;
  readonly description: Cell | undefined;
}

/** The rows of a table about fields or parameters; none where it has no column "Parameter". */
export function parameterRows({ header, rows }: Table): ParameterRow[] {
  const names = header.map(name => name.toLowerCase());
  return rows.flatMap(row => {
    const cell = (name: string): Cell | undefined => row[names.indexOf(name)];
    const parameter = cell('parameter');
    if (!parameter) return [];
    return [{ parameter, type: cell('type'), mandatory: cell('mandatory'), description: cell('description') }];
  });
}

/** Whether a table is about header fields of a message (RFC 9110, section 6.3), which are not fields of its body. */
export const isAboutHeader = ({ title }: Table): boolean => /\bheaders?\b/i.test(title);

/** The name of the field whose members a table describes: "**links** field description" is about `links`. */
export function describedField({ title }: Table): string | undefined {
  const match =
    /^(?:table \d+ )?parameters? description of field (\S+)$/i.exec(title) ??
    /^parameters? in the (\S+) field$/i.exec(title) ??
    /^(\S+) (?:parameter|field)s? description$/i.exec(title);
  return match?.[1];
}

/** What a page calls its parameters and fields, and what the titles of its tables call them. */
export const parameterNames = ({ tables }: Page): ReadonlySet<string> =>
  new Set(
    tables.flatMap(table =>
      [...parameterRows(table).map(row => row.parameter.text), describedField(table) ?? []].flat(),
    ),
  );

/** The values that a cell documents: what it has in bold, but for names and for the full stop of the sentence. */
export function documentedWords(cell: Cell | undefined, names: ReadonlySet<string>): string[] {
  const words = (cell?.bold ?? []).map(word => word.replace(/\.$/, ''));
  return words.filter(word => word !== '' && !names.has(word));
}

/** The type words of the pages. */
const typeWords: readonly (readonly [RegExp, JsonType])[] = [
  [/^(?:string|datetime)$/i, 'string'],
  [/^(?:int|integer|long)$/i, 'integer'],
  [/^(?:float|double|number)$/i, 'number'],
  [/^bool(?:ean)?$/i, 'boolean'],
  [/^(?:dict|object|map)(?:<.*>)?$/i, 'object'],
  [/^(?:list|array)(?:<.*>|\s.*)?$/i, 'array'],
];

/** The JSON type that a type word stands for; undefined where it is unknown. */
export const jsonType = (word: string): JsonType | undefined => typeWords.find(([pattern]) => pattern.test(word))?.[1];

/** What is wrong with an unknown type word. */
export const unknownType = (word: string): string =>
  `unknown type "${word}"; expected string, int, number, boolean, dict or list<…>.`;
