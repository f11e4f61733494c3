import { isObject } from '../text/json.ts';
import type { BodyFact } from './fact.ts';
import { type Branch, envelopeId, factOf, memberId, membersIn, parentOf } from './field-tree.ts';
import type { Cell, Example, Page, Table } from './page.ts';
import {
  describedField,
  documentedWords,
  isAboutHeader,
  jsonType,
  type ParameterRow,
  parameterNames,
  parameterRows,
  unknownType,
} from './parameter-table.ts';
import type { ReportFinding } from './rst/finding.ts';

/** Whether a section title announces the response. */
export const isResponse = (title: string): boolean => /response/i.test(title);

/**
 * The body of the response, from the tables below "Response". What tables of their own leave open is taken from the
 * example: which member is the envelope, and to which field the rows of a flat table belong.
 * @returns undefined when there is no such table, or no row in it that can be read
 */
export function bodyFact(page: Page, example: Example, report: ReportFinding): BodyFact | undefined {
  const { file } = page;
  const [main, ...others] = page.tables.filter(isFieldTable);
  if (!main) {
    const sentence =
      'there is no table of the fields of the response; expected one with the columns "Parameter" and "Type".';
    report(example, 'facts/no-response-table', sentence);
    return undefined;
  }
  const names = parameterNames(page);
  const ids = new Set<string>();
  const placed = new Set<Table>();
  const rows = parameterRows(main);
  const wrapper = wrapperIn(example.json, rows[0]?.parameter.text);
  const root = bodyBranch(Array.isArray(example.json));
  const at = rows.findIndex(({ parameter }) => parameter.text === wrapper);
  readRows(at === -1 ? rows : rows.slice(0, at), [root], others);
  const envelope = at === -1 ? undefined : readEnvelope(rows[at] as ParameterRow, rows.slice(at + 1));
  for (const table of others.filter(one => !placed.has(one))) {
    const sentence = `the title of the table "${table.title}" names no field; expected the name of the field that has these members.`;
    report(table, 'facts/unplaced-table', sentence);
  }
  const fact = factOf(root);
  if (fact.members.length === 0 || (at !== -1 && !envelope)) return undefined;
  return { root: fact, envelope: envelope && fact.members.find(({ id }) => id === envelopeId) };

  function bodyBranch(isList: boolean): Branch {
    const [documentedType, type] = isList ? (['list', 'array'] as const) : (['dict', 'object'] as const);
    const place = { file, line: (main as Table).line };
    return {
      fact: { id: 'response', name: '', documentedType, type, prose: '', words: [], place },
      parent: undefined,
      members: [],
      shown: membersIn(example.json),
    };
  }

  /** The rows behind an envelope are its members where it has no table of its own and the example agrees. */
  function readEnvelope(row: ParameterRow, rest: readonly ParameterRow[]): Branch | undefined {
    const branch = grow(root, row, others, envelopeId);
    if (!branch) return undefined;
    const { shown } = branch;
    const agrees = Object.keys(shown).length === 0 || rest.some(one => Object.hasOwn(shown, one.parameter.text));
    const isFlat = !readOwnTable(branch, row, others) && agrees;
    readRows(rest, isFlat ? [root, branch] : [root], others);
    return branch;
  }

  /** Hangs the rows of a table into the tree, below the branches of the trunk. */
  function readRows(flat: readonly ParameterRow[], trunk: readonly Branch[], tables: readonly Table[]): void {
    const opened = [...trunk];
    let last = trunk.at(-1) as Branch;
    for (const row of flat) {
      const parent = parentOf(row.parameter.text, trunk, opened, last);
      last = parent;
      const branch = grow(parent, row, tables, memberId(parent, row.parameter.text));
      if (!branch || readOwnTable(branch, row, tables) || Object.keys(branch.shown).length === 0) continue;
      opened.push(branch);
      last = branch;
    }
  }

  /** A table explains its field once; a member of the same name does not own it again, which also ends recursion. */
  function readOwnTable(branch: Branch, row: ParameterRow, tables: readonly Table[]): boolean {
    const own = tableOf(row, tables);
    if (!own) return false;
    placed.add(own);
    branch.membersPlace = { file, line: own.line };
    const rest = tables.filter(table => table !== own);
    readRows(parameterRows(own), [branch], rest);
    return true;
  }

  function grow(parent: Branch, row: ParameterRow, tables: readonly Table[], id: string): Branch | undefined {
    const { parameter, description } = row;
    const [name, word] = [parameter.text, row.type?.text ?? ''];
    const type = jsonType(word) ?? (tables.some(table => isSame(describedField(table), word)) ? 'object' : undefined);
    const refuse = (cell: Cell, rule: string, sentence: string): undefined => {
      report(cell, `facts/${rule}`, sentence);
    };
    if (name === '') return refuse(parameter, 'nameless-field', 'the row has no field name; expected one.');
    if (ids.has(id))
      return refuse(parameter, 'repeated-field', `"${name}" is documented twice; expected one row for it.`);
    if (!type) return refuse(row.type ?? parameter, 'unknown-type', unknownType(word));
    ids.add(id);
    const words = documentedWords(description, names);
    const place = { file, line: parameter.line };
    const fact = { id, name, documentedType: word, type, prose: description?.text ?? '', words, place };
    const branch = { fact, parent, members: [], shown: membersIn(parent.shown[name]) };
    parent.members.push(branch);
    return branch;
  }
}

const isFieldTable = (table: Table): boolean =>
  table.section.some(isResponse) &&
  !isAboutHeader(table) &&
  ['parameter', 'type'].every(column => table.header.some(name => name.toLowerCase() === column));

/**
 * The name of the member that wraps the resource, or the list of resources: the only object or list at the top level,
 * without its links. If more is next to it than the numbers and markers of a list, it has to open the table and to have
 * more in it; else the top level is the resource itself.
 * @param first the name in the first row of the main table
 */
function wrapperIn(value: unknown, first: string | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const names = Object.keys(value).filter(name => !/links$/.test(name));
  const [wrapper, another] = names.filter(name => typeof value[name] === 'object' && value[name] !== null);
  if (wrapper === undefined || another !== undefined) return undefined;
  const content = value[wrapper];
  const pages = (name: string): boolean =>
    Array.isArray(content) && (Number.isInteger(value[name]) || /marker|next|prev/.test(name));
  const beside = names.filter(name => name !== wrapper && !pages(name)).length;
  const opens = wrapper === first && Object.keys(membersIn(content)).length > beside;
  return beside === 0 || opens ? wrapper : undefined;
}

/**
 * The table about a row's members: `list<link>` has one about "link", `backups` about "backup", `things_links` about
 * "links", else the prose names it.
 */
function tableOf({ parameter, type, description }: ParameterRow, tables: readonly Table[]): Table | undefined {
  const word = type?.text ?? '';
  const inType = /^(?:list|array|dict|map)<(\w+)>$/i.exec(word) ?? /^array of (\S+) objects?$/i.exec(word);
  const links = /_(links)$/.exec(parameter.text)?.[1];
  const named = [inType?.[1], word, parameter.text, links].flatMap(
    name => tables.find(table => isSame(describedField(table), name)) ?? [],
  );
  const prose = description?.text ?? '';
  return named[0] ?? tables.find(table => describedField(table) !== undefined && prose.includes(table.title));
}

/** Whether two names mean the same field, one of them perhaps in the plural. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  const singular = (name: string): string => name.toLowerCase().replace(/s$/, '');
  return one !== undefined && other !== undefined && singular(one) === singular(other);
}
