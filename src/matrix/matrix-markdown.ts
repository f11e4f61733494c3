import { cellSpan } from '../reports/code-span.ts';
import { marks } from '../reports/paint.ts';
import {
  type CellFinding,
  dayOfColumn,
  editionText,
  findingAt,
  isOfOtherEdition,
  type Matrix,
  type MatrixRow,
  operationOfPage,
  reservationsOn,
} from './matrix.ts';
import { profileMarks, profileWords } from './profile-words.ts';
import { isDifferent } from './selection.ts';

/** Facts that differ, and products in their table, that are listed: a README shows no more. */
const most = { rows: 200, columns: 12 } as const;

/** The matrix for a README: a line for each product, then the facts on which they differ. What vendors wrote are code spans. */
export function matrixMarkdown(matrix: Matrix): string {
  const { columns, rows, edition } = matrix;
  const all = columns.map((_, index) => index);
  const differing = rows.filter(row => isDifferent(matrix, row, all));
  return `${[
    ...productTable(matrix),
    '',
    columns.some(one => isOfOtherEdition(matrix, one))
      ? `\\* judged by another edition than ${cellSpan(editionText(edition))}.\n`
      : '',
    `${rows.length} facts; ${sameWords(rows.length - differing.length)}`,
    '',
    ...(differing.length > 0 ? differenceTables(matrix, differing) : []),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

const sameWords = (number: number): string =>
  number === 1
    ? 'on one of them all products got the same verdict.'
    : `on ${number} of them all products got the same verdict.`;

function productTable(matrix: Matrix): string[] {
  const profiles = matrix.columns[0]?.profiles.map(({ profile }) => profile) ?? [];
  return [
    `| product | date | edition | ${profiles.join(' | ')} |`,
    `|---|---|---|${profiles.map(() => '---|').join('')}`,
    ...matrix.columns.map(column => {
      const results = column.profiles.map(one => `${profileMarks[one.verdict]} ${profileWords(one)}`);
      const words = reservationsOn(column);
      const reserved = words.length > 0 ? ` (${words.join(', ')})` : '';
      const other = isOfOtherEdition(matrix, column) ? ' \\*' : '';
      const head = `${cellSpan(column.label)}${reserved} | ${dayOfColumn(column)} | ${cellSpan(editionText(column.edition))}${other}`;
      return `| ${head} | ${results.join(' | ')} |`;
    }),
  ];
}

function differenceTables(matrix: Matrix, differing: readonly MatrixRow[]): string[] {
  const columns = matrix.columns.slice(0, most.columns);
  const rows = differing.slice(0, most.rows);
  const cut = [
    ...(differing.length > rows.length ? [`${differing.length - rows.length} more facts differ.`] : []),
    ...(matrix.columns.length > columns.length
      ? [`The first ${columns.length} of ${matrix.columns.length} products are shown.`]
      : []),
  ];
  return [
    `| fact that differs | ${columns.map(({ label }) => cellSpan(label)).join(' | ')} |`,
    `|---|${columns.map(() => ':---:|').join('')}`,
    ...rows.map(row => {
      const cells = columns.map((_, column) => cellWords(findingAt(matrix, row, column)));
      return `| ${factWords(row)} | ${cells.join(' | ')} |`;
    }),
    '',
    ...(cut.length > 0 ? [`${cut.join(' ')}\n`] : []),
  ];
}

const factWords = ({ id, page }: MatrixRow): string =>
  cellSpan(id.startsWith(`${page}/`) ? `${operationOfPage(page)}${id.slice(page.length)}` : id);

const cellWords = (finding: CellFinding | undefined): string =>
  finding === undefined ? '' : `${marks[finding.verdict]} ${finding.verdict}`;
