import { isObject } from '../text/json.ts';
import { FactsError, type FieldFact, type JsonType } from './fact.ts';
import type { Cell, Page, Place, Table } from './page.ts';
import type { Witness } from './witness.ts';

/** Whether a section title announces the response. */
export const isResponse = (title: string): boolean => /response/i.test(title);

/** One row of a field table: still flat, not yet beside its parent. */
type Row = Omit<FieldFact, 'id' | 'members'>;

/**
 * The response's outermost field with all its members nested.
 * @throws FactsError where there is no response table, an unknown type word, or an example that does not match the table.
 */
export function envelopeOf(page: Page, example: Witness): FieldFact {
  const tables = page.tables.filter(
    table => table.section.some(isResponse) && columns(table).has('parameter') && columns(table).has('type'),
  );
  const [main, ...others] = tables;
  if (!main) {
    const place = { file: page.file, line: 1 };
    throw new FactsError(place, 'no table with the columns Parameter and Type stands below "Response".');
  }
  const subTables = new Map(others.map(table => [describedName(table.title), table]));
  const [root, ...rest] = rowsByHeader(main).map(cells => rowOf(page.file, cells));
  if (!root) throw new FactsError({ file: page.file, line: main.line }, 'the response table has no rows.');
  if (!isObject(example.value) || !isObject(example.value[root.name])) {
    throw new FactsError(
      root.place,
      `"${root.name}" opens the response table but wraps nothing in the page's example.`,
    );
  }
  return nest(root, rest, example.value[root.name], '', subTables, page.file);
}

/**
 * Nests a flat table: a row belongs to a sub-table's owner first, else to the parent that the example shows,
 * else to the parent of the row before it.
 */
function nest(
  row: Row,
  flat: readonly Row[],
  shown: unknown,
  id: string,
  subTables: ReadonlyMap<string, Table>,
  file: string,
): FieldFact {
  const ownId = id === '' ? 'response/envelope' : id;
  const subTable = subTables.get(subTableName(row));
  const rows = subTable ? rowsByHeader(subTable).map(cells => rowOf(file, cells)) : flat;
  const below = id === '' ? 'response' : row.type === 'array' ? `${id}/item` : id;
  const value = Array.isArray(shown) ? shown[0] : shown;
  const members: FieldFact[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const member = rows[index] as Row;
    const memberShown = isObject(value) ? value[member.name] : undefined;
    const owned = subTables.has(subTableName(member)) ? [] : shownBelow(memberShown, rows.slice(index + 1));
    members.push(nest(member, owned, memberShown, `${below}/${member.name}`, withoutOwn(subTables, row), file));
    index += owned.length;
  }
  const siblings = new Set(rows.map(one => one.name));
  const fact = { ...row, id: ownId, members: members.map(member => withoutNames(member, siblings)) };
  return subTable ? { ...fact, membersPlace: { file, line: subTable.line } } : fact;
}

/** The rows right behind a parent that the example shows inside it. */
function shownBelow(shown: unknown, rows: readonly Row[]): readonly Row[] {
  const value = Array.isArray(shown) ? shown[0] : shown;
  if (!isObject(value)) return [];
  const end = rows.findIndex(row => !Object.hasOwn(value, row.name));
  return end === -1 ? rows : rows.slice(0, end);
}

/** A sub-table explains its owner once; a member of the same name does not own it again, which also ends recursion. */
function withoutOwn(subTables: ReadonlyMap<string, Table>, row: Row): ReadonlyMap<string, Table> {
  const rest = new Map(subTables);
  rest.delete(subTableName(row));
  return rest;
}

const withoutNames = (fact: FieldFact, names: ReadonlySet<string>): FieldFact => ({
  ...fact,
  words: fact.words.filter(word => !names.has(word)),
});

/** `list<link>` is explained under "link", `description` under its own name. */
function subTableName(row: Row): string {
  return /^(?:list|array|dict|map)<(\w+)>$/i.exec(row.documentedType)?.[1] ?? row.name;
}

/** "link parameter description" explains "link". */
const describedName = (title: string): string => title.replace(/\s+(?:parameter|field)s?\s+description$/i, '').trim();

function rowOf(file: string, cells: ReadonlyMap<string, Cell>): Row {
  const name = cells.get('parameter');
  const type = cells.get('type');
  const prose = cells.get('description');
  const place = { file, line: name?.line ?? 1 };
  const documentedType = type?.text ?? '';
  return {
    name: name?.text ?? '',
    documentedType,
    type: jsonType(documentedType, place),
    prose: prose?.text ?? '',
    words: prose?.bold ?? [],
    place,
  };
}

const typeWords: readonly (readonly [RegExp, JsonType])[] = [
  [/^string$/i, 'string'],
  [/^(?:int|integer|long)$/i, 'integer'],
  [/^(?:float|double|number)$/i, 'number'],
  [/^bool(?:ean)?$/i, 'boolean'],
  [/^(?:dict|object|map)(?:<\w+>)?$/i, 'object'],
  [/^(?:list|array)(?:<\w+>|\s.*)?$/i, 'array'],
];

function jsonType(word: string, place: Place): JsonType {
  const found = typeWords.find(([pattern]) => pattern.test(word));
  if (found) return found[1];
  throw new FactsError(place, `unknown type "${word}"; known: string, int, number, boolean, dict, list<…>.`);
}

const columns = (table: Table): ReadonlySet<string> => new Set(table.header.map(name => name.toLowerCase()));

/** The rows of a table as cells by lower-case column name, so that no column is ever found by its position. */
export function rowsByHeader(table: Table): ReadonlyMap<string, Cell>[] {
  const names = table.header.map(name => name.toLowerCase());
  return table.rows.map(row => new Map(row.map((cell, column) => [names[column] ?? '', cell])));
}
