import type { CheckChange } from '../../comparison/change.ts';
import { type CellFinding, findingAt, type Matrix, type MatrixRow, operationOfPage } from '../matrix.ts';
import type { Selection } from '../selection.ts';
import { columnHeader } from './column-header.ts';
import { element } from './element.ts';

/** A place in the table: a fact and a product; a fact alone; a product alone. */
export interface GridPlace {
  readonly row?: number;
  readonly column?: number;
}

/** The table, and what changes what is seen of it. */
export interface Grid {
  readonly table: HTMLTableElement;
  /** The rows of the table, each with its first cell and those of the columns. */
  readonly rows: readonly GridRow[];
  /** The first cells of the columns. */
  readonly heads: readonly HTMLElement[];
  readonly show: (selection: Selection, changes?: ReadonlyMap<MatrixRow, CheckChange>) => void;
}

/** A row of the table. */
interface GridRow {
  readonly line: HTMLTableRowElement;
  readonly head: HTMLElement;
  readonly change: HTMLElement;
  readonly cells: readonly HTMLElement[];
}

/** Rows that belong together: the facts of a kind, of a page. */
interface Group {
  readonly body: HTMLTableSectionElement;
  /** Its first cell, as wide as the table. */
  readonly head: HTMLTableCellElement;
  readonly rows: readonly number[];
}

/** Columns that still have room for words. */
const mostWide = 6;

/** Makes the table of a matrix. Its parts have the roles of a grid: they are laid out in another way than tables are. */
export function gridOf(matrix: Matrix, words: (row: MatrixRow) => string): Grid {
  const heads = matrix.columns.map((_, column) => columnHeader(matrix, column));
  const rows = matrix.rows.map((row, index) => gridRow(matrix, row, index, words(row)));
  const groups = groupsOf(matrix, rows);
  const rules = new CSSStyleSheet();
  document.adoptedStyleSheets = [rules];
  const table = element(
    'table',
    { role: 'grid', 'aria-label': 'Facts by products', 'aria-describedby': 'keys', id: 'grid' },
    element(
      'thead',
      { role: 'rowgroup' },
      element(
        'tr',
        { role: 'row' },
        element('th', { role: 'columnheader', class: 'corner' }, 'Fact'),
        element('th', { role: 'columnheader', class: 'change' }, 'Change'),
        ...heads.map((head, column) => element('th', { role: 'columnheader', class: `c${column}` }, head)),
      ),
    ),
    ...groups.map(({ body }) => body),
  );
  const isPhone = matchMedia('(max-width: 40rem)');
  // What was shown last: only what differs is changed, for a matrix may have many thousand cells.
  let visibleColumns = -1;
  let shownColumns = '';
  const isFaded = new Uint8Array(rows.length * heads.length);
  const fit = (): void => {
    table.classList.toggle('narrow', visibleColumns > (isPhone.matches ? 1 : mostWide));
  };
  isPhone.addEventListener('change', fit);

  const showColumns = (columns: readonly number[]): void => {
    if (shownColumns === columns.join()) return;
    shownColumns = columns.join();
    visibleColumns = columns.length;
    rules.replaceSync(columnRules(heads.length, columns));
    table.style.setProperty('--columns', String(columns.length));
    fit();
  };
  const fade = (index: number, cells: readonly HTMLElement[], { columns, isMet }: Selection): void => {
    for (const column of columns) {
      const place = index * heads.length + column;
      const next = isMet === undefined || isMet(index, column) ? 0 : 1;
      if (isFaded[place] === next) continue;
      isFaded[place] = next;
      cells[column]?.classList.toggle('faded', next === 1);
    }
  };
  const show = (selection: Selection, changes?: ReadonlyMap<MatrixRow, CheckChange>): void => {
    const isRow = new Set(selection.rows);
    showColumns(selection.columns);
    table.classList.toggle('comparing', changes !== undefined);
    for (const [index, { line, change, cells }] of rows.entries()) {
      const isHidden = !isRow.has(index);
      if (line.hidden !== isHidden) line.hidden = isHidden;
      if (isHidden) continue;
      const row = matrix.rows[index];
      showChange(change, row && changes?.get(row));
      fade(index, cells, selection);
    }
    for (const { body, head, rows: own } of groups) {
      // On paper it is laid out as a table.
      head.colSpan = selection.columns.length + (changes === undefined ? 1 : 2);
      body.hidden = !own.some(index => isRow.has(index));
    }
  };
  return { table, rows, heads, show };
}

/** Rules for all cells of the columns at once, changing each cell would take long: which are shown, and in which order. */
function columnRules(columns: number, shown: readonly number[]): string {
  const isShown = new Set(shown);
  const hidden = Array.from({ length: columns }, (_, column) => column).filter(column => !isShown.has(column));
  const isInOrder = shown.every((column, index) => index === 0 || column > (shown[index - 1] ?? 0));
  return [
    ...(hidden.length === 0 ? [] : [`${hidden.map(column => `#grid .c${column}`).join(',')}{display:none}`]),
    ...(isInOrder ? [] : shown.map((column, index) => `#grid .c${column}{order:${index + 1}}`)),
  ].join('');
}

function gridRow(matrix: Matrix, row: MatrixRow, index: number, words: string): GridRow {
  const head = element(
    'button',
    { type: 'button', tabindex: '-1', 'data-row': String(index), title: row.title },
    element('span', { class: 'rule' }, row.title),
    element('span', { class: 'place' }, words),
  );
  if (row.level !== 'MUST') head.append(element('span', { class: 'level' }, row.level));
  const change = element('td', { role: 'gridcell', class: 'change' });
  const cells = matrix.columns.map((_, column) => {
    const cell = blankCell(findingAt(matrix, row, column)).cloneNode(true) as HTMLElement;
    cell.classList.add(`c${column}`);
    cell.dataset.row = String(index);
    cell.dataset.column = String(column);
    return cell;
  });
  const first = element('th', { role: 'rowheader' }, head);
  return { line: element('tr', { role: 'row' }, first, change, ...cells), head, change, cells };
}

const blankCells = new Map<string, HTMLElement>();

/** A cell that says the same, without its place: copies are made faster than cells. */
function blankCell(finding: CellFinding | undefined): HTMLElement {
  const [classes, label] = finding ? [findingClasses(finding), findingLabel(finding)] : ['none', 'not judged'];
  const known = blankCells.get(classes);
  if (known) return known;
  const attributes = { role: 'gridcell', tabindex: '-1', class: classes, 'aria-label': label };
  const blank = element('td', attributes, finding?.verdict ?? '');
  blankCells.set(classes, blank);
  return blank;
}

/** The classes that give a finding its sign, colour and shape. */
export const findingClasses = ({ verdict, evidence, answeredBy }: CellFinding): string =>
  `v-${verdict} e-${evidence ?? 'none'}${answeredBy === 'front' ? ' by-front' : ''}`;

/** What a finding is, for readers who do not see its shape. */
export const findingLabel = ({ verdict, evidence, answeredBy }: CellFinding): string =>
  [verdict, ...(evidence ? [evidence] : []), ...(answeredBy === 'front' ? ['answered by a front'] : [])].join(', ');

function showChange(cell: HTMLElement, change: CheckChange | undefined): void {
  const text = change?.kind ?? '';
  if (cell.textContent === text) return;
  cell.textContent = text;
  cell.className = change ? `change k-${change.kind}` : 'change';
}

/** One body of the table for each kind of fact of a page. */
function groupsOf({ rows: facts }: Matrix, rows: readonly GridRow[]): Group[] {
  const groups = new Map<string, Group & { rows: number[] }>();
  for (const [index, { page, kind }] of facts.entries()) {
    const key = `${page} ${kind}`;
    const group = groups.get(key) ?? { ...groupBody(page, kind), rows: [] };
    groups.set(key, group);
    const line = rows[index]?.line;
    if (line) group.body.append(line);
    group.rows.push(index);
  }
  return [...groups.values()];
}

function groupBody(page: string, kind: string): Omit<Group, 'rows'> {
  const head = element(
    'th',
    { role: 'rowheader' },
    element('span', { class: 'operation' }, operationOfPage(page)),
    element('span', { class: 'group-kind' }, kind),
  );
  const line = element('tr', { role: 'row', class: 'group' }, head);
  return { body: element('tbody', { role: 'rowgroup' }, line), head };
}
