import type { CheckChange } from '../comparison/change.ts';
import { type CellFinding, editionText, findingAt, type Matrix, type MatrixRow, operationOfPage } from './matrix.ts';
import type { FactQuery, QueryKey, QueryTerm } from './query.ts';

/** What a query selects of a matrix. */
export interface Selection {
  /** The indices of the columns. */
  readonly columns: readonly number[];
  /** The indices of the rows. */
  readonly rows: readonly number[];
  /** Whether a cell met all conditions; undefined where the query has none about cells: all did. */
  readonly isMet: ((row: number, column: number) => boolean) | undefined;
}

/** What a selection takes besides the query. */
export interface Choice {
  /** The columns that are compared; undefined: all. */
  readonly columns?: readonly number[];
  /** What changed between them. */
  readonly changes?: ReadonlyMap<MatrixRow, CheckChange>;
}

type OfColumn = Extract<QueryKey, 'vendor' | 'edition'>;
type OfRow = Extract<QueryKey, 'op' | 'kind' | 'level' | 'profile' | 'change' | 'is'>;
type OfCell = Extract<QueryKey, 'verdict' | 'evidence' | 'by'> | 'text';

/** A term whose key is one of these. */
type TermOf<K> = QueryTerm & { readonly key: K };

/** Selects by a query. Pure; texts are prepared once for all queries. */
export function selector(matrix: Matrix): (query: FactQuery, choice?: Choice) => Selection {
  const texts = { rows: matrix.rows.map(textOfRow), findings: matrix.findings.map(textOfFinding) };
  return ({ terms }, { columns: chosen, changes } = {}) => {
    const ofColumns = terms.filter(isOfColumn);
    const ofRows = terms.filter(isOfRow);
    const ofCells = terms.filter(isOfCell).map(one => cellTest(one, matrix.findings, texts));
    const columns = (chosen ?? matrix.columns.map((_, index) => index)).filter(column =>
      ofColumns.every(one => isMetByColumn(one, matrix, column)),
    );
    const isCell = (row: number, column: number): boolean => {
      const finding = matrix.rows[row]?.cells[column];
      return typeof finding === 'number' && ofCells.every(isMet => isMet(row, finding));
    };
    const rows = matrix.rows.flatMap((row, index) => {
      if (!ofRows.every(one => isMetByRow(one, row, { matrix, columns, changes }))) return [];
      return ofCells.length === 0 || columns.some(column => isCell(index, column)) ? [index] : [];
    });
    return { columns, rows, isMet: ofCells.length === 0 ? undefined : isCell };
  };
}

const isOfColumn = (one: QueryTerm): one is TermOf<OfColumn> => one.key === 'vendor' || one.key === 'edition';
const isOfCell = (one: QueryTerm): one is TermOf<OfCell> => ['verdict', 'evidence', 'by', 'text'].includes(one.key);
const isOfRow = (one: QueryTerm): one is TermOf<OfRow> => !isOfColumn(one) && !isOfCell(one);

function isMetByColumn({ key, values, isNegated }: TermOf<OfColumn>, { columns }: Matrix, index: number): boolean {
  const column = columns[index];
  if (column === undefined) return false;
  const text = (key === 'vendor' ? column.label : editionText(column.edition)).toLowerCase();
  return values.some(value => text.includes(value)) !== isNegated;
}

interface Surroundings {
  readonly matrix: Matrix;
  readonly columns: readonly number[];
  readonly changes: ReadonlyMap<MatrixRow, CheckChange> | undefined;
}

function isMetByRow({ key, values, isNegated }: TermOf<OfRow>, row: MatrixRow, around: Surroundings): boolean {
  const isAny = values.some(value => isRow(key, value, row, around));
  return isAny !== isNegated;
}

function isRow(key: OfRow, value: string, row: MatrixRow, { matrix, columns, changes }: Surroundings): boolean {
  const change = changes?.get(row)?.kind;
  switch (key) {
    case 'op':
      return operationOfPage(row.page).toLowerCase() === value || row.page.toLowerCase() === value;
    case 'kind':
      return row.kind === value;
    case 'level':
      return row.level.toLowerCase() === value;
    case 'profile':
      return row.profile === value;
    case 'change':
      return change === value;
    case 'is':
      if (value === 'changed') return change !== undefined;
      return isDifferent(matrix, row, columns) === (value === 'different');
  }
}

/** Whether two columns that were judged by a row got different verdicts. */
export function isDifferent(matrix: Matrix, row: MatrixRow, columns: readonly number[]): boolean {
  const verdicts = columns.flatMap(column => findingAt(matrix, row, column)?.verdict ?? []);
  return verdicts.some(verdict => verdict !== verdicts[0]);
}

interface Texts {
  readonly rows: readonly string[];
  readonly findings: readonly string[];
}

/** A condition on cells: each row and each finding is looked at once, and not once for each cell. */
function cellTest(
  { key, values, isNegated }: TermOf<OfCell>,
  findings: readonly CellFinding[],
  texts: Texts,
): (row: number, finding: number) => boolean {
  const isAmong = (text: string | undefined): boolean => text !== undefined && values.includes(text);
  if (key !== 'text') {
    const isOne = findings.map(one =>
      isAmong(key === 'verdict' ? one.verdict : key === 'by' ? one.answeredBy : one.evidence),
    );
    return (_, finding) => isOne[finding] !== isNegated;
  }
  const contains = (text: string): boolean => values.some(value => text.includes(value));
  const [inRow, inFinding] = [texts.rows.map(contains), texts.findings.map(contains)];
  return (row, finding) => (inRow[row] || inFinding[finding]) !== isNegated;
}

const textOfRow = ({ id, title, cites }: MatrixRow): string =>
  [id, title, ...cites.map(({ source, line, clause = '' }) => `${source}:${line} ${clause}`)].join('\n').toLowerCase();

const textOfFinding = ({ message, expected = '', actual = '', waivers }: CellFinding): string =>
  [message, expected, actual, ...waivers].join('\n').toLowerCase();
